import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { DESK, type Look, nameOf, PHONE } from '../support/browser.ts';
import { openCounter } from './counter.ts';
import { type Chosen, photo, scan } from './files.ts';
import { file } from './filing.ts';
import { Officer } from './officer.ts';
import type { Visitor } from './visitor.ts';

const OFFICE = 'kantah-bandar-lampung';
const SETTINGS = `/${OFFICE}/petugas/atur`;

const VISITS: readonly Look[] = [
  { viewport: PHONE, javaScript: false, language: 'en' },
  { viewport: DESK, javaScript: true, language: 'id' },
];

const WORDS = {
  id: {
    reason: 'Foto memantulkan cahaya',
    advice: 'Matikan lampu kilat.',
    note: 'Tolong lanjutkan.',
  },
  en: {
    reason: 'Foto memantulkan cahaya',
    advice: 'Matikan lampu kilat.',
    note: 'Please go on with it.',
  },
} as const;

suite('an administrator runs the office, and an officer leaves it', () => {
  let [letter, proof]: Chosen[] = [];
  before(async () => {
    letter = await photo('permohonan-blokir.jpg', 'Permohonan blokir');
    proof = await scan('perjanjian.pdf', 1, 'Perjanjian');
  });

  for (const look of VISITS)
    test(nameOf(look), async (t) => {
      assert.ok(letter && proof);
      const counter = await openCounter();
      t.after(() => counter.close());
      const filed = await file(await counter.visitor(look), 'Wagiyem', {
        office: OFFICE,
        service: 'BLK',
        answers: {
          nik: '1871994203850003',
          alamat: 'Jalan Contoh 7, Kedaton',
          dikuasakan: 'false',
          letak: 'Jalan Contoh 7, Kedaton, Bandar Lampung',
          alasan: 'Sengketa',
        },
        files: { surat_permohonan: [letter], bukti_hubungan_hukum: [proof] },
      });
      const [leaving, staying] = await counter.accounts(OFFICE, 'verifier');
      const [chief] = await counter.accounts(OFFICE, 'administrator');
      assert.ok(leaving && staying && chief);
      const desk = await counter.visitor(look);
      const officer = await Officer.begin(desk, leaving);
      await officer.takeNext();
      await desk.reads(new RegExp(filed.number));

      const office = await counter.visitor(look);
      await Officer.begin(office, chief);
      await office.go(SETTINGS);
      await office.sees('run the office');
      await changesHours(office);
      await addsReason(office, look.language);
      await addsLifeEvent(office);
      await importsDecree(office);
      await wordsLetter(office);

      // The officer goes: what is in their hands goes to a colleague, and their own page is shut at once.
      await office.go(`/${OFFICE}/petugas/orang`);
      await office.sees('people');
      await office.leads(office.page.getByRole('link', { name: new RegExp(leaving.name) }).first());
      await office.reads(new RegExp(filed.number));
      await office.sees('a colleague and their work');
      const form = office.page.locator('form[action$="/tangguhkan"]');
      const colleague = form.locator('option', { hasText: staying.name });
      await form.locator('select').selectOption((await colleague.getAttribute('value')) ?? '');
      await form.locator('textarea').fill(WORDS[look.language].note);
      await office.leads(form.locator('button'));
      await office.reads('staff.people.suspended');
      await desk.go(`/${OFFICE}/petugas`);
      assert.match(desk.path, /\/masuk/);
      const colleagueDesk = await counter.visitor(look);
      await Officer.begin(colleagueDesk, staying);
      await colleagueDesk.reads(new RegExp(filed.number));

      await office.go(`/${OFFICE}/petugas/audit?jenis=staff.work_handed_over`);
      await office.page.locator('main table', { hasText: leaving.name }).waitFor();
      await office.sees('audit');
      await office.go(`/${OFFICE}/petugas/audit/pembacaan`);
      await office.sees('who looked at what');
      for (const visitor of [desk, colleagueDesk, office]) await visitor.leave();
    });
});

/** Friday ends half an hour earlier; a time that runs backwards is sent back first. */
async function changesHours(office: Visitor): Promise<void> {
  const { page } = office;
  await office.go(`${SETTINGS}/jam`);
  const closing = page.locator('[name="hours.week.fri[1].to"]');
  await closing.fill('09.00');
  await office.press('offices.settings.save');
  assert.equal(office.status, 422);
  office.forgives(/422/);
  await office.sees('opening hours with a mistake');
  assert.equal(await closing.inputValue(), '09.00');
  await closing.fill('16:00');
  await office.press('offices.settings.save');
  await office.reads('offices.settings.saved');
  assert.equal(await closing.inputValue(), '16.00');
  await office.sees('opening hours');
}

async function addsReason(office: Visitor, language: 'id' | 'en'): Promise<void> {
  const { page } = office;
  await office.go(`${SETTINGS}/alasan`);
  await page.locator('[name="code"]').first().fill('silau');
  await page.locator('[name="label.id"]').fill(WORDS[language].reason);
  await page.locator('[name="advice.id"]').fill(WORDS[language].advice);
  await office.press('offices.settings.save');
  await office.reads(new RegExp(WORDS[language].reason));
  await office.sees('deficiency reasons');
}

/** Something that happens in people's lives leads to a service; without one it is sent back. */
async function addsLifeEvent(office: Visitor): Promise<void> {
  const { page } = office;
  await office.go(`${SETTINGS}/peristiwa`);
  await page.locator('[name="name.id"]').fill('Rumah disita bank');
  await office.press('offices.settings.save');
  assert.equal(office.status, 422);
  office.forgives(/422/);
  await office.sees('a life event that leads nowhere');
  await page.locator('[name="services[0]"]').selectOption('BLK');
  await office.press('offices.settings.save');
  await office.reads('offices.settings.saved');
  await office.reads(/Rumah disita bank/);
  await office.sees('life events');
}

/** One date of the table does not exist: it is named by its line, mended, looked at and saved. */
async function importsDecree(office: Visitor): Promise<void> {
  const { page } = office;
  const head = 'date,kind,name,status,source\n';
  const table = page.locator('textarea[name="isi"]');
  await office.go(`${SETTINGS}/libur`);
  await office.press('offices.decree.title');
  await table.fill(`${head}2028-02-30,L,Hari contoh,official,SKB contoh\n`);
  await office.press('offices.decree.look');
  office.forgives(/422/);
  await office.reads(/(Baris 2, kolom tanggal|Line 2, column date):/);
  await office.sees('decree with a mistake');
  await table.fill(`${head}2028-02-29,L,Hari contoh,official,SKB contoh\n`);
  await office.press('offices.decree.look');
  await office.reads('offices.decree.effect');
  await office.sees('what a decree changes');
  await office.press('offices.decree.save', { count: 1 });
  await office.reads('offices.decree.saved');
  await office.sees('days off');
}

/** The deficiency letter in the office's own words, looked at before it is saved. */
async function wordsLetter(office: Visitor): Promise<void> {
  const { page } = office;
  await office.go(`${SETTINGS}/surat`);
  await office.sees('letters');
  await office.press('offices.letter.correction');
  const subject = page.locator('[name="letters.correction.subject.id"]');
  await subject.fill('Mohon lengkapi {nomor} sebelum {batas}');
  await office.press('offices.settings.preview');
  await office.reads(/Mohon lengkapi CTH-26-000123-\d sebelum Jumat, 30 Januari 2026/);
  await office.sees('a letter looked at');
  await office.press('offices.settings.save');
  await office.reads('offices.letters.own');
}
