import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlFaults } from '../../../../../test/ui/html-rules.ts';
import { openTown } from '../../town.fixture.ts';
import { dossierRoutes } from '../index.ts';

const WHY = 'Nomor sertipikat pada berkas tidak terbaca.';
const WAITS = /Tidak ada yang perlu Anda lakukan sekarang/;

test('an applicant reads what to do now: wait, or why a later step sent the dossier back', async (t) => {
  const town = await openTown(t, (house) => dossierRoutes(house, []));
  const [ratna, siti] = [await town.person('Ratna', ['verifier']), await town.person('Siti')];
  const dossier = await town.submit(siti);
  const path = `/kantor-uji/petugas/berkas/${dossier.id}`;
  const act = async (what: string, fields: Readonly<Record<string, string>>) => {
    const form = { permohonan: dossier.application, ...fields };
    const send = what === 'hasil' ? town.send : town.post;
    assert.equal((await send(ratna, `${path}/${what}`, form)).status, 303, what);
  };
  const judged = async () => {
    for (const syarat of ['ktp', 'sertipikat'])
      await act('penilaian', { syarat, putusan: 'diterima' });
    await act('lengkap', {});
  };
  const page = async () => {
    const { text } = await town.get(siti, `/kantor-uji/berkas/${dossier.id}`);
    assert.deepEqual(await htmlFaults(text), []);
    return text;
  };
  assert.match(await page(), WAITS);
  await act('ambil', { alasan: 'Pemohon menunggu' });
  await judged();
  await act('hasil', { tahap: 'pengolahan', hasil: 'tidak', bukti: 'BA 3', catatan: WHY });
  const back = await page();
  assert.match(back, /Dikembalikan pada tahap: Pengolahan/);
  assert.equal(back.split(WHY).length, 2, 'said once');
  assert.match(back, /Tunggu kabar dari kami sebelum datang lagi/);
  await judged();
  assert.doesNotMatch(await page(), /Dikembalikan pada tahap/);
});
