import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../../kernel/ids.ts';
import { staffDossierRoutes } from '../pages/staff/index.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { filledIn, whyNotKeep } from './rules.ts';

const PAGE = '/kantor-uji/petugas/jawaban';

test('places are filled in, once; braces around anything else stay', () => {
  const places = { nama: 'Siti {nomor}', nomor: 'UJI-1', layanan: 'Roya', petugas: 'Ratna' };
  assert.equal(
    filledIn('Yth. {nama} ({nomor}) {lain}', places),
    'Yth. Siti {nomor} (UJI-1) {lain}',
  );
  assert.equal(whyNotKeep('Judul', 'Yth. {nama}'), undefined);
  assert.equal(whyNotKeep('Judul', 'Yth. {nik}')?.why.key, 'dossiers.saved.unknown_place');
  assert.equal(whyNotKeep('', 'x')?.field, 'judul');
  assert.equal(whyNotKeep('x'.repeat(81), 'x')?.field, 'judul');
  assert.equal(whyNotKeep('x', ' '.trim())?.field, 'isi');
});

describe('answers kept for the next time', () => {
  let town: Town;
  const ends: (() => Promise<void>)[] = [];
  let [ratna, fajar, sari, dian] = ['', '', '', ''];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) =>
      staffDossierRoutes(house, []),
    );
    ratna = await town.person('Ratna', ['verifier']);
    fajar = await town.person('Fajar', ['verifier']);
    sari = await town.person('Sari', ['administrator']);
    dian = await town.person('Dian', ['verifier'], 'tetangga');
  });
  after(async () => {
    for (const end of ends) await end();
  });
  const keep = (who: string, more: Record<string, string>) =>
    town.post(who, PAGE, { jawaban: newId(), judul: 'Foto ulang', isi: 'Mohon {nama}', ...more });

  test('one’s own are one’s own; the office’s are everybody’s and an administrator’s to change', async () => {
    const id = newId();
    assert.equal((await keep(ratna, { jawaban: id })).status, 303);
    assert.equal((await keep(ratna, { jawaban: id })).status, 303, 'sent twice it is kept once');
    const again = await keep(ratna, { isi: 'Lain' });
    assert.equal(again.status, 422, 'a title is used once');
    assert.match(again.text, /Judul ini sudah dipakai/);
    assert.match(again.text, /Lain/, 'what was typed is still there');
    assert.equal((await keep(ratna, { milik: 'kantor', judul: 'Kantor' })).status, 403);
    assert.equal((await keep(sari, { milik: 'kantor', judul: 'Jam layanan' })).status, 303);
    const hers = await town.get(ratna, PAGE);
    assert.match(hers.text, /Foto ulang/);
    assert.match(hers.text, /Jam layanan/);
    const his = await town.get(fajar, PAGE);
    assert.doesNotMatch(his.text, /Foto ulang/);
    assert.match(his.text, /Jam layanan/);
    assert.doesNotMatch((await town.get(dian, '/tetangga/petugas/jawaban')).text, /Jam layanan/);
    await town.post(fajar, PAGE, { jawaban: id, tindakan: 'hapus' });
    assert.match((await town.get(ratna, PAGE)).text, /Foto ulang/, 'nobody throws another’s away');
    await keep(fajar, { jawaban: id, isi: 'Diubah orang lain' });
    assert.doesNotMatch((await town.get(ratna, PAGE)).text, /Diubah orang lain/);
    const events = await town.house.db`select 1 from event where kind = 'saved_answer.kept'`;
    assert.equal(events.length, 1, 'what the whole office reads is on the ledger');
  });

  test('without a script a press puts the words into the note, and the rest of the form is kept', async () => {
    const siti = await town.person('Siti Aminah');
    const dossier = await town.submit(siti);
    const path = `/kantor-uji/petugas/berkas/${dossier.id}`;
    await town.post(ratna, `${path}/ambil`, { alasan: 'untuk uji coba' });
    const [answer] = await town.house.db<{ id: string }[]>`
      select id from saved_answer where title = 'Foto ulang' and owner_id = ${ratna}`;
    const page = await town.post(ratna, `${path}/penilaian`, {
      permohonan: dossier.application,
      syarat: 'ktp',
      putusan: 'kurang',
      catatan: 'Halaman dua.',
      tindakan: `sisip:${answer?.id ?? ''}`,
    });
    assert.equal(page.status, 200);
    assert.match(page.text, /Halaman dua\.\n\nMohon Siti Aminah/);
    assert.match(page.text, /value="kurang"[^>]*checked/);
    const judged = await town.house
      .db`select 1 from verdict where application_id = ${dossier.application}`;
    assert.equal(judged.length, 0, 'nothing was judged by it');
  });
});
