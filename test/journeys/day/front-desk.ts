import assert from 'node:assert/strict';
import { formatDossierNumber } from '../../../src/kernel/dossier-number.ts';
import { newcomer, register } from '../applicant.ts';
import type { Counter } from '../counter.ts';
import type { Chosen } from '../files.ts';
import { ask, codeOf, meetingIn, OFFICE } from '../front-counter.ts';
import type { Officer } from '../officer.ts';
import { pdfText } from '../receipt.ts';
import type { Visitor } from '../visitor.ts';
import { type Filed, LOOK } from './people.ts';

const ELSEWHERE = formatDossierNumber({ officeCode: 'BJR', year: 2026, serial: 7 });
/** Whose originals are asked about are two: the letter and the power of attorney. */
const ORIGINALS = 2;

/** Too early, another office's, not checked yet: nobody is served who is not ready, and each reads why. */
export async function turnsAway(
  counter: Counter,
  { visitor: desk }: Officer,
  who: { readonly early: Filed; readonly unready: Filed },
): Promise<void> {
  // Late in the evening the day has no three hours left; then it is too late instead.
  const isEarly = new Date(Date.now() + 7 * 3_600_000).getUTCHours() < 20;
  await meetingIn(counter, who.early, isEarly ? 180 : -180);
  for (const [words, why] of [
    [who.early.number, `queue.admission.too_${isEarly ? 'early' : 'late'}.why`],
    [ELSEWHERE, 'queue.admission.wrong_office.why'],
    [who.unready.number, 'queue.admission.not_verified.why'],
  ] as const) {
    await ask(desk, words);
    await desk.reads('queue.verdict.do_not_serve');
    await desk.reads(why);
    assert.equal(await desk.page.locator('form[action$="/layani"]').count(), 0, words);
  }
  await desk.press('queue.note.send');
  await desk.reads('queue.note.sent');
}

/** On time, with the code of the receipt: both originals agree, one is kept, and a number is given; twice pressed, once. */
export async function serves(counter: Counter, { visitor: desk }: Officer, filed: Filed) {
  const { page } = desk;
  await meetingIn(counter, filed, 5);
  await ask(desk, codeOf(counter, filed));
  await desk.press('queue.verdict.begin');
  for (const mark of await page.locator('input[value="sesuai"]').all()) await mark.check();
  await page.locator('input[name="simpan"]').first().check();
  await page.locator('input[name="tanda_tangan"]').check();
  await (await desk.button('queue.counter.accept')).dblclick();
  await desk.reads(/STTB\/BDL\/\d{4}\/000001/);
  const receipt = await page.request.get(`${desk.path}/tanda-terima.pdf`);
  assert.match(await pdfText(await receipt.body()), /STTB\/BDL\/\d{4}\/000001/);
  await desk.press('queue.ended.next_person');
}

/** One original is not what the scan shows: the papers go back with the reason. */
export async function givesBack(
  counter: Counter,
  { visitor: desk }: Officer,
  filed: Filed,
  why: string,
) {
  const { page } = desk;
  await meetingIn(counter, filed, 0);
  await ask(desk, filed.number);
  await desk.press('queue.verdict.begin');
  const originals = page.locator('#serah section');
  assert.equal(await originals.count(), ORIGINALS);
  await originals.nth(0).locator('input[value="sesuai"]').check();
  await originals.nth(1).locator('input[value="berbeda"]').check();
  await page.locator('input[name="tanda_tangan"]').check();
  await desk.press('queue.counter.accept');
  desk.forgives(/status of 422/);
  await page.locator('textarea[name="alasan"]').fill(why);
  await desk.leads(page.locator('button[value="kembalikan"]'));
  await desk.reads(/BP\/BDL\/\d{4}\/000001/);
}

/** Somebody without e-mail is filed for, and leaves with the paper. */
export async function filesFor(
  { visitor: desk }: Officer,
  who: { readonly name: string; readonly nik: string },
  papers: Chosen,
): Promise<Filed> {
  const { page } = desk;
  await desk.go(`/${OFFICE}/petugas/ajukan`);
  await desk.field('dossiers.filing.name').fill(who.name);
  await desk.field('dossiers.filing.nik').fill(who.nik);
  await page.locator('select[name="layanan"]').selectOption('ZNT');
  await desk.press('dossiers.filing.next');
  const answers = { alamat: 'Jalan Contoh 3', letak: 'Jalan Contoh 3, Kedaton', luas: '120' };
  for (const [key, value] of Object.entries(answers))
    await page.locator(`[name="isian.${key}"]:not([type="hidden"])`).first().fill(value);
  await page.locator('[name="isian.dikuasakan"][value="false"]').check();
  await page.locator('input[name="berkas.*"]').setInputFiles(papers.path);
  await page.getByText(desk.t('dossiers.files.ready'), { exact: true }).first().waitFor();
  await desk.leads(page.locator('#pindai button[value="kirim"]'));
  await desk.arrives(/\/tanda-terima$/);
  const term = async (key: 'dossiers.receipt.number' | 'dossiers.receipt.code') =>
    (
      await page
        .locator('dt', { hasText: desk.t(key) })
        .first()
        .locator('xpath=following-sibling::dd[1]')
        .innerText()
    ).trim();
  const filed = {
    number: await term('dossiers.receipt.number'),
    code: await term('dossiers.receipt.code'),
    dossier: desk.path.replace('/petugas/', '/').replace(/\/tanda-terima$/, ''),
  };
  const paper = await (await desk.button('dossiers.filing.print')).getAttribute('href');
  const printed = await pdfText(await (await page.request.get(paper ?? '')).body());
  for (const words of [filed.number, filed.code]) assert.ok(printed.includes(words), words);
  return filed;
}

/** At home the paper opens the dossier, and an account with the right identity number takes it in. */
export async function claims(
  counter: Counter,
  filed: Filed,
  who: { readonly name: string; readonly nik: string },
): Promise<Visitor> {
  const citizen = await counter.visitor(LOOK);
  await register(citizen, OFFICE, newcomer(who.name));
  await citizen.go(`/${OFFICE}/klaim?nomor=${filed.number}`);
  await citizen.field('dossiers.receipt.code').fill(filed.code);
  await citizen.field('dossiers.claim.nik').fill(who.nik);
  await citizen.press('dossiers.claim.do');
  await citizen.reads('dossiers.claim.done');
  await citizen.go(`/${OFFICE}/dasbor`);
  await citizen.reads(new RegExp(filed.number));
  return citizen;
}
