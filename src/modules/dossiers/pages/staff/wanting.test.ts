import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlFaults } from '../../../../../test/ui/html-rules.ts';
import { openTown } from '../../town.fixture.ts';
import { dossierRoutes } from '../index.ts';

const DESK = '/kantor-uji/petugas';

test('one press asks for a dossier, one press gives it, and both read what became of it', async (t) => {
  const town = await openTown(t, (house) => dossierRoutes(house, []));
  const [ratna, fajar] = [
    await town.person('Ratna', ['verifier']),
    await town.person('Fajar', ['verifier']),
  ];
  const dossier = await town.submit(await town.person('Siti'));
  const path = `${DESK}/berkas/${dossier.id}`;
  const read = async (personId: string, where = path) => {
    const { text } = await town.get(personId, where);
    assert.deepEqual(await htmlFaults(text), []);
    return text;
  };
  await town.post(ratna, `${path}/ambil`, { alasan: 'Pemohon lansia' });

  assert.match(await read(fajar), /Minta berkas ini dari Ratna/);
  assert.equal((await town.post(fajar, `${path}/minta`)).status, 303);
  const asked = await read(fajar);
  assert.match(asked, /Anda meminta berkas ini dari Ratna/);
  assert.doesNotMatch(asked, /Minta berkas ini dari Ratna/, 'it is not asked for twice');
  assert.equal((await town.post(fajar, `${path}/minta`)).status, 422);

  assert.match(await read(ratna, DESK), /Fajar memerlukan berkas ini/);
  const hers = await read(ratna);
  assert.match(hers, /Bila 10 menit tidak disentuh, berkas ini bebas/);
  const serah = /serahkan\/beri"[^]*?name="serah" value="([^"]+)"/.exec(hers)?.[1] ?? '';
  assert.equal((await town.post(fajar, `${path}/serahkan/beri`, { serah })).status, 422);
  assert.equal((await town.post(ratna, `${path}/serahkan/beri`, { serah })).status, 303);
  assert.match(await read(fajar, DESK), /Ratna menyerahkan berkas ini kepada Anda/);
  assert.match(await read(fajar), /Terima dan kerjakan/);
});
