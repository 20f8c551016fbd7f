import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTown } from '../../town.fixture.ts';
import { dossierRoutes } from '../index.ts';

test('what to correct is named in the summary: which question, which document, each once', async (t) => {
  const town = await openTown(t, (house) => dossierRoutes(house, []));
  const siti = await town.person('Siti');
  const begun = await town.post(siti, '/kantor-uji/permohonan', { layanan: 'ROYA', nama: 'Siti' });
  const sent = await town.send(siti, begun.location, { nama: 'Siti', tindakan: 'kirim' });
  assert.equal(sent.status, 422);
  const summary = /id="ringkasan-kesalahan"[\s\S]*?<\/ul>/.exec(sent.text)?.[0] ?? '';
  const said = [...summary.matchAll(/<a[^>]*>([^<]*)<\/a>/g)].map(([, words]) => words);
  assert.deepEqual(said, [
    'NIK pemohon: Isian ini wajib diisi.',
    'KTP: Dokumen ini wajib. Unggah dokumennya, atau tulis alasan mengapa belum ada.',
    'Sertipikat: Dokumen ini wajib. Unggah dokumennya, atau tulis alasan mengapa belum ada.',
  ]);
});
