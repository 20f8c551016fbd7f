import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { LOOKS, nameOf } from '../support/browser.ts';
import { newcomer, register, signIn } from './applicant.ts';
import { type Answers, ApplicationForm } from './application-form.ts';
import { type Counter, openCounter } from './counter.ts';
import {
  activePdf,
  bundle,
  type Chosen,
  disguisedProgram,
  largeScan,
  letter,
  MOST,
  photo,
  picture,
  scan,
} from './files.ts';
import { openMail } from './mailbox.ts';
import { readReceipt, receiptPdfText } from './receipt.ts';

const OFFICE = 'kantah-bandar-lampung';

const ANSWERS: Answers = {
  jenis_pemohon: 'perorangan',
  nik: '1871994203850003',
  alamat: 'Jalan Contoh 7, Kelurahan Kedaton',
  dikuasakan: 'false',
  letak: 'Jalan Contoh 7, Kedaton, Bandar Lampung',
  luas: '240',
  penggunaan_tanah: 'rumah_tinggal',
  tidak_sengketa: 'true',
  dikuasai_fisik: 'true',
};

suite('an application with fifteen documents', () => {
  let counter: Counter;
  let brought: Readonly<Record<string, readonly Chosen[]>>;
  before(async () => {
    counter = await openCounter();
    brought = {
      formulir_permohonan: [await letter('formulir.docx')],
      ktp_pemohon: [await photo('ktp-depan.jpg'), await photo('ktp-belakang.jpeg')],
      kk_pemohon: [await picture('kk.png'), await scan('kk-lama.pdf', 2)],
      sertipikat: [
        largeScan('sertipikat-lengkap.pdf'),
        ...(await Promise.all([1, 2, 3, 4, 5].map((n) => photo(`sertipikat-${n}.jpg`)))),
      ],
      sertipikat_ht: [
        await scan('sertipikat-ht.pdf', 4),
        await bundle('lampiran-ht.zip', await photo('a.jpg'), await scan('b.pdf', 1)),
        await picture('ht-cap.png'),
      ],
    };
  });
  after(() => counter.close());

  for (const look of LOOKS) {
    test(`is filled in, interrupted, completed and sent once: ${nameOf(look)}`, async () => {
      const citizen = await counter.visitor(look);
      const { page } = citizen;
      const paryono = newcomer('Paryono');
      await register(citizen, OFFICE, paryono);
      const form = await ApplicationForm.begin(citizen, OFFICE, 'ROYA');
      const draft = citizen.path;
      await form.answer({ jenis_pemohon: 'perorangan', dikuasakan: 'false' });
      await form.save();
      await form.answer({ ...ANSWERS, nik: '1234' });
      await form.hand(brought);
      await citizen.sees('application form with files');

      // Two files are refused, each with a sentence of its own; nothing else is lost.
      const program = disguisedProgram('surat-roya.pdf');
      const active = await activePdf('surat-lunas.pdf');
      await form.choose('surat_roya', program);
      if (!look.javaScript) await citizen.press('dossiers.form.upload_and_save');
      await form.becomes(program, 'dossiers.files.refused');
      assert.match(
        await form.line(program).innerText(),
        look.language === 'id' ? /berakhiran \.pdf/ : /\.pdf/,
      );
      await citizen.sees('application form with a refused file');
      await form.remove(program);
      await form.choose('surat_roya', active);
      if (!look.javaScript) await citizen.press('dossiers.form.upload_and_save');
      await form.becomes(active, 'dossiers.files.refused');
      await form.remove(active);

      // What is missing or wrong is said beside the field, and everything typed is still there.
      await form.send();
      assert.equal(citizen.status, 422);
      citizen.forgives(/status of 422/);
      await citizen.reads('dossiers.draft.missing_document');
      await citizen.sees('application form sent back');
      assert.equal(await form.valueOf('nik'), '1234');
      assert.equal(await form.valueOf('alamat'), ANSWERS['alamat']);

      // On another device the draft is found again.
      const phone = await counter.visitor(look);
      await phone.enter(OFFICE);
      await signIn(phone, OFFICE, paryono);
      const again = await ApplicationForm.findAgain(phone, OFFICE, draft);
      assert.equal(await again.valueOf('alamat'), ANSWERS['alamat']);
      await again.answer({ nik: ANSWERS['nik'] ?? '' });
      await again.explain('surat_roya', 'Bank baru mengirim suratnya minggu depan.');
      await again.hand({ sertipikat_ht: [await photo('ht-halaman-2.jpg')] });
      await again.save();
      assert.match(await phone.text(), look.language === 'id' ? /15 dari 15/ : /15 of 15/);

      // A sixteenth is one too many.
      const sixteenth = await photo('keenam-belas.jpg');
      await again.choose('ktp_pemohon', sixteenth);
      if (!look.javaScript) await phone.press('dossiers.form.upload_and_save');
      await phone.reads('dossiers.draft.full', { most: 15 });
      phone.forgives(/status of 422/);
      await phone.go(draft);

      // Sent twice, from two devices and with two fingers: one dossier.
      await citizen.go(draft);
      await page
        .getByRole('button', { name: citizen.t('dossiers.form.send'), exact: true })
        .dblclick();
      await citizen.arrives(/tanda-terima/);
      await again.send();
      const receipt = await readReceipt(citizen);
      assert.equal((await readReceipt(phone)).number, receipt.number);
      await phone.leave();

      const page1 = await citizen.text();
      for (const file of [...Object.values(brought).flat()]) {
        assert.ok(page1.includes(file.name), file.name);
        assert.ok(page1.includes(file.sha256), `the checksum of ${file.name}`);
      }
      assert.match(page1, look.language === 'id' ? /60 MB/ : /60 MB/);
      assert.match(receipt.hash, /^[0-9a-f]{64}$/);
      const pdf = await receiptPdfText(citizen);
      for (const word of [
        receipt.number,
        receipt.code,
        receipt.hash,
        ...Object.values(brought)
          .flat()
          .flatMap((file) => [file.name, file.sha256]),
      ])
        assert.ok(pdf.includes(word.replaceAll(/\s/g, '')), `${word} is not in the PDF`);

      await citizen.press('dossiers.receipt.follow');
      await citizen.sees('dossier of the applicant');
      await citizen.go(`/${OFFICE}/dasbor`);
      assert.equal(await page.locator('article').count(), 1);
      await citizen.sees('dashboard with a dossier');
      await openMail(citizen, paryono.email, new RegExp(receipt.number));
      await citizen.leave();
    });
  }

  test('the large file is exactly as large as is allowed', () => {
    assert.equal(brought['sertipikat']?.[0]?.size, MOST);
    assert.equal(Object.values(brought).flat().length + 1, 15);
  });
});
