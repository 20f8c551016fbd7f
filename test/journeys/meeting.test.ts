import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, suite, test } from 'node:test';
import { LOOKS, nameOf } from '../support/browser.ts';
import { type Counter, openCounter } from './counter.ts';
import { type Chosen, photo, scan } from './files.ts';
import { file } from './filing.ts';
import { openMail } from './mailbox.ts';
import { Officer } from './officer.ts';
import type { Visitor } from './visitor.ts';

const OFFICE = 'kantah-bandar-lampung';
const NIK = '1871014203850003';

const SUBJECTS = {
  id: {
    offered: /Pilih jadwal tatap muka/,
    fixed: /^Jadwal tatap muka/,
    moved: /dipindah/,
    cancelled: /dibatalkan/,
  },
  en: { offered: /Pick|Choose/, fixed: /appointment/i, moved: /moved/, cancelled: /cancelled/ },
} as const;

suite('a meeting at the counter', () => {
  let letter: Chosen;
  let proof: Chosen;
  before(async () => {
    letter = await photo('surat-blokir-pribadi.jpg', 'Permohonan blokir');
    proof = await scan('akta-perjanjian.pdf', 1);
  });

  for (const look of LOOKS) {
    test(`three seats are offered, one is picked, moved and given back: ${nameOf(look)}`, async (t) => {
      // A counter of its own, where nobody else waits in the line.
      const counter = await openCounter();
      t.after(() => counter.close());
      const subjects = SUBJECTS[look.language];
      const citizen = await counter.visitor(look);
      const filed = await file(citizen, 'Rukmini', {
        office: OFFICE,
        service: 'BLK',
        answers: {
          nik: NIK,
          alamat: 'Jalan Contoh 9, Kedaton',
          dikuasakan: 'false',
          letak: 'Jalan Contoh 9',
          alasan: '-',
        },
        files: { surat_permohonan: [letter], bukti_hubungan_hukum: [proof] },
      });

      // Verified first: before that there is no seat to be had.
      await citizen.go(`${filed.dossier}/jadwal`);
      await citizen.reads('appointments.page.none');
      await citizen.sees('no meeting yet');
      const [, ratna] = await counter.accounts(OFFICE, 'verifier');
      assert.ok(ratna);
      const desk = await counter.visitor(look);
      const officer = await Officer.begin(desk, ratna);
      await officer.takeNext();
      await desk.reads(new RegExp(filed.number));
      await officer.judge('surat_permohonan', 'diterima');
      await officer.judge('bukti_hubungan_hukum', 'diterima');

      // With a script the applicant's dashboard follows without a reload.
      await citizen.go(`/${OFFICE}/dasbor`);
      await desk.press('dossiers.desk.next.complete');
      await followsLive(citizen, citizen.t('dossiers.status.meeting'));

      // Three seats, held for a while.
      await desk.press('appointments.panel.give');
      await desk.sees('seats to give');
      const seats = desk.page.locator('input[name="waktu"]');
      for (const n of [0, 1, 2]) await seats.nth(n).check();
      await desk.press('appointments.desk.offer');
      await desk.reads('appointments.desk.offered');
      await desk.sees('seats offered');
      await followsLive(citizen, citizen.t('dossiers.status.pick_seat'));

      // Picked.
      await openMail(citizen, filed.who.email, subjects.offered);
      await citizen.go(`/${OFFICE}/dasbor`);
      await citizen.sees('dashboard with seats to pick');
      await citizen.press('dossiers.dashboard.pick_seat');
      await citizen.sees('seats to pick');
      const offered = citizen.page.locator('input[name="pilihan"]');
      assert.equal(await offered.count(), 3);
      await offered.nth(1).check();
      await citizen.press('appointments.offer.pick');
      await citizen.reads('appointments.card.fixed');
      await citizen.sees('meeting fixed');

      // Into the calendar.
      const [entry, ...others] = calendarEntries(await download(citizen));
      assert.ok(entry && others.length === 0);
      const first = entry['DTSTART'] ?? '';
      assert.match(entry['DTSTART;TZID=Asia/Jakarta'] ?? first, /^\d{8}T\d{6}/);
      assert.match(entry['SUMMARY'] ?? '', new RegExp(filed.number));
      await openMail(citizen, filed.who.email, subjects.fixed);

      // Moved once, then given back.
      await citizen.go(`${filed.dossier}/jadwal`);
      await citizen.press('appointments.move.open');
      await citizen.sees('seats to move to');
      await citizen.page.locator('input[name="waktu"]:visible').last().check();
      await citizen.press('appointments.move.do');
      await citizen.sees('meeting moved');
      const [moved] = calendarEntries(await download(citizen));
      assert.equal(moved?.['UID'], entry['UID'], 'the same entry of the calendar');
      assert.ok(
        Number(moved?.['SEQUENCE']) > Number(entry['SEQUENCE'] ?? 0),
        'a newer edition of it',
      );
      assert.notDeepEqual(moved, entry);
      await openMail(citizen, filed.who.email, subjects.moved);

      // Whoever holds the receipt sees how far it is, and nobody's name.
      await followReceipt(counter, look, filed);

      await citizen.go(`${filed.dossier}/jadwal`);
      await citizen.page
        .locator('details', { hasText: citizen.t('appointments.cancel.text') })
        .locator('summary')
        .click();
      await citizen.press('appointments.cancel.do');
      await citizen.reads('appointments.page.waiting');
      await citizen.sees('meeting given back');
      await openMail(citizen, filed.who.email, subjects.cancelled);

      await citizen.go(filed.dossier);
      await citizen.page
        .locator('details', { hasText: citizen.t('dossiers.withdraw.text') })
        .locator('summary')
        .click();
      await citizen.press('dossiers.withdraw.do');
      await citizen.leave();
      await desk.leave();
    });
  }

  /** The dashboard shows the words: by itself with a script, after a reload without. */
  async function followsLive(citizen: Visitor, words: string): Promise<void> {
    if (!citizen.look.javaScript) await citizen.page.reload();
    await citizen.page.locator('main').getByText(words).first().waitFor();
  }

  async function download(citizen: Visitor): Promise<string> {
    const arrives = citizen.page.waitForEvent('download');
    await (await citizen.button('appointments.card.calendar')).click();
    return readFileSync(await (await arrives).path(), 'utf8');
  }
});

/** The entries of a calendar file as names and values (RFC 5545 §3.1: long lines go on behind a blank). */
function calendarEntries(text: string): Record<string, string>[] {
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.match(text, /END:VCALENDAR\s*$/);
  const lines = text.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  const entries: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') entries.push({});
    const at = line.indexOf(':');
    const current = entries.at(-1);
    if (current && at > 0) current[line.slice(0, at)] ??= line.slice(at + 1);
  }
  return entries;
}

async function followReceipt(
  counter: Counter,
  look: (typeof LOOKS)[number],
  filed: {
    readonly number: string;
    readonly code: string;
    readonly who: { readonly given: string; readonly email: string };
  },
): Promise<void> {
  const relative = await counter.visitor(look);
  const { page } = relative;
  await relative.enter(OFFICE);
  await relative.go(`/${OFFICE}/lacak`);
  await relative.sees('track, the form');
  await relative.field('dossiers.receipt.number').fill(filed.number);
  await relative.field('dossiers.receipt.code').fill('AAAA-AAAA-AAAA');
  await relative.press('dossiers.track.go');
  relative.forgives(/status of 422/);
  await relative.reads('dossiers.track.not_found');
  await relative.field('dossiers.receipt.code').fill(filed.code);
  await relative.press('dossiers.track.go');
  await namesNobody(relative, filed);
  await relative.sees('track, how far it is');
  await relative.press('dossiers.track.close');

  // The receipt's code leads to the same page, and the secret leaves the address.
  await relative.go(`/${OFFICE}/lacak/${filed.number}/${filed.code.replaceAll(/\W/g, '')}`);
  assert.equal(relative.path, `/${OFFICE}/lacak`);
  assert.equal(
    await page.evaluate('history.length > 0 && location.href.includes("lacak/")'),
    false,
  );
  await namesNobody(relative, filed);
  await relative.leave();
}

async function namesNobody(
  visitor: Visitor,
  filed: {
    readonly number: string;
    readonly who: { readonly given: string; readonly email: string };
  },
): Promise<void> {
  await visitor.reads(new RegExp(filed.number));
  const html = await visitor.page.content();
  for (const personal of [
    filed.who.given,
    filed.who.email,
    NIK,
    NIK.slice(0, 8),
    'surat-blokir-pribadi',
    'akta-perjanjian',
    'Jalan Contoh',
  ])
    assert.ok(!html.includes(personal), `${personal} stands on the page`);
}
