import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { type Look, nameOf } from '../support/browser.ts';
import { openCounter } from './counter.ts';
import { bundle, type Chosen, letter, photo, scan } from './files.ts';
import { file } from './filing.ts';
import { Officer } from './officer.ts';

const OFFICE = 'kantah-bandar-lampung';
const LOOKS: readonly Look[] = [
  { viewport: { width: 360, height: 800 }, javaScript: false, language: 'en' },
  { viewport: { width: 1280, height: 900 }, javaScript: true, language: 'id' },
];

suite('officers work together on a dossier, by keyboard where there is one', () => {
  let asked: Chosen;
  let archive: Chosen;
  let beside: Chosen;
  before(async () => {
    asked = await letter('permohonan-blokir.docx');
    archive = await bundle(
      'bukti.zip',
      await scan('perjanjian.pdf', 2, 'Perjanjian'),
      await photo('lokasi.jpg', 'Lokasi'),
    );
    beside = await photo('papan-nama.jpg', 'Papan nama');
  });

  for (const look of LOOKS)
    test(`text, archive, attachment, saved answer, hand-over: ${nameOf(look)}`, async (t) => {
      const counter = await openCounter();
      t.after(() => counter.close());
      const citizen = await counter.visitor(look);
      const filed = await file(citizen, 'Wagiyem', {
        office: OFFICE,
        service: 'BLK',
        answers: {
          nik: '1871994203850003',
          alamat: 'Jalan Contoh 7, Kedaton',
          dikuasakan: 'false',
          letak: 'Jalan Contoh 7, Kedaton, Bandar Lampung',
          alasan: 'Tanah ini sedang diperkarakan.',
        },
        files: { surat_permohonan: [asked], bukti_hubungan_hukum: [archive] },
      });
      const [first, second] = await counter.accounts(OFFICE, 'verifier');
      assert.ok(first && second);
      const desk = await counter.visitor(look);
      const officer = await Officer.begin(desk, first);
      const { page } = desk;

      // An answer kept for the next time.
      await desk.go(`/${OFFICE}/petugas/jawaban`);
      await page.locator('summary').first().click();
      await page.locator('input[name=judul]').first().fill('Foto ulang');
      await page
        .locator('textarea[name=isi]')
        .first()
        .fill('Yth. {nama}, mohon foto ulang ({nomor}).');
      await desk.leads(page.getByRole('button', { name: desk.t('dossiers.saved.keep') }).first());
      await page.locator('summary', { hasText: 'Foto ulang' }).click();
      await desk.sees('saved answers');

      // The line is taken by a key, and the list of keys opens by one.
      if (look.javaScript) {
        await desk.go(`/${OFFICE}/petugas`);
        await page.keyboard.press('?');
        await page.getByText(desk.t('dossiers.keys.take_next')).waitFor();
        await page.keyboard.press('Escape');
        const taken = page.waitForURL(/petugas\/berkas/);
        await page.keyboard.press('a');
        await taken;
      } else await officer.takeNext();
      await desk.reads('dossiers.desk.as_text');
      await desk.reads(/Surat kuasa contoh/);
      await desk.sees('Word document as text');

      // What is in the archive, one after the other.
      if (look.javaScript) {
        await page.keyboard.press('?');
        await page.locator('dialog[open]').waitFor();
        await desk.sees('keys of the dossier');
        await page.keyboard.press('?');
        await page.keyboard.press('j');
        await page.locator('#syarat-bukti_hubungan_hukum[aria-current]').waitFor();
      } else await desk.leads(page.locator('#syarat-bukti_hubungan_hukum a').first());
      await desk.leads(page.getByRole('link', { name: /perjanjian\.pdf/ }));
      await desk.reads('ui.viewer.page_of', { page: 1, of: 2 });
      if (look.javaScript) {
        await page.keyboard.press('n');
        await page.waitForURL(/halaman=2/);
      } else await desk.press('ui.pagination.next');
      await desk.reads('ui.viewer.page_of', { page: 2, of: 2 });
      await desk.sees('page of a document in an archive');

      // The applicant sends a photo with a message; the officer answers with the words that were kept.
      await citizen.go(filed.dossier);
      await citizen.field('dossiers.messages.write').fill('Ini foto papan namanya.');
      await citizen.page.locator('input[name="lampiran"]').setInputFiles(beside.path);
      if (look.javaScript) await citizen.page.locator('#pesan').getByText('1 dari 5').waitFor();
      await citizen.press('dossiers.messages.send');
      await citizen.page.getByRole('link', { name: 'papan-nama.jpg' }).waitFor();
      await citizen.sees('message with an attachment');
      await officer.openPart('pesan');
      await desk.leads(page.getByRole('link', { name: 'papan-nama.jpg' }));
      await page.locator('#dokumen-now image').waitFor();
      const kept = page.getByRole('button', { name: 'Foto ulang' });
      const typed = page.locator('#tulis-pesan');
      if (look.javaScript) {
        // Found by its words, and taken, without a mouse; once the page's scripts are there.
        await page.locator('sl-keys').waitFor();
        await page.locator('sl-saved [data-cari]:not([hidden])').waitFor({ state: 'attached' });
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        await page.keyboard.press('t');
        await page.locator('sl-saved input[type=search]:focus').waitFor();
        await page.keyboard.type('tidak ada');
        await kept.waitFor({ state: 'hidden' });
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type('ulang mohon');
        await kept.waitFor();
        await page.keyboard.press('Enter');
      } else {
        await page.locator('sl-saved summary').click();
        await desk.leads(kept);
      }
      assert.match(await typed.inputValue(), /^Yth\. Wagiyem, mohon foto ulang \(BDL-/);
      await desk.sees('attachment and saved answer on the desk');
      await desk.press('dossiers.desk.messages.send');
      await citizen.go(filed.dossier);
      await citizen.reads(/mohon foto ulang/);

      // To a colleague, with a note, who finds it on top and accepts it.
      if (look.javaScript) await page.keyboard.press('h');
      else await page.locator('#ke-rekan > summary').click();
      const colleague = page.locator('select[name="rekan"] option', { hasText: second.name });
      await page
        .locator('select[name="rekan"]')
        .selectOption((await colleague.getAttribute('value')) ?? '');
      await page
        .locator('[name="catatan_rekan"]')
        .fill('Tolong cek papan namanya, saya dinas luar.');
      await desk.sees('handing over to a colleague');
      await desk.press('dossiers.passing.send');
      assert.equal(desk.path, `/${OFFICE}/petugas`);
      const other = await counter.visitor(look);
      await Officer.begin(other, second);
      await other.reads(/saya dinas luar/);
      await other.sees('work list with a dossier from a colleague');
      await other.leads(other.page.locator('#dari-rekan a').first());
      await other.reads('dossiers.passing.given_to_you', { name: first.name });
      await other.sees('dossier from a colleague');
      await other.press('dossiers.passing.accept');
      await other.button('dossiers.desk.release');
      assert.equal(await other.page.getByText('saya dinas luar').count(), 0);
      await citizen.go(filed.dossier);
      assert.doesNotMatch(await citizen.text(), /dinas luar/, 'the applicant reads nothing of it');
      for (const visitor of [citizen, desk, other]) await visitor.leave();
    });
});
