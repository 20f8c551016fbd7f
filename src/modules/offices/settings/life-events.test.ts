import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { exampleOffice, exampleService } from '../example.fixture.ts';
import { eventsOf } from '../offered-events.ts';
import { servicesOf } from '../offices.ts';
import {
  changeEvent,
  type EventChange,
  eventEdition,
  orderEdition,
  type TypedEvent,
} from './life-events.ts';
import { OVERTAKEN } from './saved.ts';
import { openSettings } from './settings.fixture.ts';

const LUNAS: TypedEvent = {
  name: { id: 'Kredit rumah lunas', en: 'Mortgage paid off' },
  services: ['ROYA', 'CEK'],
  source: 'contoh',
};
const HILANG: TypedEvent = {
  name: { id: 'Sertipikat hilang' },
  services: ['CEK'],
  source: 'contoh',
};

async function open(t: TestContext) {
  const opened = await openSettings(t, {
    'kantor-uji/services/CEK.json': exampleService('CEK'),
    'kantor-uji/services/HT.json': {
      ...exampleService('HT'),
      elsewhere: { url: 'https://mitra.atrbpn.go.id', explanation: { id: 'Di sana.' } },
    },
  });
  const { house, office, officeId, chief } = opened;
  const editionFor = async (change: EventChange) => {
    const { profile } = await office();
    return change.act === 'move' ? orderEdition(profile) : eventEdition(profile, change.key);
  };
  const change = async (wish: EventChange, edition?: string) =>
    changeEvent(house, chief, officeId, edition ?? (await editionFor(wish)), wish);
  const put = (typed: TypedEvent, key?: string) => change({ act: 'put', key, typed });
  const keys = async () => ((await office()).profile.events ?? []).map(({ key }) => key);
  return { ...opened, change, put, keys, editionFor };
}

test('an administrator adds what happens in people’s lives, changes it, moves it and removes it; each is on the ledger', async (t) => {
  const { house, office, officeId, put, change, keys, told } = await open(t);
  assert.deepEqual(await put(LUNAS), { ok: true, changed: true });
  assert.deepEqual(await put(HILANG), { ok: true, changed: true });
  assert.deepEqual(await keys(), ['kredit_rumah_lunas', 'sertipikat_hilang']);
  const offered = eventsOf(await office(), await servicesOf(house.db, officeId));
  assert.deepEqual(
    offered.map(({ name, services }) => [name.id, services.map(({ code }) => code)]),
    [
      ['Kredit rumah lunas', ['ROYA', 'CEK']],
      ['Sertipikat hilang', ['CEK']],
    ],
  );
  await put({ ...LUNAS, services: ['CEK', 'ROYA'] }, 'kredit_rumah_lunas');
  await change({ act: 'move', key: 'sertipikat_hilang', by: -1 });
  assert.deepEqual(await keys(), ['sertipikat_hilang', 'kredit_rumah_lunas']);
  assert.deepEqual(await change({ act: 'move', key: 'sertipikat_hilang', by: -1 }), {
    ok: true,
    changed: false,
  });
  await change({ act: 'remove', key: 'sertipikat_hilang' });
  await change({ act: 'remove', key: 'kredit_rumah_lunas' });
  assert.equal((await office()).profile.events, undefined);
  assert.equal((await told()).length, 6);
});

test('it leads to no service that this office does not take, none twice, and never to nothing', async (t) => {
  const { put, keys } = await open(t);
  const faults = async (services: readonly string[], more: Partial<TypedEvent> = {}) => {
    const saved = await put({ ...LUNAS, services, ...more });
    return saved.ok ? [] : Object.entries(saved.faults).map(([at, { key }]) => `${at} ${key}`);
  };
  assert.deepEqual(await faults(['ROYA', 'HT']), ['services[1] offices.mistake.event_service']);
  assert.deepEqual(await faults(['HILANG']), ['services[0] offices.mistake.event_service']);
  assert.deepEqual(await faults(['ROYA', 'ROYA']), ['services[1] offices.mistake.duplicate']);
  assert.deepEqual(await faults([]), ['services offices.mistake.too_few']);
  assert.deepEqual(await faults(['ROYA'], { name: { id: '' } }), ['name.id offices.mistake.empty']);
  assert.deepEqual(await keys(), []);
});

test('two administrators: each adds one; who changes what a colleague has just changed is told, and nothing is lost', async (t) => {
  const { put, change, keys, office, editionFor } = await open(t);
  const fresh: EventChange = { act: 'put', key: undefined, typed: HILANG };
  const before = await editionFor(fresh);
  await put(LUNAS);
  assert.equal((await change(fresh, before)).ok, true);
  assert.deepEqual(await keys(), ['kredit_rumah_lunas', 'sertipikat_hilang']);
  const late: EventChange = { act: 'put', key: 'kredit_rumah_lunas', typed: HILANG };
  const opened = await editionFor(late);
  await put({ ...LUNAS, services: ['CEK'] }, 'kredit_rumah_lunas');
  const refused = await change(late, opened);
  assert.deepEqual(refused, { ok: false, faults: { '': OVERTAKEN } });
  assert.deepEqual((await office()).profile.events?.[0]?.services, ['CEK']);
});

test('one more than an office may have is refused in a sentence about the form', async (t) => {
  const events = Array.from({ length: 20 }, (_, n) => ({
    key: `peristiwa_${n}`,
    name: { id: `Peristiwa ${n}` },
    services: ['ROYA'],
    source: 'contoh',
  }));
  const full = await openSettings(t, {
    'kantor-uji/office.json': exampleOffice('kantor-uji', 'UJI', { events }),
    'kantor-uji/services/CEK.json': exampleService('CEK'),
  });
  const { profile } = await full.office();
  const saved = await changeEvent(
    full.house,
    full.chief,
    full.officeId,
    eventEdition(profile, undefined),
    { act: 'put', key: undefined, typed: LUNAS },
  );
  assert.equal(saved.ok ? '' : saved.faults['']?.key, 'offices.mistake.too_many');
});
