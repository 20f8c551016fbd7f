import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { DESK, type Look, nameOf, PHONE } from '../support/browser.ts';
import { openCounter } from './counter.ts';
import { type Chosen, scan } from './files.ts';
import { file } from './filing.ts';
import { Officer } from './officer.ts';
import type { Visitor } from './visitor.ts';

const OFFICE = 'bppt-bandung';

const VISITS: readonly Look[] = [
  { viewport: DESK, javaScript: true, language: 'id' },
  { viewport: PHONE, javaScript: false, language: 'en' },
];
const WHY = 'Menunggu rekomendasi dari dinas perdagangan';
const GROUNDS = 'Nama usaha pada izin saya tertulis keliru.';
const REASONS = 'Benar, nama usaha keliru dicetak oleh kami.';

suite('a licence is carried to done by hand: more time, the result saved, an objection granted', () => {
  let [card, tax, place, licence]: Chosen[] = [];
  before(async () => {
    card = await scan('ktp.pdf', 1);
    tax = await scan('npwp.pdf', 1);
    place = await scan('bukti-tempat.pdf', 1);
    licence = await scan('izin-siup.pdf', 1);
  });

  for (const look of VISITS)
    test(nameOf(look), async (t) => {
      assert.ok(card && tax && place && licence);
      const counter = await openCounter();
      t.after(() => counter.close());
      const citizen = await counter.visitor(look);
      const filed = await file(citizen, 'Rukmini', {
        office: OFFICE,
        service: 'SIUP',
        answers: {
          jenis_pemohon: 'perorangan',
          nik: '3273014203850003',
          nama_usaha: 'Warung Rukmini',
          lokasi: 'Jalan Asia Afrika 1, Bandung',
          modal_usaha: '60000000',
          alamat_kirim: 'Jalan Asia Afrika 1, Bandung 40111',
        },
        files: { ktp: [card], npwp: [tax], bukti_tempat: [place] },
      });
      const desk = await counter.visitor(look);
      const officer = async (role: string): Promise<Officer> => {
        const [account] = await counter.accounts(OFFICE, role);
        assert.ok(account, role);
        await desk.page.context().clearCookies({ name: 'sesi' });
        return Officer.begin(desk, account);
      };

      const verifier = await officer('verifier');
      await verifier.takeNext();
      for (const requirement of ['ktp', 'npwp', 'bukti_tempat'])
        await verifier.judge(requirement, 'diterima');
      await desk.press('dossiers.desk.next.complete');
      await verifier.putBack();

      // The processing takes longer: why stands on the applicant's page, the promise stays.
      const operator = await officer('operator');
      await operator.takeNext();
      const more = desk.page.locator('details', { has: desk.page.locator('input[name="lama"]') });
      await more.locator('summary').click();
      await desk.page.locator('input[name="lama"]').fill('3');
      await desk.page.locator('#alasan-perpanjangan').fill(WHY);
      await desk.sees('more time');
      await desk.leads(more.locator('button[type="submit"]'));
      await desk.reads('dossiers.guard.extended_enough');
      await operator.record('Berita acara 12');
      await citizen.go(filed.dossier);
      await citizen.reads(new RegExp(WHY));
      await citizen.sees('dossier with more time');

      const signatory = await officer('signatory');
      await signatory.takeNext();
      await signatory.record('SK 503/SIUP/7/2026');
      // The signatory may issue it as well.
      await signatory.record('Naskah 503/1/2026');

      const issuer = await officer('operator');
      await issuer.takeNext();
      await desk.page.locator('#berkas-hasil').setInputFiles(licence.path);
      await desk.page.locator('#catatan-hasil').fill('Berlaku lima tahun.');
      await desk.sees('result to be made ready');
      await desk.press('dossiers.result.ready');
      await desk.sees('result that waits');

      await citizen.go(filed.dossier);
      await citizen.reads('dossiers.result.ready_title');
      await citizen.sees('dossier with its result');
      const [download] = await Promise.all([
        citizen.page.waitForEvent('download'),
        (await citizen.button('dossiers.result.download')).click(),
      ]);
      assert.equal(download.suggestedFilename(), 'izin-siup.pdf');
      await citizen.go(filed.dossier);
      await citizen.reads('dossiers.result.is_download');

      // What came out is not right: somebody else answers, and it goes on from the issuance.
      await open(citizen, 'textarea[name="dasar"]');
      await citizen.page.locator('textarea[name="dasar"]').fill(GROUNDS);
      const objecting = citizen.page.locator('#keberatan');
      await objecting.locator('input[name="berkas"]').setInputFiles(tax.path);
      if (!look.javaScript) await citizen.press('dossiers.objection.upload');
      else await citizen.page.getByText('npwp.pdf').nth(1).waitFor();
      assert.equal(await citizen.page.locator('textarea[name="dasar"]').inputValue(), GROUNDS);
      await citizen.sees('objection');
      await citizen.press('dossiers.objection.send');
      await citizen.reads('dossiers.objection.is_open');
      const head = await officer('head_of_office');
      await desk.go(`/${OFFICE}/petugas/keberatan`);
      await desk.sees('objections that wait');
      await desk.leads(desk.page.locator('.sl-number a').first());
      const answer = desk.page.locator('#keberatan');
      await answer.getByRole('link', { name: 'npwp.pdf' }).waitFor();
      await answer.locator('input[value="dikabulkan"]').check();
      const steps = answer.locator('select[name="tahap"] option');
      const issuance = (
        await steps.evaluateAll((all) => all.map((one) => one.getAttribute('value')))
      ).at(-2);
      await answer.locator('select[name="tahap"]').selectOption(issuance ?? '');
      await answer.locator('#alasan-keberatan').fill(REASONS);
      await desk.sees('an objection on the desk');
      await desk.leads(answer.locator('button[type="submit"]'));
      assert.ok(head);
      await citizen.go(filed.dossier);
      await citizen.reads('dossiers.objection.is_upheld');
      await citizen.reads(new RegExp(REASONS));
      await citizen.sees('dossier with an objection that was granted');

      // Done anew, and handed over on paper this time.
      const again = await officer('operator');
      await again.takeNext();
      await again.record('Naskah 503/1/2026 (perbaikan)');
      await open(desk, 'input[name="penerima"]');
      await desk.page.locator('select[name="identitas"]').selectOption('ktp');
      await desk.page.locator('input[name="digit"]').fill('0003');
      await desk.sees('hand-over at the counter');
      await desk.press('dossiers.result.hand_over');
      await desk.reads('dossiers.result.is_counter');
      await desk.sees('dossier that was handed over');
      const [slip] = await Promise.all([
        desk.page.waitForEvent('download'),
        (await desk.button('dossiers.slip.print')).click(),
      ]);
      assert.match(slip.suggestedFilename(), /^serah-terima-.*\.pdf$/);
      for (const each of [citizen, desk]) await each.leave();
    });
});

/** Unfolds what the field lies in. */
async function open(visitor: Visitor, field: string): Promise<void> {
  const { page } = visitor;
  const fold = page.locator('details', { has: page.locator(field) });
  if (!(await page.locator(field).isVisible())) await fold.locator('summary').first().click();
}
