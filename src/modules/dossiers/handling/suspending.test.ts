import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { House } from '../../../kernel/house.ts';
import { staffRoutes } from '../../staff/index.ts';
import { dossierRoutes } from '../pages/index.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { handOverAll } from './hand-over-all.ts';
import { workOf } from './work-of.sql.ts';

const at = (path: string) => `/kantor-uji/petugas/orang${path}`;

describe('whoever goes leaves no dossier behind', () => {
  let town: Town;
  let chief: string;
  /** What happens to the machine once the work has been handed over, and before all of it is kept. */
  let accident: ((inside: House) => Promise<unknown>) | undefined;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void closing.push(work) }, (house) => [
      ...dossierRoutes(house, []),
      ...staffRoutes(house, () => [], {
        held: (officeId, personId) => workOf(house.db, officeId, personId, house.now()),
        handOver: async (inside, actor, office, from, to, note) => {
          const moved = await handOverAll(inside, actor, office, from, to, note);
          await accident?.(inside);
          return moved;
        },
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

  test('a database that goes away in between leaves nothing half done: the officer is still here with their work, and the next try does all of it', async () => {
    const { officer, dossier } = await atWork('Cempaka');
    const colleague = await town.person('Flamboyan', ['verifier']);
    const send = () =>
      town.post(chief, at('/tangguhkan'), {
        orang: officer,
        kepada: colleague,
        catatan: 'Tolong lanjutkan.',
      });
    const toldOf = (id: string) => town.house.db`
      select 1 from event where data->>'person' = ${officer} and kind <> 'staff.appointed'
      union all select 1 from event where stream_id = ${id} and kind = 'dossier.handed_over'
      union all select 1 from notification where person_id = ${colleague}`;
    accident = (inside) => inside.db`select pg_terminate_backend(pg_backend_pid())`;
    const broken = await send();
    accident = undefined;
    assert.ok(broken.status >= 500, `${broken.status}`);
    assert.equal(await handler(dossier.id), officer);
    assert.equal((await town.get(officer, '/kantor-uji/petugas')).status, 200);
    assert.equal((await toldOf(dossier.id)).length, 0);
    assert.equal((await send()).status, 303);
    assert.equal(await handler(dossier.id), colleague);
    assert.equal((await town.get(officer, '/kantor-uji/petugas')).status, 404);
  });

  test('a note that is too long is refused before anybody loses a role', async () => {
    const { officer, dossier } = await atWork('Soka');
    const colleague = await town.person('Bakung', ['verifier']);
    const sent = await town.post(chief, at('/tangguhkan'), {
      orang: officer,
      kepada: colleague,
      catatan: 'x'.repeat(2001),
    });
    assert.equal(sent.status, 422);
    assert.equal(await handler(dossier.id), officer);
    assert.equal((await town.get(officer, '/kantor-uji/petugas')).status, 200);
  });

  test('the colleague finds it on top of their work list, and is told by mail in one letter that names nobody’s dossier', async () => {
    const { officer, dossier } = await atWork('Dahlia');
    const applicant = await town.person('Pemohon kedua');
    const second = await town.submit(applicant, { name: 'Pemohon kedua' });
    await town.post(officer, `/kantor-uji/petugas/berkas/${second.id}/ambil`, {
      alasan: 'untuk uji coba',
    });
    const colleague = await town.person('Wijaya', ['verifier']);
    const sent = await town.post(chief, at('/tangguhkan'), {
      orang: officer,
      kepada: colleague,
      catatan: 'Tolong lanjutkan.',
    });
    assert.equal(sent.status, 303);
    const list = await town.get(colleague, '/kantor-uji/petugas');
    for (const { number } of [dossier, second]) assert.ok(list.text.includes(number));
    assert.match(list.text, /Tolong lanjutkan\./);
    const told = await town.house.db<{ id: string; subject: string }[]>`
      select id, subject from notification where person_id = ${colleague}`;
    assert.deepEqual(
      told.map(({ subject }) => subject),
      ['2 berkas diserahkan kepada Anda'],
    );
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
