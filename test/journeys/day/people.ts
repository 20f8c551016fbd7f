import assert from 'node:assert/strict';
import { DESK, type Look } from '../../support/browser.ts';
import type { Counter } from '../counter.ts';
import { Officer } from '../officer.ts';

/** The day is looked at once: at a desk, with a script, in Indonesian. */
export const LOOK: Look = { viewport: DESK, javaScript: true, language: 'id' };

/** The first or a later one of an office's people with this role comes to work. */
export async function atWork(
  counter: Counter,
  office: string,
  role: string,
  nth = 0,
): Promise<Officer> {
  const account = (await counter.accounts(office, role))[nth];
  assert.ok(account, `${role} of ${office}`);
  return Officer.begin(await counter.visitor(LOOK), account);
}

/** A dossier that somebody handed in. */
export interface Filed {
  readonly number: string;
  readonly code: string;
  /** The address of the applicant's page. */
  readonly dossier: string;
}

/** Opens a dossier whose turn it may not be, and takes it; what is in one's own hands already is just opened. */
export async function take(officer: Officer, filed: Filed): Promise<void> {
  const { visitor } = officer;
  await visitor.go(filed.dossier.replace('/berkas/', '/petugas/berkas/'));
  const reason = visitor.page.locator('form[action$="/ambil"] [name="alasan"]');
  if ((await reason.count()) === 0) return;
  await reason.fill('Pemohon menunggu.');
  await visitor.press('dossiers.desk.take.button');
}
