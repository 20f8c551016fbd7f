import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { htmlFaults } from '../../../../../test/ui/html-rules.ts';
import { transaction } from '../../../../kernel/db.ts';
import { newId } from '../../../../kernel/ids.ts';
import { notify } from '../../../correspondence/index.ts';
import { answerCorrection, attachCorrection } from '../../correction/commands.ts';
import { diaryOf } from '../../reading/diary.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { openTown, type Town } from '../../town.fixture.ts';
import { staffDossierRoutes } from './index.ts';

const desk = '/kantor-uji/petugas';

/** The form that a page offers, by the end of its address. */
const offers = (text: string, form: string) =>
  text.includes(`action="`) && new RegExp(`action="[^"]*/${form}"`).test(text);

describe('the officer’s desk', () => {
  let town: Town;
  const ends: (() => Promise<void>)[] = [];
  let [ratna, fajar, melati, siti]: string[] = [];
  const who = (id: string | undefined) => id ?? '';

  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) =>
      staffDossierRoutes(house, []),
    );
    ratna = await town.person('Ratna', ['verifier']);
    fajar = await town.person('Fajar', ['verifier']);
    melati = await town.person('Melati', ['cashier']);
    siti = await town.person('Siti');
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const diary = async (id: string) => {
    const dossier = await dossierOf(town.house.db, town.office.id, id);
    assert.ok(dossier);
    return diaryOf(town.house.db, town.house, town.office.id, dossier);
  };
  const judge = (
    officer: string,
    dossier: { id: string; application: string },
    syarat: string,
    putusan: string,
    more = {},
  ) =>
    town.post(officer, `${desk}/berkas/${dossier.id}/penilaian`, {
      permohonan: dossier.application,
      syarat,
      putusan,
      ...more,
    });

  test('"Ambil berikutnya" opens the dossier whose turn it is; a colleague gets the one after it', async () => {
    const first = await town.submit(who(siti));
    const second = await town.submit(who(siti));
    const [one, two] = await Promise.all([
      town.post(who(ratna), `${desk}/ambil`),
      town.post(who(fajar), `${desk}/ambil`),
    ]);
    assert.deepEqual(
      new Set([one.location, two.location]),
      new Set([`${desk}/berkas/${first.id}`, `${desk}/berkas/${second.id}`]),
    );
    const none = await town.post(who(melati), `${desk}/ambil`);
    assert.equal(none.location, desk);
    await town.post(who(ratna), `${one.location}/lepas`);
    await town.post(who(fajar), `${two.location}/lepas`);
    for (const id of [first.id, second.id])
      await town.house
        .db`update application set outcome = 'withdrawn', waiting_on = 'nobody' where dossier_id = ${id}`;
  });

  test('two officers cannot work on one dossier: the second sees who has it, and no forms', async () => {
    const dossier = await town.submit(who(siti));
    const path = `${desk}/berkas/${dossier.id}`;
    assert.equal(
      (await town.post(who(ratna), `${path}/ambil`, { alasan: 'Pemohon lansia' })).location,
      path,
    );
    const hers = await town.get(who(ratna), path);
    assert.ok(offers(hers.text, 'penilaian') && offers(hers.text, 'lepas'));
    const his = await town.get(who(fajar), path);
    assert.match(his.text, /Sedang dikerjakan Ratna/);
    const forms = his.text.matchAll(/<form method="post" action="([^"]*petugas[^"]*)"/g);
    assert.deepEqual(
      [...forms].map(([, action = '']) => action.split('/').at(-1)),
      ['minta'],
      'only to ask for it',
    );
    assert.equal((await judge(who(fajar), dossier, 'ktp', 'diterima')).status, 422);
    const refused = await town.post(who(fajar), `${path}/ambil`, { alasan: 'Saya mau juga' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /sedang dikerjakan petugas lain/i);
    assert.equal((await town.post(who(fajar), `${path}/pesan`, { pesan: 'Halo' })).status, 422);
    assert.equal((await town.post(who(ratna), `${path}/lepas`)).status, 303);
    assert.equal(
      (await town.post(who(fajar), `${path}/ambil`, { alasan: 'Menggantikan Ratna' })).status,
      303,
    );
    await town.post(who(fajar), `${path}/lepas`);
  });

  test('out of order asks for a reason, and the ledger keeps it', async () => {
    const late = await town.submit(who(siti));
    const path = `${desk}/berkas/${late.id}`;
    const silent = await town.post(who(ratna), `${path}/ambil`, { alasan: ' ' });
    assert.equal(silent.status, 422);
    assert.match(silent.text, /Tulis alasan mengapa didahulukan/);
    await town.post(who(ratna), `${path}/ambil`, { alasan: 'Pemohon menunggu di loket' });
    const taken = (await diary(late.id)).at(-1);
    assert.deepEqual(
      [taken?.kind, taken?.data, taken?.text],
      ['dossier.taken', { in_order: false }, 'Pemohon menunggu di loket'],
    );
    const history = await town.get(who(ratna), `${path}?bagian=riwayat`);
    assert.match(history.text, /Pemohon menunggu di loket/);
    await town.post(who(ratna), `${path}/lepas`);
  });

  test('nobody handles their own dossier', async () => {
    const own = await town.submit(who(ratna));
    const path = `${desk}/berkas/${own.id}`;
    for (const page of [path, `${path}?bagian=riwayat`, `${path}/potongan`, `${path}/surat`]) {
      const closed = await town.get(who(ratna), page);
      assert.equal(closed.status, 403, page);
      assert.match(closed.text, /Berkas ini milik Anda sendiri/);
    }
    for (const form of ['ambil', 'penilaian', 'pesan', 'identitas']) {
      const answer = await town.post(who(ratna), `${path}/${form}`, {
        alasan: 'karena',
        permohonan: own.application,
        syarat: 'ktp',
        putusan: 'diterima',
        pesan: 'Halo',
      });
      assert.equal(answer.status, 403, form);
      assert.match(answer.text, /berkas(nya| ini milik Anda)? sendiri/i);
    }
    const expired = await town.post(who(ratna), `${path}/penilaian`, { kunci: 'tidak-ada' });
    assert.equal(expired.status, 403, 'nor by a form that is no good');
  });

  test('another office’s officer finds nothing, a citizen neither, a wrong role hears why', async () => {
    const dossier = await town.submit(who(siti));
    const path = `${desk}/berkas/${dossier.id}`;
    const stranger = await town.person('Orang tetangga', ['verifier'], 'tetangga');
    for (const person of [stranger, who(siti)])
      for (const address of [desk, path, `${path}/potongan`, `${desk}/cari`, `${desk}/ringkasan`])
        assert.equal((await town.get(person, address)).status, 404, address);
    assert.equal((await town.get(stranger, `/tetangga/petugas/berkas/${dossier.id}`)).status, 404);
    assert.equal(
      (await town.post(stranger, `/tetangga/petugas/berkas/${dossier.id}/ambil`)).status,
      404,
    );
    assert.equal((await judge(stranger, dossier, 'ktp', 'diterima')).status, 404);
    const assessor = await town.person('Asesor', ['assessor']);
    assert.equal((await town.get(assessor, path)).status, 403);
    // A cashier reads the dossier, and is told that judging is not their task.
    assert.equal((await town.get(who(melati), path)).status, 200);
    const judged = await judge(who(melati), dossier, 'ktp', 'diterima');
    assert.equal(judged.status, 403);
    assert.match(judged.text, /Tugas Anda di kantor ini tidak mencakup langkah ini/);
    assert.equal((await town.get(who(ratna), `${desk}/berkas/bukan-nomor`)).status, 404);
    assert.equal((await town.get(who(ratna), `${desk}/berkas/${newId()}`)).status, 404);
  });

  test('verdicts, one letter, the correction beside the old document, then complete and done by hand', async () => {
    const dossier = await town.submit(who(siti));
    const path = `${desk}/berkas/${dossier.id}`;
    await town.post(who(ratna), `${path}/ambil`, { alasan: 'Uji alur' });
    const bare = await judge(who(ratna), dossier, 'ktp', 'kurang', { catatan: 'Sudut kiri gelap' });
    assert.equal(bare.status, 422);
    assert.match(bare.text, /Pilih alasan kekurangannya/);
    assert.match(bare.text, /Sudut kiri gelap/);
    const judged = await judge(who(ratna), dossier, 'ktp', 'kurang', {
      alasan: 'blurred',
      catatan: 'Sudut kiri gelap',
    });
    assert.equal(judged.location, `${path}?syarat=sertipikat#syarat-sertipikat`);
    assert.doesNotMatch((await town.get(who(ratna), path)).text, /\/(lengkap|surat)/);
    assert.equal(
      (await judge(who(ratna), dossier, 'sertipikat', 'diterima')).location,
      `${path}?syarat=sertipikat#langkah`,
    );
    const letter = await town.get(who(ratna), `${path}/surat`);
    assert.match(letter.text, /Foto buram.*Foto ulang di tempat terang.*Sudut kiri gelap/s);
    assert.doesNotMatch(letter.text, /Sertipikat/);
    assert.equal(
      (await town.post(who(ratna), `${path}/lengkap`, { permohonan: dossier.application })).status,
      422,
    );
    assert.equal(
      (await town.post(who(ratna), `${path}/surat`, { permohonan: dossier.application })).status,
      303,
    );
    assert.match((await town.get(who(ratna), path)).text, /menunggu pemohon/i);

    const { documentId, versionId } = await town.document(who(siti), 'ktp-baru.pdf');
    const reopened = {
      dossierId: dossier.id,
      applicationId: dossier.application,
      requirement: 'ktp',
    };
    const put = await transaction(town.house.db, (tx) =>
      attachCorrection(tx, town.house, town.acting(who(siti)), reopened, documentId),
    );
    assert.ok(put.ok);
    assert.ok(
      (await answerCorrection(town.house, town.acting(who(siti)), dossier.id, dossier.application))
        .ok,
    );

    const again = await town.get(who(ratna), path);
    assert.match(
      again.text,
      /Sebelumnya \(putaran 1\).*ktp\.pdf.*Sekarang \(putaran 2\).*ktp-baru\.pdf/s,
    );
    assert.match(again.text, /1 dari 2 dinilai/);
    assert.equal((await judge(who(ratna), dossier, 'ktp', 'diterima')).status, 303);
    const [row] = await town.house.db<{ version_ids: string[] }[]>`
      select version_ids from verdict where application_id = ${dossier.application} and requirement = 'ktp' and round = 2`;
    assert.deepEqual(row?.version_ids, [versionId]);
    assert.equal(
      (await town.post(who(ratna), `${path}/lengkap`, { permohonan: dossier.application })).status,
      303,
    );

    assert.match((await town.get(who(ratna), path)).text, /Nomor catatan buku tanah/);
    const outcome = {
      permohonan: dossier.application,
      tahap: 'pengolahan',
      hasil: 'selesai',
      bukti: '',
    };
    const unproven = await town.send(who(ratna), `${path}/hasil`, outcome);
    assert.equal(unproven.status, 422);
    assert.match(unproven.text, /Tuliskan bukti hasilnya/);
    const stale = await town.send(who(ratna), `${path}/hasil`, {
      ...outcome,
      tahap: 'verifikasi',
      bukti: 'DI 208/1',
    });
    assert.equal(stale.status, 422);
    // It is the last step: the applicant gets at least a word.
    const silent = await town.send(who(ratna), `${path}/hasil`, { ...outcome, bukti: 'DI 208/1' });
    assert.equal(silent.status, 422);
    assert.match(silent.text, /Ini langkah terakhir/);
    assert.equal(
      (
        await town.send(who(ratna), `${path}/hasil`, {
          ...{ ...outcome, bukti: 'DI 208/1', catatan: 'Roya sudah dicatat.' },
        })
      ).status,
      303,
    );
    assert.deepEqual(
      (await diary(dossier.id)).map(({ kind }) => kind),
      [
        'application.submitted',
        'dossier.taken',
        'requirement.judged',
        'requirement.judged',
        'correction.requested',
        'correction.answered',
        'requirement.judged',
        'verification.completed',
        'step.done',
      ],
    );
  });

  test('whoever could not be reached by mail is named to the officer, without the words of the letter', async () => {
    const budi = await town.person('Budi');
    const dossier = await town.submit(budi);
    const path = `${desk}/berkas/${dossier.id}`;
    const { house, office } = town;
    assert.doesNotMatch((await town.get(who(ratna), path)).text, /belum sampai|tidak punya email/i);
    const told = { officeId: office.id, personId: budi, body: 'Rahasia pemohon' };
    await transaction(house.db, (tx) =>
      notify(tx, house, { ...told, dedupe: 'letter:1', subject: 'Berkas <b>perlu</b> diperbaiki' }),
    );
    const page = await town.get(who(ratna), path);
    assert.match(page.text, /Pemohon tidak punya email/);
    assert.match(page.text, /Berkas &lt;b&gt;perlu&lt;\/b&gt; diperbaiki/);
    assert.doesNotMatch(page.text, /Rahasia pemohon/);
    assert.deepEqual(await htmlFaults(page.text), []);
    await house.db`update notification set state = 'failed', address = 'budi@contoh.id' where person_id = ${budi}`;
    assert.match((await town.get(who(fajar), path)).text, /Email ke pemohon belum sampai/);
    assert.doesNotMatch((await town.get(who(fajar), path)).text, /budi@contoh/);
    const other = await town.submit(who(siti));
    assert.doesNotMatch(
      (await town.get(who(ratna), `${desk}/berkas/${other.id}`)).text,
      /belum sampai/,
    );
  });

  test('a form sent twice does its work once; changed under the same key it does nothing', async () => {
    const dossier = await town.submit(who(siti));
    const path = `${desk}/berkas/${dossier.id}/pesan`;
    const kunci = newId();
    const [one, two] = await Promise.all([
      town.post(who(ratna), path, { kunci, pesan: 'Mohon dibawa aslinya.' }),
      town.post(who(ratna), path, { kunci, pesan: 'Mohon dibawa aslinya.' }),
    ]);
    assert.deepEqual([one.status, two.status], [303, 303]);
    const changed = await town.post(who(ratna), path, { kunci, pesan: 'Lain' });
    assert.equal(changed.status, 409);
    const rows = await town.house.db`select 1 from message where thread_id = ${dossier.id}`;
    assert.equal(rows.length, 1);
    assert.equal(
      (await town.post(who(ratna), path, { kunci: '', pesan: 'Tanpa kunci' })).status,
      422,
    );
  });

  test('hostile words stay words on every page of the desk, and the pages are valid', async () => {
    const evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
    const dossier = await town.submit(who(siti), { note: evil, fileName: `${evil}.pdf` });
    await town.house.db`update dossier set full_name = ${evil} where id = ${dossier.id}`;
    const path = `${desk}/berkas/${dossier.id}`;
    await town.post(who(ratna), `${path}/ambil`, { alasan: evil });
    await judge(who(ratna), dossier, 'ktp', 'kurang', { alasan: 'blurred', catatan: evil });
    await judge(who(ratna), dossier, 'sertipikat', 'diterima');
    await town.post(who(ratna), `${path}/pesan`, { pesan: evil });
    const pages = [
      desk,
      path,
      ...['isian', 'pesan', 'riwayat'].map((part) => `${path}?bagian=${part}`),
      `${path}/surat`,
    ];
    for (const address of [...pages, `${desk}/cari?cari=${encodeURIComponent('<script>')}`]) {
      const { status, text } = await town.get(who(ratna), address);
      assert.equal(status, 200, address);
      assert.doesNotMatch(text, /<script>|<img/, address);
      assert.deepEqual(await htmlFaults(text), [], address);
    }
    assert.match(
      (await town.get(who(ratna), `${path}?bagian=pesan`)).text,
      /&lt;script&gt;alert\(1\)/,
    );
  });
});
