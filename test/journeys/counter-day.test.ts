import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { formatDossierNumber } from '../../src/kernel/dossier-number.ts';
import { DESK, type Look, nameOf, PHONE } from '../support/browser.ts';
import { fillSignIn } from './applicant.ts';
import { type Counter, openCounter } from './counter.ts';
import { photo, scan } from './files.ts';
import {
  ask,
  codeOf,
  type Filed,
  giveSeat,
  handIn,
  meetingIn,
  OFFICE,
  openFloor,
  type Papers,
  verifyAndSeat,
} from './front-counter.ts';
import { Keyboard } from './keyboard.ts';
import { Officer } from './officer.ts';
import type { Visitor } from './visitor.ts';

const LOOKS: readonly Look[] = [
  { viewport: DESK, javaScript: true, language: 'id' },
  { viewport: PHONE, javaScript: false, language: 'en' },
];
const ELSEWHERE = formatDossierNumber({ officeCode: 'BJR', year: 2026, serial: 7 });

suite('a day at the counter', () => {
  let papers: Papers;
  before(async () => {
    papers = {
      letter: await photo('surat-blokir.jpg', 'Permohonan blokir'),
      proof: await scan('akta-perjanjian.pdf', 1),
      power: await photo('surat-kuasa.jpg', 'Surat kuasa'),
    };
  });

  for (const look of LOOKS)
    test(nameOf(look), async (t) => {
      const counter = await openCounter();
      t.after(() => counter.close());
      // One whose papers are checked already, and one who comes all the same.
      const expected = await filed(counter, look, 'Rukmini', papers);
      const verifier = await atWork(counter, look);
      // She works from home today, and says so.
      await verifier.visitor.leads(verifier.visitor.page.locator('button[value="rumah"]'));
      await verifier.visitor.sees('work list of somebody at home');
      await verifier.takeNext();
      await verifyAndSeat(verifier);
      const unready = await filed(counter, look, 'Sukarti', papers);

      const { visitor: desk } = await openFloor(counter, look, 'counter_officer');
      await desk.sees('counter floor');
      await turnedAway(counter, desk, { expected, unready });

      await meetingIn(counter, expected, 5);
      await ask(desk, codeOf(counter, expected));
      await desk.reads('queue.verdict.serve');
      await desk.reads('queue.verdict.code_matches');
      await desk.sees('counter says serve');
      const accepted = look.javaScript
        ? await handOverByKeys(counter, desk, expected)
        : await handOverByHand(desk);
      await desk.reads(accepted);
      await desk.sees('counter after the hand-over');
      await givesPapers(desk);

      await desk.go(`/${OFFICE}/petugas/loket`);
      await desk.press('queue.held.link');
      await desk.sees('originals held at the office');
      await desk.leads(desk.page.locator('a[href$="#asli"]').first());

      // The land book is done: what was kept goes back.
      await desk.page.locator('#asli-office').check();
      await desk.press('queue.custody.give');
      assert.equal(await desk.page.locator('#asli-office').count(), 0);
      await desk.sees('counter after the original went back');

      // Who was sent home is checked now, and comes on the day with a paper that is not what the scan shows.
      await verifier.takeNext();
      await verifyAndSeat(verifier);
      await meetingIn(counter, unready, 0);
      await differs(desk, unready);
      await desk.sees('counter after giving back');
      await desk.leave();

      // It is checked again, and gets another time.
      await verifier.takeNext();
      await verifier.visitor.reads(new RegExp(unready.number));
      await verifier.visitor.press('dossiers.desk.next.complete');
      await giveSeat(verifier.visitor);
      await verifier.visitor.leave();
      await headReads(counter, look);
    });
});

/** The head reads the day, and opens the list behind a figure. */
async function headReads(counter: Counter, look: Look): Promise<void> {
  const [account] = await counter.accounts(OFFICE, 'head_of_office');
  assert.ok(account);
  const head = await counter.visitor(look);
  await head.enter(OFFICE);
  await head.press('portal.home.sign_in');
  await fillSignIn(head, account);
  await head.go(`/${OFFICE}/petugas/angka`);
  await head.reads('reports.workplace.home');
  await head.sees('figures of the office');
  await head.leads(head.page.locator('a[href*="/angka/dilayani?"]').first());
  await head.reads('reports.list.lead', { applications: 2, dossiers: 2 });
  await head.sees('list behind a figure');
  await head.leave();
}

async function filed(counter: Counter, look: Look, given: string, papers: Papers) {
  const citizen = await counter.visitor(look);
  const done = await handIn(citizen, given, papers);
  return { ...done, citizen };
}

async function atWork(counter: Counter, look: Look): Promise<Officer> {
  const [, ratna] = await counter.accounts(OFFICE, 'verifier');
  assert.ok(ratna);
  return Officer.begin(await counter.visitor(look), ratna);
}

/** Too early or late, another office's, nobody's, and not checked yet: the screen says why, and the note says what to do. */
async function turnedAway(
  counter: Counter,
  desk: Visitor,
  who: { readonly expected: Filed; readonly unready: Filed & { readonly citizen: Visitor } },
): Promise<void> {
  const hour = Number(
    new Intl.DateTimeFormat('en', {
      hour: 'numeric',
      hour12: false,
      timeZone: 'Asia/Jakarta',
    }).format(new Date()),
  );
  const isEarly = hour < 20;
  await meetingIn(counter, who.expected, isEarly ? 180 : -180);
  await ask(desk, who.expected.number);
  await desk.reads('queue.verdict.do_not_serve');
  await desk.reads(isEarly ? 'queue.admission.too_early.why' : 'queue.admission.too_late.why');
  await desk.sees('counter says another time');

  await ask(desk, ELSEWHERE);
  await desk.reads('queue.admission.wrong_office.why');
  await desk.sees('counter says another office');

  await ask(desk, who.unready.number);
  await desk.reads('queue.verdict.do_not_serve');
  await desk.reads('queue.admission.not_verified.why');
  await desk.sees('counter says not checked yet');
  const printed = await desk.page
    .getByRole('link', { name: desk.t('queue.note.print'), exact: true })
    .getAttribute('href');
  await isPdf(desk, printed);
  await desk.press('queue.note.send');
  await desk.reads('queue.note.sent');
  const { citizen } = who.unready;
  await citizen.go(who.unready.dossier);
  await citizen.leave();
}

/** The routine with a keyboard alone: from the code that the scanner types to the number. */
async function handOverByKeys(counter: Counter, desk: Visitor, filed: Filed): Promise<RegExp> {
  const hands = new Keyboard(desk);
  await desk.go(`/${OFFICE}/petugas/loket`);
  hands.begin();
  // The scanner types, and nobody counts its keys.
  await desk.page.keyboard.type(codeOf(counter, filed));
  await hands.leads('Enter');
  await hands.leads('Enter');
  await desk.page.locator('sl-counter-keys').waitFor();
  await desk.sees('counter with an original to compare');
  await hands.press('1', 's', 'Enter', '1', 'Enter');
  await hands.press('1', 'Enter');
  await hands.leads('Enter');
  const { strokes } = hands.spent;
  assert.ok(strokes <= 12, `${strokes} keys`);
  return /STTB\/BDL\/\d{4}\/\d{6}/;
}

async function handOverByHand(desk: Visitor): Promise<RegExp> {
  const { page } = desk;
  await desk.press('queue.verdict.begin');
  assert.equal(await page.locator('sl-counter-keys').isVisible(), false);
  await desk.sees('counter with an original to compare');
  for (const mark of await page.locator('input[value="sesuai"]').all()) await mark.check();
  await page.locator('input[name="simpan"]').first().check();
  await page.locator('input[name="tanda_tangan"]').check();
  await desk.press('queue.counter.accept');
  return /STTB\/BDL\/\d{4}\/\d{6}/;
}

/** The form to be signed and the receipt can be printed. */
async function givesPapers(desk: Visitor): Promise<void> {
  const here = desk.path.replace(/\?.*/, '');
  for (const paper of ['blanko.pdf', 'tanda-terima.pdf']) await isPdf(desk, `${here}/${paper}`);
}

async function isPdf(desk: Visitor, path: string | null): Promise<void> {
  const answer = await desk.page.request.get(path ?? '');
  assert.equal(answer.headers()['content-type'], 'application/pdf', path ?? 'nowhere');
  assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
}

/** One original is not what the scan shows: it is not accepted, and goes back with the reason. */
async function differs(desk: Visitor, filed: Filed): Promise<void> {
  const { page } = desk;
  await ask(desk, filed.number);
  await desk.press('queue.verdict.begin');
  const originals = page.locator('#serah section');
  await originals.nth(0).locator('input[value="sesuai"]').check();
  await originals.nth(1).locator('input[value="berbeda"]').check();
  await page.locator('input[name="tanda_tangan"]').check();
  await desk.press('queue.counter.accept');
  desk.forgives(/status of 422/);
  await desk.reads('queue.accept.not_all_match');
  await desk.sees('counter with an original that differs');
  await page
    .locator('textarea[name="alasan"]')
    .fill('Nama pada surat kuasa asli berbeda. Bawa surat kuasa yang benar.');
  await desk.leads(page.locator('button[value="kembalikan"]'));
  await desk.reads(/BP\/BDL\/\d{4}\/\d{6}/);
}
