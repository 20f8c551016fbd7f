import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { newcomer, register } from './applicant.ts';
import { ApplicationForm } from './application-form.ts';
import { openCounter } from './counter.ts';
import { ADDED, publishRequirement } from './day/administrator.ts';
import { familyFiles, licenceIsDone } from './day/elsewhere.ts';
import { claims, filesFor, givesBack, serves, turnsAway } from './day/front-desk.ts';
import { countsBeside, readsTheDay } from './day/head.ts';
import { atWork, LOOK, take } from './day/people.ts';
import { practises } from './day/practising.ts';
import { photo, scan } from './files.ts';
import { giveSeat, handIn, OFFICE, verifyAndSeat } from './front-counter.ts';
import { readReceipt } from './receipt.ts';

const KARSIH = { name: 'Mbah Karsih', nik: '1871014107650001' };
const DIFFERS = 'Nama pada surat kuasa asli berbeda, bawa yang benar';

/** Goes on beside the story, which waits for it later and fails then if it failed. */
function meanwhile(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

suite('a whole day: what one person does is what the next one sees', () => {
  test('at the land office, while the registry and the licensing agency work too', async (t) => {
    const counter = await openCounter();
    t.after(() => counter.close());
    const elsewhere = meanwhile(familyFiles(counter).then(() => licenceIsDone(counter)));

    const papers = {
      letter: await photo('surat-blokir.jpg', 'Permohonan blokir'),
      proof: await scan('akta-perjanjian.pdf', 1),
      power: await photo('surat-kuasa.jpg', 'Surat kuasa'),
    };
    const [rukmini, sukarti] = [await counter.visitor(LOOK), await counter.visitor(LOOK)];
    const expected = await handIn(rukmini, 'Rukmini', papers);
    const unready = await handIn(sukarti, 'Sukarti', papers);

    // One more document is asked for from now on: not from those who have handed in already.
    const administrator = await atWork(counter, OFFICE, 'administrator');
    await publishRequirement(administrator, 'BLK');
    const practice = meanwhile(practises(counter, administrator));
    await rukmini.go(expected.dossier);
    assert.doesNotMatch(await rukmini.text(), new RegExp(ADDED));
    const sukirman = await counter.visitor(LOOK);
    await register(sukirman, OFFICE, newcomer('Sukirman'));
    const form = await ApplicationForm.begin(sukirman, OFFICE, 'BLK');
    await sukirman.reads(new RegExp(ADDED));
    await form.answer({ nik: '1871014203850003', alamat: 'Jalan Contoh 9', dikuasakan: 'false' });
    await form.answer({ letak: 'Jalan Contoh 9', alasan: 'Sengketa' });
    await form.save();
    await form.hand({
      surat_permohonan: [papers.letter],
      bukti_hubungan_hukum: [papers.proof],
      fotokopi_sertipikat_tanah: [await photo('sertipikat-buram.jpg', 'Buram')],
    });
    await form.send();
    const newer = await readReceipt(sukirman);

    // A verifier works from home: one is complete and gets a seat, one reads what is faulty.
    const verifier = await atWork(counter, OFFICE, 'verifier', 1);
    const home = verifier.visitor;
    await home.leads(home.page.locator('button[value="rumah"]'));
    await verifier.takeNext();
    await home.reads(new RegExp(expected.number));
    await verifyAndSeat(verifier);
    await rukmini.go(`/${OFFICE}/dasbor`);
    await rukmini.reads(/^Datang .* WIB, Loket/);
    await take(verifier, newer);
    await verifier.judge('surat_permohonan', 'diterima');
    await verifier.judge('bukti_hubungan_hukum', 'diterima');
    const note = 'Foto ulang sertipikatnya.';
    await verifier.judge('fotokopi_sertipikat_tanah', 'kurang', { reason: 'blurred', note });
    await home.press('dossiers.desk.next.preview_letter');
    await home.press('dossiers.desk.letter.send');

    // At the counter: who is not ready is not served, who is ready is; somebody without e-mail is filed for.
    const officer = await atWork(counter, OFFICE, 'counter_officer');
    await turnsAway(counter, officer, { early: expected, unready });
    await serves(counter, officer, expected);
    await rukmini.go(expected.dossier);
    await rukmini.reads(/STTB\/BDL\/\d{4}\/000001/);
    const paper = await filesFor(officer, KARSIH, await scan('berkas-karsih.pdf', 3));
    const karsih = await claims(counter, paper, KARSIH);

    // Who was turned away is checked now, and comes with a paper that is not what the scan shows.
    await take(verifier, unready);
    await verifyAndSeat(verifier);
    await givesBack(counter, officer, unready, DIFFERS);
    await sukarti.go(unready.dossier);
    await sukarti.reads(new RegExp(DIFFERS));
    await sukarti.reads('dossiers.page.sent_back_next');

    // Who was asked for a better photo sends one, and it is accepted.
    await sukirman.go(`${newer.dossier}#perbaikan`);
    const faulty = sukirman.page.locator('#perbaikan');
    assert.match(await faulty.innerText(), new RegExp(note));
    const clear = await photo('sertipikat-jelas.jpg', 'Jelas');
    await faulty.locator('input[name^="berkas."]').setInputFiles(clear.path);
    await faulty.getByText(sukirman.t('documents.upload.ready'), { exact: true }).waitFor();
    await sukirman.leads(faulty.locator('button[value="kirim"]'));
    await take(verifier, newer);
    await verifier.judge('fotokopi_sertipikat_tanah', 'diterima');
    await home.press('dossiers.desk.next.complete');
    await giveSeat(home);

    // The head counts what happened, and nothing of what was practised.
    await practice;
    const head = await atWork(counter, OFFICE, 'head_of_office');
    await readsTheDay(head, {
      received: ['Rukmini', 'Sukarti', 'Sukirman', 'Mbah Karsih'],
      checked: ['Rukmini', 'Sukarti', 'Sukirman'],
      returned: ['Sukirman'],
      verified: ['Rukmini', 'Sukarti', 'Sukirman'],
      first_time_right: ['Rukmini', 'Sukarti'],
      scheduled: ['Rukmini', 'Sukarti', 'Sukirman'],
      served: ['Rukmini', 'Sukarti'],
    });
    const figures = head.visitor;
    await figures.go(`/${OFFICE}/petugas/angka`);
    for (const [words, counts] of [
      ['Informasi nilai tanah \\(ZNT\\)', ['1', '0', '0']],
      ['Loket', ['1', '0', '0', '0', '0']],
      ['Daring', ['3', '3', '1', '3', '2']],
      ['Di kantor', ['0', '0', '0', '0', '2']],
      ['Di rumah', ['3', '1', '3', '3', '0']],
      ['Verifikasi', ['2', '2']],
      ['Tatap muka', ['1', '1']],
      ['Pembayaran', ['1', '1']],
    ] as const)
      assert.deepEqual((await countsBeside(figures, words)).slice(0, counts.length), counts, words);
    assert.match(await figures.text(), /67%\s+2 dari 3/);
    assert.match(await figures.text(), /Foto atau pindaian buram\s+1/);
    assert.doesNotMatch(await figures.text(), /Roya|ZBDL/);

    await elsewhere;
    for (const each of [rukmini, sukarti, sukirman, karsih, home, figures]) await each.leave();
    for (const each of [administrator, officer]) await each.visitor.leave();
  });
});
