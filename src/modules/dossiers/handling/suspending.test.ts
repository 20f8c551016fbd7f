import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { staffRoutes } from '../../staff/index.ts';
import { dossierRoutes } from '../pages/index.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { handOverAll } from './hand-over-all.ts';
import { workOf } from './work-of.sql.ts';

const at = (path: string) => `/kantor-uji/petugas/orang${path}`;

describe('whoever goes leaves no dossier behind', () => {
  let town: Town;
  let chief: string;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void closing.push(work) }, (house) => [
      ...dossierRoutes(house, []),
      ...staffRoutes(house, () => [], {
        held: (officeId, personId) => workOf(house.db, officeId, personId, house.now()),
        handOver: (actor, office, from, to, note) =>
          handOverAll(house, actor, office, from, to, note),
      }),
    ]);
    chief = await town.person('Kepala', ['administrator']);
  });
  after(async () => {
    for (const work of closing) await work();
  });

  /** An officer with one dossier in hand, and its number. */
  const atWork = async (name: string) => {
    const officer = await town.person(name, ['verifier']);
    const dossier = await town.submit(await town.person(`Pemohon ${name}`), {
      name: `Pemohon ${name}`,
    });
    const taken = await town.post(officer, `/kantor-uji/petugas/berkas/${dossier.id}/ambil`, {
      alasan: 'untuk uji coba',
    });
    assert.equal(taken.status, 303, taken.text);
    return { officer, dossier };
  };
  const handler = async (id: string) =>
    (
      await town.house.db<
        { handler_id: string | null }[]
      >`select handler_id from dossier where id = ${id}`
    )[0]?.handler_id;

  test('what they hold is listed by number, without names, to administrators of their office alone', async () => {
    const { officer, dossier } = await atWork('Melati');
    const page = await town.get(chief, at(`/${officer}`));
    assert.equal(page.status, 200);
    assert.ok(page.text.includes(dossier.number));
    assert.equal(page.text.includes('Pemohon Melati'), false);
    const neighbour = await town.person('Tetangga', ['administrator'], 'tetangga');
    assert.equal((await town.get(neighbour, `/tetangga/petugas/orang/${officer}`)).status, 404);
    assert.equal((await town.get(officer, at(`/${officer}`))).status, 403);
  });

  test('suspending gives it to a named colleague in one act, with a note, and the office’s ledger says so', async () => {
    const { officer, dossier } = await atWork('Anggrek');
    const colleague = await town.person('Kenanga', ['verifier']);
    const send = (form: Record<string, string>) =>
      town.post(chief, at('/tangguhkan'), { orang: officer, ...form });
    const silent = await send({ kepada: colleague, catatan: '' });
    assert.equal(silent.status, 422);
    assert.equal(await handler(dossier.id), officer, 'nothing is done without a note');
    assert.equal((await send({ kepada: officer, catatan: 'Tolong.' })).status, 422);
    assert.equal((await send({ kepada: colleague, catatan: 'Tolong lanjutkan.' })).status, 303);
    assert.equal(await handler(dossier.id), colleague);
    assert.equal((await town.get(officer, '/kantor-uji/petugas')).status, 404);
    const [told] = await town.house.db<{ actor_id: string; data: unknown }[]>`
      select actor_id, data from event where kind = 'staff.work_handed_over' order by at desc limit 1`;
    assert.deepEqual(told, {
      actor_id: chief,
      data: { person: officer, to: colleague, given: 1, released: 0 },
    });
  });

  test('the colleague’s own dossier goes into the line instead: nobody handles their own', async () => {
    const officer = await town.person('Dahlia', ['verifier']);
    const colleague = await town.person('Mawar', ['verifier']);
    const dossier = await town.submit(colleague, { name: 'Mawar' });
    await town.post(officer, `/kantor-uji/petugas/berkas/${dossier.id}/ambil`, {
      alasan: 'untuk uji coba',
    });
    assert.equal(await handler(dossier.id), officer);
    const sent = await town.post(chief, at('/serahkan'), {
      orang: officer,
      kepada: colleague,
      catatan: 'Saya cuti.',
    });
    assert.equal(sent.status, 303);
    assert.equal(await handler(dossier.id), null);
    assert.equal(
      (await town.get(officer, '/kantor-uji/petugas')).status,
      200,
      'they still work here',
    );
  });

  test('a role is given to a colleague and never to a stranger', async () => {
    const officer = await town.person('Teratai', ['verifier']);
    const stranger = await town.person('Orang luar');
    const give = (orang: string, peran = 'cashier') =>
      town.post(chief, at('/peran'), { orang, peran });
    assert.equal((await give(officer)).status, 303);
    assert.equal((await give(officer)).status, 422);
    assert.equal((await give(officer, 'raja')).status, 422);
    assert.equal((await give(stranger)).status, 422);
    const roles = await town.house.db`select role from membership where person_id = ${stranger}`;
    assert.equal(roles.length, 0);
  });
});
