import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { LOOKS, nameOf } from '../support/browser.ts';
import { newcomer, register } from './applicant.ts';
import { ApplicationForm } from './application-form.ts';
import { type Counter, openCounter } from './counter.ts';
import { type Chosen, photo } from './files.ts';
import { judgeAll } from './judging.ts';
import { openMail } from './mailbox.ts';
import { Officer } from './officer.ts';
import { readReceipt, receiptPdfText } from './receipt.ts';
import { reloadUntil } from './visitor.ts';

const OFFICE = 'disdukcapil-banjar';

const WORDS = {
  id: {
    event: 'Anak lahir',
    birth: 'Akta kelahiran',
    family: 'KK perubahan data atau tambah anggota',
    child: 'KIA untuk anak di bawah 5 tahun',
    later: 'Sedang diurus dalam berkas ini.',
    note: 'Halaman terpotong.',
    correction: /perlu diperbaiki/,
    submitted: /sudah kami terima/,
  },
  en: {
    event: 'A child was born',
    birth: 'Birth certificate',
    family: 'Changed family card',
    child: 'Child card, under 5',
    later: 'It is asked for in this very dossier.',
    note: 'The page is cut off.',
    correction: /correct/,
    submitted: /received/,
  },
} as const;

suite('a family files birth certificate, family card and child card in one dossier', () => {
  let card: Chosen;
  let statement: Chosen;
  let parents: Chosen;
  let torn: Chosen;
  let whole: Chosen;
  before(async () => {
    card = await photo('kartu-keluarga.jpg', 'Kartu keluarga');
    statement = await photo('surat-lahir.jpg', 'Surat keterangan lahir');
    parents = await photo('ktp-orang-tua.jpg', 'KTP orang tua');
    torn = await photo('kk-lama-terpotong.jpg', 'KK lama (terpotong)');
    whole = await photo('kk-lama-utuh.jpg', 'KK lama (utuh)');
  });

  // A cheap phone without a script in English, a desk with one in Indonesian.
  for (const look of [LOOKS[1], { ...LOOKS[3], language: 'id' as const }]) {
    if (!look?.viewport) continue;
    const seen = look as (typeof LOOKS)[number];
    test(`asked once, judged together, each its own way: ${nameOf(seen)}`, async (t) => {
      const counter = await openCounter();
      t.after(() => counter.close());
      const words = WORDS[seen.language];
      const citizen = await counter.visitor(seen);
      const who = newcomer('Euis', 'Kartika');
      await register(citizen, OFFICE, who);

      // They know what happened, not what the office calls it.
      await citizen.go(`/${OFFICE}`);
      await citizen.leads(citizen.page.getByRole('link', { name: words.event, exact: true }));
      await citizen.sees('what people usually apply for');
      await citizen.press('portal.events.apply_together');
      await citizen.sees('begin with what happened');
      const ticks = citizen.page.locator('input[name="layanan"]:checked');
      assert.equal(await ticks.count(), 3);
      await citizen.press('dossiers.begin.next');
      const draft = citizen.path;
      await citizen.sees('form for several services, empty');
      const form = await ApplicationForm.findAgain(citizen, OFFICE, draft);

      // The number of the family card is one question; three different people's NIK are three.
      const { page } = citizen;
      assert.equal(await page.locator('[name="isian.no_kk"]').count(), 1);
      await form.answer({
        no_kk: '3279011203180005',
        nik: '3279014203900003',
        nama_anak: 'Bunga Kartika',
        tanggal_lahir: '2026-09-15',
        surat_lahir_ada: 'true',
        orang_tua: 'buku_nikah',
        'KK-UBAH.nik': '3279011708880001',
        perubahan: 'Tambah anak',
        'KIA-BALITA.nik': '3279015509260002',
      });
      await form.save();
      for (const requirement of [
        'f_2_01',
        'buku_nikah',
        'f_1_02',
        'f_1_06',
        'bukti_peristiwa',
        'akta_kelahiran',
      ])
        await form.explain(requirement, words.later);
      await form.hand({
        kk: [card],
        surat_lahir: [statement],
        ktp_orang_tua: [parents],
        kk_lama: [torn],
      });
      assert.equal(
        await form.line(card).locator('input:checked').count(),
        1,
        'one slot for both who need the family card',
      );
      await citizen.sees('form for several services, filled in');

      // A service is left out by mistake and taken in again: nothing that was typed is lost.
      await citizen.press('dossiers.form.leave_out_named', { name: words.family });
      assert.equal(await page.locator('[name="isian.perubahan"]').count(), 0);
      await page
        .locator('details', { has: page.locator('select[name="layanan_lain"]') })
        .locator('summary')
        .click();
      await page.locator('select[name="layanan_lain"]').selectOption('KK-UBAH');
      await citizen.press('dossiers.form.add_do');
      assert.equal(await form.valueOf('perubahan'), 'Tambah anak');
      await form.send();
      const receipt = await readReceipt(citizen);
      for (const service of [words.birth, words.family, words.child])
        await citizen.reads('dossiers.receipt.by_when_for', { service });
      const paper = await receiptPdfText(citizen);
      for (const service of [words.birth, words.family, words.child])
        assert.ok(paper.includes(service.replaceAll(/\s+/g, '')), service);
      const mail = await openMail(citizen, who.email, words.submitted);
      for (const service of [words.birth, words.family, words.child])
        assert.ok(mail.includes(service), 'one mail names all three');

      // One line in the work list, three lists on one page.
      const desk = await counter.visitor(seen);
      const officer = await Officer.begin(desk, await one(counter, 'verifier'));
      await desk.reads('dossiers.desk.list.several', { count: 3 });
      await desk.sees('work list with a family');
      await officer.takeNext();
      await desk.sees('dossier of several services on the desk');
      await judgeAll(desk, seen.javaScript, words.note);
      await desk.sees('dossier of several services, judged');
      await desk.press('dossiers.desk.next.preview_letter');
      await desk.sees('letter about one of several services');
      await desk.press('dossiers.desk.letter.send');
      await desk.press('dossiers.desk.next.complete');
      await officer.putBack();
      await openMail(citizen, who.email, words.correction);

      // Two are being worked on, one waits for the applicant: one next step.
      await citizen.go(receipt.dossier);
      await citizen.reads('dossiers.page.your_turn');
      await citizen.sees('dossier of several services, one to correct');
      const faulty = page.locator('#perbaikan');
      assert.equal(await faulty.locator('input[name^="berkas."]').count(), 1);
      assert.ok((await faulty.innerText()).includes(words.note));
      await faulty.locator('input[name^="berkas."]').setInputFiles(whole.path);
      if (!seen.javaScript) await citizen.leads(faulty.locator('button[value="simpan"]'));
      await reloadUntil(
        citizen,
        faulty.getByText(
          citizen.t(seen.javaScript ? 'documents.upload.ready' : 'dossiers.files.ready'),
          { exact: true },
        ),
      );
      await citizen.leads(faulty.locator('button[value="kirim"]'));
      await citizen.reads('dossiers.page.nothing_to_do');

      // The operator carries the birth certificate on while the family card is looked at again.
      const room = await counter.visitor(seen);
      const operator = await Officer.begin(room, await one(counter, 'operator'));
      await operator.takeNext();
      await operator.record('Reg. 3279-LT-22112026-0001');
      await operator.putBack();
      await officer.takeNext();
      await desk.reads(/kk-lama-terpotong\.jpg/);
      await judgeAll(desk, seen.javaScript, undefined);
      await desk.press('dossiers.desk.next.complete');

      // One is taken back; the others go on.
      await citizen.go(receipt.dossier);
      await page
        .locator('details', {
          hasText: citizen.t('dossiers.withdraw.open_named', { service: words.child }),
        })
        .locator('summary')
        .click();
      await citizen.leads(
        page
          .locator('details[open]', { hasText: citizen.t('dossiers.withdraw.others_go_on') })
          .getByRole('button'),
      );
      await citizen.reads('dossiers.status.withdrawn');
      await citizen.reads('dossiers.status.issuance');
      await citizen.reads('dossiers.status.processing');
      await citizen.sees('three applications, each its own way');
      await citizen.go(`/${OFFICE}/dasbor`);
      await citizen.sees('dashboard with a dossier of several services');
      await citizen.leave();
      await desk.leave();
      await room.leave();
    });
  }
});

async function one(counter: Counter, role: string) {
  const [account] = await counter.accounts(OFFICE, role);
  assert.ok(account, role);
  return account;
}
