import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueAt } from '../../src/kernel/clocks/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { NIK } from '../../src/modules/dossiers/town.fixture.ts';
import {
  calendarOf,
  forgetOffices,
  type ServiceDefinition,
} from '../../src/modules/offices/index.ts';
import { AT, openDesk } from './desk.fixture.ts';

const PUBLICATIONS = 20;
const APPLICANTS = ['Ani', 'Budi', 'Citra', 'Dewi'];

/**
 * Editions are published one after the other while people apply. Edition n takes n + 4 days, and its last step is called
 * "langkah_n": an application that mixed two editions would show.
 */
test('publishing under load disturbs no dossier: each pins one whole edition, and no answer is a failure', {
  timeout: 120_000,
}, async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const statuses = new Map<number, number>();
  const seen = (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const early = await town.submit(await town.person('Sebelumnya'));
  let open = true;

  const apply = async (name: string): Promise<string[]> => {
    const person = await town.person(name);
    const sent: string[] = [];
    while (open) {
      const begun = await town.post(person, '/kantor-uji/permohonan', {
        layanan: 'ROYA',
        nama: name,
      });
      seen(begun.status);
      const draft = begun.location;
      const fields = {
        nama: name,
        'isian.nik': NIK,
        'alasan.ktp': 'Hilang',
        'alasan.sertipikat': 'Di bank',
      };
      // Somebody whose form was open while the service changed is told, and sends it again.
      for (let tries = 0; tries < 5; tries += 1) {
        const page = await town.get(person, draft);
        seen(page.status);
        const versi = /name="versi" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
        const done = await town.send(person, draft, {
          ...fields,
          versi,
          kunci: newId(),
          tindakan: 'kirim',
        });
        seen(done.status);
        if (done.status === 303) {
          sent.push(done.location);
          break;
        }
        assert.equal(done.status, 422, done.text);
      }
    }
    return sent;
  };
  const applicants = APPLICANTS.map(apply);
  for (let n = 2; n <= PUBLICATIONS + 1; n += 1) {
    await desk.begin();
    const cost = { 'time.unit': 'working_days', 'time.amount': String(n + 4), 'fee.kind': 'free' };
    assert.equal((await desk.send(`${AT}/ROYA/biaya`, cost)).status, 303);
    if (n > 2) await desk.send(`${AT}/ROYA/alur`, { tindakan: `hapus:langkah_${n - 1}` });
    const step = { tindakan: 'simpan', butir: '', 'name.id': `Langkah ${n}`, kind: 'delivery' };
    assert.equal((await desk.send(`${AT}/ROYA/alur`, step)).status, 303);
    const published = await desk.publish(`Versi ${n}.`);
    assert.equal(published.status, 303, published.text);
  }
  open = false;
  const sent = (await Promise.all(applicants)).flat();
  assert.ok(sent.length >= PUBLICATIONS, `${sent.length} dossiers handed in`);
  assert.deepEqual(
    [...statuses.keys()].filter((status) => status >= 500),
    [],
  );

  forgetOffices();
  const calendar = await calendarOf(town.house.db, town.office);
  const rows = await town.house.db<
    {
      version: number;
      told: number;
      submitted_at: Date;
      promised_at: Date;
      definition: ServiceDefinition;
    }[]
  >`
    select a.service_version as version, (e.data ->> 'version')::int as told, a.submitted_at, a.promised_at, v.definition
    from application a
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    join event e on e.stream_id = a.dossier_id and e.kind = 'application.submitted'`;
  assert.equal(rows.length, sent.length + 1);
  for (const { version, told, submitted_at, promised_at, definition } of rows) {
    assert.equal(told, version);
    assert.equal(definition.time.amount, version === 1 ? 5 : version + 4);
    assert.equal(definition.route.at(-1)?.key, version === 1 ? 'pengolahan' : `langkah_${version}`);
    assert.deepEqual(promised_at, dueAt(submitted_at, definition.time, calendar));
  }
  assert.ok(
    new Set(rows.map(({ version }) => version)).size > 2,
    'people applied under several editions',
  );
  const [first] = await town.house.db<{ version: number }[]>`
    select service_version as version from application where id = ${early.application}`;
  assert.equal(first?.version, 1);
});
