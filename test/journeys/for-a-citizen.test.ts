import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { DESK, type Look, nameOf, PHONE } from '../support/browser.ts';
import { newcomer, register } from './applicant.ts';
import { type Counter, openCounter } from './counter.ts';
import { type Chosen, scan } from './files.ts';
import { Keyboard } from './keyboard.ts';
import { Officer } from './officer.ts';
import { pdfText } from './receipt.ts';
import { reloadUntil, type Visitor } from './visitor.ts';

const OFFICE = 'disdukcapil-banjar';
/** Two looks that have every value between them. */
const BOTH: readonly Look[] = [
  { viewport: DESK, javaScript: true, language: 'id' },
  { viewport: PHONE, javaScript: false, language: 'en' },
];

/** Seconds that a practised hand takes for a key, and a head for a decision (Card, Moran and Newell's keystroke-level model). */
const KEY = 0.28;
const THOUGHT = 1.35;
/** Seconds in which a stack of papers goes through the scanner. */
const SCANNER = 20;

suite('somebody without e-mail is filed for at the counter', () => {
  let counter: Counter;
  let papers: Chosen;
  before(async () => {
    counter = await openCounter();
    papers = await scan('berkas-karsih.pdf', 3);
  });
  after(() => counter.close());

  for (const look of BOTH) {
    test(`filed in under two minutes, followed with the paper, claimed later: ${nameOf(look)}`, async (t) => {
      const nik = look.javaScript ? '3279014107650001' : '3279014107650002';
      const [account] = await counter.accounts(OFFICE, 'counter_officer');
      assert.ok(account);
      const desk = await counter.visitor(look);
      await Officer.begin(desk, account);
      await desk.leads(desk.page.locator(`nav a[href="/${OFFICE}/petugas/ajukan"]`));
      await desk.sees('filing for a citizen begins');

      const spent = look.javaScript
        ? await byKeyboard(desk, nik, papers)
        : await byHand(desk, nik, papers);
      if (spent) {
        t.diagnostic(spent.words);
        assert.ok(spent.seconds < 120, spent.words);
      }
      await desk.sees('receipt at the counter');
      const number = await termOf(desk, desk.t('dossiers.receipt.number'));
      const code = await termOf(desk, desk.t('dossiers.receipt.code'));
      const print = await desk.button('dossiers.filing.print');
      const paper = await desk.page.request.get((await print.getAttribute('href')) ?? '');
      assert.equal(paper.headers()['content-type'], 'application/pdf');
      const printed = await pdfText(await paper.body());
      for (const words of [number, code, 'MbahKarsih'])
        assert.ok(printed.includes(words.replaceAll(/\s+/g, '')), `${words} is not on the paper`);
      await desk.press('dossiers.filing.see_dossier');
      await desk.sees('dossier that was filed at the counter');
      await desk.leads(desk.page.locator('a[href$="/atas-nama"]'));
      await desk.sees('on the applicant’s behalf');
      await desk.leave();

      // At home, with the paper and a neighbour's phone.
      const neighbour = await counter.visitor(look);
      await neighbour.enter(OFFICE);
      await neighbour.go(`/${OFFICE}/lacak`);
      await neighbour.field('dossiers.receipt.number').fill(number);
      await neighbour.field('dossiers.receipt.code').fill(code.toLowerCase());
      await neighbour.press('dossiers.track.go');
      await neighbour.reads(new RegExp(number));
      await neighbour.reads('dossiers.claim.link');
      await neighbour.sees('track, filed at the counter');

      // Later she has an account.
      await neighbour.leads(neighbour.page.locator(`main a[href^="/${OFFICE}/klaim"]`));
      await register(neighbour, OFFICE, newcomer('Karsih'));
      await neighbour.go(`/${OFFICE}/klaim?nomor=${number}`);
      await neighbour.sees('claim a dossier from the counter');
      await neighbour.field('dossiers.receipt.code').fill(code);
      await neighbour.field('dossiers.claim.nik').fill('3279014107650009');
      await neighbour.press('dossiers.claim.do');
      await neighbour.reads('dossiers.claim.no_match');
      neighbour.forgives(/422/);
      await neighbour.sees('claim that does not match');
      await neighbour.field('dossiers.claim.nik').fill(nik);
      await neighbour.press('dossiers.claim.do');
      await neighbour.reads('dossiers.claim.done');
      await neighbour.reads(new RegExp(number));
      assert.match(neighbour.path, /\/berkas\//);
      await neighbour.leave();
    });
  }
});

/** Hands that never leave the keys. */
async function byKeyboard(desk: Visitor, nik: string, papers: Chosen) {
  const { page } = desk;
  const keys = new Keyboard(desk);
  const type = (text: string) => keys.press(...text);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
  keys.begin();
  assert.equal(await focused(), 'nama', 'the fingers begin on the first field');
  await type('Mbah Karsih');
  await keys.press('Tab');
  await type(nik);
  await keys.press('Tab');
  await type('081320001234');
  await keys.tabTo(page.locator('select[name="layanan"]'));
  await type('KTP-el h');
  await keys.tabTo(page.locator('main button[type="submit"]'));
  await keys.leads('Enter');
  await desk.sees('filing for a citizen, the form');
  assert.equal(await focused(), 'isian.no_kk', 'what was said is not asked again');
  await type('3279011203190004');
  const scans = page.locator('input[name="berkas.*"]');
  await keys.tabTo(scans);
  // The file picker belongs to the system: it opens, one file is chosen, it closes.
  await keys.press('Tab', 'Shift+Tab');
  await scans.setInputFiles(papers.path);
  await page.getByText(desk.t('dossiers.files.ready'), { exact: true }).first().waitFor();
  await keys.tabTo(page.locator('#pindai button[value="kirim"]'));
  await keys.leads('Enter');
  await desk.arrives(/\/tanda-terima$/);
  await keys.tabTo(page.locator('#cetak'));
  // Enter shows the paper; what is on it is read afterwards.
  const { strokes: pressed, machine } = keys.spent;
  const strokes = pressed + 1;
  const thoughts = 9;
  const seconds = strokes * KEY + thoughts * THOUGHT + SCANNER + machine / 1000;
  const words = `filing for a citizen: ${strokes} keys, ${(machine / 1000).toFixed(1)} s of machine, about ${Math.round(seconds)} s for a practised officer with ${SCANNER} s at the scanner`;
  return { seconds, words };
}

/** A phone's screen and a finger. */
async function byHand(desk: Visitor, nik: string, papers: Chosen): Promise<undefined> {
  const { page } = desk;
  await desk.field('dossiers.filing.name').fill('Mbah Karsih');
  await desk.field('dossiers.filing.nik').fill(nik);
  await page.locator('select[name="layanan"]').selectOption('KTP-HILANG');
  await desk.press('dossiers.filing.next');
  await desk.sees('filing for a citizen, the form');
  await page.locator('[name="isian.no_kk"]').fill('3279011203190004');
  await page.locator('input[name="berkas.*"]').setInputFiles(papers.path);
  await desk.press('dossiers.form.upload_and_save');
  await reloadUntil(desk, page.getByText(desk.t('dossiers.files.ready'), { exact: true }));
  await desk.press('dossiers.filing.scan.send');
  return undefined;
}

async function termOf(visitor: Visitor, term: string): Promise<string> {
  const value = visitor.page.locator('dt', { hasText: term }).first();
  return (await value.locator('xpath=following-sibling::dd[1]').innerText()).trim();
}
