import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlFaults } from '../../../../../test/ui/html-rules.ts';
import { takeOutOfOrder } from '../../handling/commands.ts';
import { fileObjection } from '../../objecting/commands.ts';
import { grantUnanswered } from '../../objecting/silence.ts';
import { recordStep } from '../../steps/commands.ts';
import { openTown } from '../../town.fixture.ts';
import { completeVerification, judge } from '../../verification/commands.ts';
import { dossierRoutes } from '../index.ts';

test('who objected and got no answer reads that it is deemed granted, and the officer what is to be done', async (t) => {
  const town = await openTown(t, (house) => dossierRoutes(house, []));
  const { house } = town;
  const [ratna, siti] = [await town.person('Ratna', ['verifier']), await town.person('Siti')];
  const { id, application: applicationId } = await town.submit(siti);
  const officer = {
    ...town.acting(siti),
    actor: { personId: ratna, mandate: 'staff', channel: 'web' },
    roles: ['verifier'],
  } as const;
  await takeOutOfOrder(house, officer, id, 'permintaan pemohon');
  for (const requirement of ['ktp', 'sertipikat'])
    await judge(house, officer, id, { applicationId, requirement, verdict: 'accepted' });
  assert.ok((await completeVerification(house, officer, id, applicationId)).ok);
  const step = { applicationId, result: 'done', reference: 'BA 1', note: 'Selesai' } as const;
  assert.ok((await recordStep(house, officer, id, step)).ok);
  const grounds = 'Nama saya tertulis keliru pada hasilnya.';
  assert.ok((await fileObjection(house, town.acting(siti), id, applicationId, grounds)).ok);
  await house.db`update objection set answer_by = answer_by - 60`;
  assert.equal(await grantUnanswered(house), 1);
  const read = async (personId: string, path: string) => {
    const { status, text } = await town.get(personId, path);
    assert.equal(status, 200);
    assert.deepEqual(await htmlFaults(text), []);
    return text;
  };
  const hers = await read(siti, `/kantor-uji/berkas/${id}`);
  assert.match(hers, /Keberatan Anda dianggap dikabulkan/);
  assert.match(hers, /Anda tidak perlu berbuat apa-apa/);
  const desk = await read(ratna, `/kantor-uji/petugas/berkas/${id}`);
  assert.match(desk, /Putuskan kembali permohonan ini sesuai dengan yang diminta/);
  assert.match(desk, /Pengolahan/);
});
