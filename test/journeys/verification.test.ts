import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import sharp from 'sharp';
import { LOOKS, nameOf } from '../support/browser.ts';
import { openCounter } from './counter.ts';
import { type Chosen, photo, scan } from './files.ts';
import { file } from './filing.ts';
import { openMail } from './mailbox.ts';
import { Officer } from './officer.ts';
import { reloadUntil, type Visitor } from './visitor.ts';

const OFFICE = 'kantah-bandar-lampung';

/** What people write, each in their own language, and the subjects of the mails they wait for. */
const WORDS = {
  id: {
    why: 'Tanah ini sedang diperkarakan.',
    note: 'Halaman dua buram.',
    ask: 'Mohon foto ulang di tempat terang, Bu.',
    answer: 'Sudah saya foto ulang, Bu.',
    correction: /perlu diperbaiki/,
    message: /Pesan baru/,
    complete: /lengkap/,
  },
  en: {
    why: 'There is a lawsuit about this land.',
    note: 'Page two is blurred.',
    ask: 'Please take it again in good light.',
    answer: 'Done, it is clear now.',
    correction: /correct/,
    message: /message/,
    complete: /complete/,
  },
} as const;

suite('an officer checks a dossier', () => {
  let letter: Chosen;
  let proof: Chosen;
  let better: Chosen;
  before(async () => {
    letter = await photo('permohonan-blokir.jpg', 'Permohonan blokir');
    proof = await scan('perjanjian-buram.pdf', 3, 'Perjanjian (buram)');
    better = await scan('perjanjian-jelas.pdf', 3, 'Perjanjian (jelas)');
  });

  for (const look of LOOKS) {
    test(`one letter, one correction, complete: ${nameOf(look)}`, async (t) => {
      // A counter of its own, where nobody else waits in the line.
      const counter = await openCounter();
      t.after(() => counter.close());
      const words = WORDS[look.language];
      const citizen = await counter.visitor(look);
      const filed = await file(citizen, 'Wagiyem', {
        office: OFFICE,
        service: 'BLK',
        answers: {
          nik: '1871994203850003',
          alamat: 'Jalan Contoh 7, Kedaton',
          dikuasakan: 'false',
          letak: 'Jalan Contoh 7, Kedaton, Bandar Lampung',
          alasan: words.why,
        },
        files: { surat_permohonan: [letter], bukti_hubungan_hukum: [proof] },
      });
      const [ratna, fajar] = await counter
        .accounts(OFFICE, 'verifier')
        .then((all) => [all[1], all[0]]);
      assert.ok(ratna && fajar);

      // The list shows it; "Ambil berikutnya" brings it.
      const desk = await counter.visitor(look);
      const officer = await Officer.begin(desk, ratna);
      await desk.reads(new RegExp(filed.number));
      await desk.sees('work list');
      await officer.takeNext();
      await desk.reads(new RegExp(filed.number));
      await desk.sees('dossier on the desk');
      await showsPicture(desk);

      // The documents, in a viewer: larger, turned, leafed through.
      const { page } = desk;
      const sheet = page.locator('#dokumen-now .sl-sheet image');
      await desk.press('ui.viewer.larger');
      assert.equal(await page.locator('#dokumen-now').getAttribute('data-zoom'), '2');
      await desk.press('ui.viewer.turn');
      assert.match((await sheet.getAttribute('transform')) ?? '', /rotate\(90\)/);
      await desk.sees('document turned and enlarged');

      // A colleague is told who holds it.
      const other = await counter.visitor(look);
      await Officer.begin(other, fajar);
      await other.go(desk.path.split('?')[0] ?? '');
      await other.reads('dossiers.desk.taken_title', { name: ratna.name });
      assert.equal(await other.page.locator('input[name="putusan"]').count(), 0);
      await other.sees('dossier held by a colleague');
      await other.leave();

      // A verdict for each requirement, then one letter.
      await officer.judge('surat_permohonan', 'diterima');
      await desk.press('ui.pagination.next');
      await desk.reads('ui.viewer.page_of', { page: 2, of: 3 });
      await showsPicture(desk);
      const reason = await page
        .locator('select[name="alasan"] option')
        .nth(1)
        .getAttribute('value');
      await officer.judge('bukti_hubungan_hukum', 'kurang', {
        reason: reason ?? '',
        note: words.note,
      });
      await desk.sees('dossier judged');
      await desk.press('dossiers.desk.next.preview_letter');
      await desk.sees('letter before it goes out');
      await desk.press('dossiers.desk.letter.send');
      await desk.reads('dossiers.desk.next.waits');

      // A word beside it.
      await officer.openPart('pesan');
      await desk.sees('messages of the desk, none');
      await desk.field('dossiers.desk.messages.write').fill(words.ask);
      await desk.press('dossiers.desk.messages.send');
      await desk.reads(new RegExp(words.ask));

      // The applicant hears of both by mail, and finds open only what was faulty.
      const mail = await openMail(citizen, filed.who.email, words.correction);
      assert.ok(mail.includes(words.note));
      await openMail(citizen, filed.who.email, words.message);
      await citizen.go(`/${OFFICE}/dasbor`);
      await citizen.sees('dashboard with a correction to make');
      await citizen.press('dossiers.dashboard.correct');
      await citizen.sees('correction');
      const faulty = citizen.page.locator('#perbaikan');
      assert.equal(await faulty.locator('input[name^="berkas."]').count(), 1);
      assert.ok((await faulty.innerText()).includes(words.note));
      await faulty.locator('input[name^="berkas."]').setInputFiles(better.path);
      if (!look.javaScript) await citizen.leads(faulty.locator('button[value="simpan"]'));
      await citizen.reads(/perjanjian-jelas\.pdf/);
      await reloadUntil(
        citizen,
        faulty.getByText(
          citizen.t(look.javaScript ? 'documents.upload.ready' : 'dossiers.files.ready'),
          { exact: true },
        ),
      );
      await citizen.leads(faulty.locator('button[value="kirim"]'));
      assert.equal(await citizen.page.locator('#perbaikan').count(), 0);
      await citizen.field('dossiers.messages.write').fill(words.answer);
      await citizen.press('dossiers.messages.send');
      await citizen.sees('dossier of the applicant with messages');

      // The officer sees old and new side by side, and is content.
      await officer.takeNext();
      await desk.reads(/perjanjian-buram\.pdf/);
      await desk.sees('old and new side by side');
      assert.equal(await page.locator('#dokumen-before').count(), 1);
      assert.match(await page.locator('#dokumen-now').innerText(), /perjanjian-jelas/);
      await officer.openPart('pesan');
      await desk.reads(new RegExp(words.answer));
      await desk.sees('messages of the desk');
      await officer.openPart('isian');
      await desk.sees('answers on the desk');
      assert.doesNotMatch(await desk.text(), /1871994203850003/, 'a NIK is masked');
      await officer.openPart('riwayat');
      await desk.sees('diary on the desk');
      await officer.openPart('syarat');
      await officer.judge('bukti_hubungan_hukum', 'diterima');
      await desk.press('dossiers.desk.next.complete');
      await openMail(citizen, filed.who.email, words.complete);

      // The applicant thinks better of it.
      await citizen.go(filed.dossier);
      await citizen.page
        .locator('details', { hasText: citizen.t('dossiers.withdraw.open') })
        .locator('summary')
        .click();
      await citizen.press('dossiers.withdraw.do');
      await citizen.reads('dossiers.status.withdrawn');
      await citizen.leave();
      await desk.leave();
    });
  }
});

/** The viewer's picture arrives, is a picture, and is drawn afresh from the document: no place, no camera in it. */
async function showsPicture(desk: Visitor): Promise<void> {
  const source = await desk.page.locator('#dokumen-now .sl-sheet image').getAttribute('href');
  const answer = await desk.page.request.get(source ?? '');
  assert.equal(answer.status(), 200);
  const bytes = await answer.body();
  const picture = await sharp(bytes).metadata();
  assert.ok((picture.width ?? 0) > 300, `${picture.width} px`);
  assert.equal(picture.exif, undefined);
}
