import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { DESK, type Look, nameOf, PHONE } from '../support/browser.ts';
import { openCounter } from './counter.ts';
import { type Chosen, photo, scan } from './files.ts';
import { file } from './filing.ts';
import { Officer } from './officer.ts';
import { reloadUntil, type Visitor } from './visitor.ts';

const OFFICE = 'disdukcapil-banjar';

const VISITS: readonly Look[] = [
  { viewport: DESK, javaScript: true, language: 'id' },
  { viewport: PHONE, javaScript: false, language: 'en' },
];

suite('a dossier judged without a mouse, and a step proved with its paper', () => {
  let [form, death, card, wrong, right, paper]: Chosen[] = [];
  before(async () => {
    form = await scan('f-1-02.pdf', 1);
    death = await photo('akta-kematian.jpg');
    card = await photo('kk-buram.jpg');
    wrong = await photo('foto-kucing.jpg');
    right = await photo('kk-jelas.jpg');
    paper = await scan('berita-acara.pdf', 1);
  });

  for (const look of VISITS)
    test(nameOf(look), async (t) => {
      assert.ok(form && death && card && wrong && right && paper);
      const counter = await openCounter();
      t.after(() => counter.close());
      const citizen = await counter.visitor(look);
      const filed = await file(citizen, 'Ngatiyem', {
        office: OFFICE,
        service: 'KK-KEPALA',
        answers: { nik: '3279014203850003', no_kk: '3279011203100004' },
        files: { f_1_02: [form], akta_kematian: [death], kk_lama: [card] },
      });
      const [verifier] = await counter.accounts(OFFICE, 'verifier');
      assert.ok(verifier);

      const desk = await counter.visitor(look);
      const officer = await Officer.begin(desk, verifier);
      await officer.takeNext();
      if (look.javaScript) await judgeByKeys(desk);
      else {
        assert.equal(await desk.page.locator('sl-keys').isVisible(), false);
        await officer.judge('f_1_02', 'diterima');
        await officer.judge('akta_kematian', 'diterima');
      }
      const reason = await desk.page
        .locator('select[name="alasan"] option')
        .nth(1)
        .getAttribute('value');
      await officer.judge('kk_lama', 'kurang', { reason: reason ?? '', note: '2' });
      await desk.press('dossiers.desk.next.preview_letter');
      await desk.press('dossiers.desk.letter.send');

      // A file put there by mistake goes again before the correction is sent.
      await citizen.go(`${filed.dossier}#perbaikan`);
      const faulty = citizen.page.locator('#perbaikan');
      const list = faulty.locator('sl-live');
      const hand = async (chosen: Chosen) => {
        await faulty.locator('input[name^="berkas."]').setInputFiles(chosen.path);
        if (!look.javaScript) await citizen.leads(faulty.locator('button[value="simpan"]'));
        await reloadUntil(
          citizen,
          list.getByText(citizen.t('dossiers.files.ready'), { exact: true }),
        );
      };
      await hand(wrong);
      await citizen.sees('correction with a new file');
      await citizen.leads(list.locator('button[value^="hapus:"]'));
      await citizen.reads('dossiers.correction.nothing_yet');
      assert.equal(await list.getByText(/foto-kucing/).count(), 0);
      await hand(right);
      await citizen.leads(faulty.locator('button[value="kirim"]'));
      assert.equal(await faulty.count(), 0);

      await officer.takeNext();
      await officer.judge('kk_lama', 'diterima');
      await desk.press('dossiers.desk.next.complete');

      // The next step is this officer's too, who brings its paper; the applicant can read it.
      await desk.page.locator('#berkas-bukti').setInputFiles(paper.path);
      await desk.sees('a step by hand with a file');
      await officer.record('Catatan 22-11');
      await officer.openPart('riwayat');
      await desk.sees('diary with a proof');
      await citizen.go(filed.dossier);
      await citizen.sees('dossier with a proof');
      const link = citizen.page.getByRole('link', {
        name: new RegExp(`^${citizen.t('dossiers.page.see_proof')}`),
      });
      const [download] = await Promise.all([
        citizen.page.waitForEvent('download'),
        link.first().click(),
      ]);
      assert.equal(download.suggestedFilename(), 'berita-acara.pdf');
      for (const each of [citizen, desk]) await each.leave();
    });
});

/** 1 and Enter accept; J and K lead on and back; ? tells; a field being typed in is left alone; the box turns the keys off. */
async function judgeByKeys(desk: Visitor): Promise<void> {
  const { page } = desk;
  const selected = () => page.locator('.sl-beside > ol > li[aria-current]').getAttribute('id');
  const press = (key: string) => page.keyboard.press(key);
  const leads = async (key: string) => {
    const answered = page.waitForEvent('domcontentloaded');
    await press(key);
    await answered;
  };
  const keys = page.locator('sl-keys dialog');
  assert.equal(await selected(), 'syarat-f_1_02');
  await press('?');
  assert.equal(await keys.getAttribute('open'), '');
  await desk.sees('dossier on the desk with its keys');
  await press('?');
  assert.equal(await keys.getAttribute('open'), null);

  await leads('j');
  assert.equal(await selected(), 'syarat-akta_kematian');
  await leads('k');
  assert.equal(await selected(), 'syarat-f_1_02');
  await press('3');
  await press('1');
  assert.equal(await page.locator('input[value="diterima"]').isChecked(), true);
  await leads('Enter');
  assert.equal(await selected(), 'syarat-akta_kematian');

  await page.locator('textarea[name="catatan"]').pressSequentially('1j?');
  assert.equal(await page.locator('input[name="putusan"]:checked').count(), 0);
  assert.equal(await page.locator('textarea[name="catatan"]').inputValue(), '1j?');
  await page.locator('textarea[name="catatan"]').fill('');
  await page.locator('textarea[name="catatan"]').blur();

  await page.locator('sl-keys [data-buka]').click();
  await keys.getByRole('checkbox').uncheck();
  await press('Escape');
  await press('1');
  assert.equal(await page.locator('input[name="putusan"]:checked').count(), 0);
  await page.locator('sl-keys [data-buka]').click();
  await keys.getByRole('checkbox').check();
  await press('Escape');
  await press('1');
  await leads('Enter');
  assert.equal(await selected(), 'syarat-kk_lama');
}
