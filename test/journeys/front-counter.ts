import assert from 'node:assert/strict';
import { connect } from '../../src/kernel/db.ts';
import type { Look } from '../support/browser.ts';
import { newcomer, register } from './applicant.ts';
import { ApplicationForm } from './application-form.ts';
import type { Counter } from './counter.ts';
import type { Chosen } from './files.ts';
import { Officer } from './officer.ts';
import { readReceipt } from './receipt.ts';
import type { Visitor } from './visitor.ts';

export const OFFICE = 'kantah-bandar-lampung';
const MINUTE = 60_000;

/** A dossier whose applicant may come to the counter. */
export interface Filed {
  readonly number: string;
  readonly code: string;
  readonly dossier: string;
}

/** The papers of a block of a land book asked for through somebody else: two of them are shown as originals. */
export interface Papers {
  readonly letter: Chosen;
  readonly proof: Chosen;
  readonly power: Chosen;
}

/** Somebody hands in an application whose originals are compared at the counter. */
export async function handIn(citizen: Visitor, given: string, papers: Papers): Promise<Filed> {
  await register(citizen, OFFICE, newcomer(given));
  const form = await ApplicationForm.begin(citizen, OFFICE, 'BLK');
  await form.answer({
    ...{ nik: '1871014203850003', alamat: 'Jalan Contoh 9, Kedaton', dikuasakan: 'true' },
    ...{ letak: 'Jalan Contoh 9', alasan: '-' },
  });
  // Whoever sends somebody else is asked for their name, and for the paper that says so.
  await form.save();
  await form.answer({ nama_kuasa: 'Suparman' });
  await form.hand({
    surat_permohonan: [papers.letter],
    bukti_hubungan_hukum: [papers.proof],
    surat_kuasa: [papers.power],
  });
  await form.send();
  return readReceipt(citizen);
}

/** An officer who has taken the next dossier accepts everything and gives it the first seat there is. */
export async function verifyAndSeat(officer: Officer): Promise<void> {
  const desk = officer.visitor;
  for (const requirement of ['surat_permohonan', 'bukti_hubungan_hukum', 'surat_kuasa'])
    await officer.judge(requirement, 'diterima');
  await desk.press('dossiers.desk.next.complete');
  await giveSeat(desk);
  await officer.putBack();
}

/** Fixes the first free seat for the dossier that is open. */
export async function giveSeat(desk: Visitor): Promise<void> {
  await desk.press('appointments.panel.give');
  await desk.page.locator('input[name="waktu"]').first().check();
  await desk.press('appointments.desk.fix');
}

/** The day of the meeting comes: what was given for another day begins so many minutes from now. */
export async function meetingIn(counter: Counter, filed: Filed, minutes: number): Promise<void> {
  const db = connect(counter.databaseUrl, { owner: true, max: 1 });
  try {
    const starts = new Date(Date.now() + minutes * MINUTE);
    const moved = await db`
      update appointment set starts_at = ${starts}, ends_at = ${new Date(starts.getTime() + 20 * MINUTE)}
      where state = 'booked' and dossier_id = (select id from dossier where number = ${filed.number})`;
    assert.equal(moved.count, 1, `${filed.number} has no meeting`);
  } finally {
    await db.end({ timeout: 2 });
  }
}

/** What a scanner types when it reads the code on the receipt. */
export const codeOf = (counter: Counter, { number, code }: Filed): string =>
  `${counter.address}/${OFFICE}/lacak/${number}/${code.replaceAll(/\W/g, '')}`;

/** Somebody of the office's counter opens its page. */
export async function openFloor(counter: Counter, look: Look, role: string): Promise<Officer> {
  const [account] = await counter.accounts(OFFICE, role);
  assert.ok(account, `nobody works as ${role}`);
  const officer = await Officer.begin(await counter.visitor(look), account);
  await officer.visitor.go(`/${OFFICE}/petugas/loket`);
  return officer;
}

/** Asks the gate about whoever stands there. */
export async function ask(desk: Visitor, words: string): Promise<void> {
  await desk.go(`/${OFFICE}/petugas/loket`);
  await desk.field('queue.find.label').fill(words);
  await desk.press('queue.find.submit');
}
