import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Db } from '../../../kernel/db.ts';
import { type EventRow, hashEvent } from '../../../kernel/ledger.ts';
import {
  emptyHouse,
  exampleOffice,
  exampleService,
  folderWith,
  putFiles,
} from '../example.fixture.ts';
import { officeBySlug, serviceByCode, servicesOf, serviceVersion } from '../offices.ts';
import { forgetOffices } from '../remembered.ts';
import { importOffices } from './import-offices.ts';

const shipped = join(import.meta.dirname, '../../../../offices');

/** Imports and expects no mistake. */
async function install(house: Parameters<typeof importOffices>[0], folder: string) {
  const result = await importOffices(house, folder);
  assert.ok(result.ok, result.ok ? '' : result.sentences.en);
  return result.offices;
}

/** `file, place: reason` of every mistake. */
async function mistakes(
  house: Parameters<typeof importOffices>[0],
  folder: string,
): Promise<string[]> {
  const result = await importOffices(house, folder);
  assert.ok(!result.ok);
  return result.mistakes
    .map(({ file, field, reason }) => `${file}, ${field}: ${reason.key.split('.').at(-1)}`)
    .sort();
}

const count = async (db: Db) => {
  const [row] = await db<{ offices: number; events: number; versions: number }[]>`
    select (select count(*) from office) as offices, (select count(*) from event) as events,
      (select count(*) from service_version) as versions`;
  return row;
};

test('the offices of the house are installed from data alone, in under three seconds', async (t) => {
  const house = await emptyHouse(t);
  const begun = performance.now();
  await install(house, shipped);
  assert.ok(performance.now() - begun < 3000);
  for (const slug of [
    'kantah-bandar-lampung',
    'disdukcapil-banjar',
    'bppt-bandung',
    'ptsp-jakarta-utara',
  ]) {
    const office = await officeBySlug(house.db, slug);
    assert.ok(office);
    assert.ok((await servicesOf(house.db, office.id)).length >= 3);
    assert.ok(await house.vault.office(office.id));
  }
  const kantah = await officeBySlug(house.db, 'kantah-bandar-lampung');
  const ministry = await officeBySlug(house.db, 'atr-bpn');
  assert.equal(kantah?.ancestors[0], ministry?.id);
  assert.equal(kantah?.ancestors.length, 2);

  const before = await count(house.db);
  assert.ok((await install(house, shipped)).every(({ changed }) => !changed));
  assert.deepEqual(await count(house.db), before);

  const events = await house.db<EventRow[]>`select * from event order by stream_id, seq`;
  assert.ok(events.length > 500);
  for (const event of events) assert.deepEqual(hashEvent(event), event.hash);
});

test('a changed service gets a new edition; those who applied under the old one keep it', async (t) => {
  const house = await emptyHouse(t);
  const folder = folderWith(t, {
    'kantor-satu/office.json': exampleOffice('kantor-satu', 'SATU'),
    'kantor-satu/services/AA.json': exampleService('AA'),
    'kantor-satu/services/BB.json': exampleService('BB'),
  });
  await install(house, folder);
  const office = await officeBySlug(house.db, 'kantor-satu');
  assert.ok(office);
  const first = await serviceByCode(house.db, office.id, 'AA');
  assert.ok(first);

  putFiles(folder, {
    'kantor-satu/services/AA.json': exampleService('AA', {
      time: { unit: 'working_days', amount: 3 },
    }),
  });
  rmSync(join(folder, 'kantor-satu/services/BB.json'));
  const [done] = await install(house, folder);
  assert.deepEqual(done?.services, { added: 0, changed: 1, same: 0, retired: 1 });
  assert.equal((await serviceByCode(house.db, office.id, 'AA'))?.version, 2);
  assert.equal(await serviceByCode(house.db, office.id, 'BB'), undefined);
  assert.equal((await serviceVersion(house.db, office.id, first.id, 1))?.definition.time.amount, 5);

  putFiles(folder, { 'kantor-satu/services/BB.json': exampleService('BB') });
  await install(house, folder);
  assert.equal((await serviceByCode(house.db, office.id, 'BB'))?.version, 1);
  const kinds = await house.db<
    { kind: string }[]
  >`select kind from event where stream_id = ${office.id} order by seq`;
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    [
      'office.installed',
      'service.published',
      'service.published',
      'service.published',
      'service.retired',
      'service.reopened',
    ],
  );
});

test('writing a file anew without changing what it says changes nothing', async (t) => {
  const house = await emptyHouse(t);
  const folder = folderWith(t, { 'kantor-satu/office.json': exampleOffice('kantor-satu', 'SATU') });
  await install(house, folder);
  const before = await count(house.db);
  putFiles(folder, {
    'kantor-satu/office.json': JSON.stringify(
      exampleOffice('kantor-satu', 'SATU', { counters: [] }),
    ),
  });
  assert.equal((await install(house, folder))[0]?.changed, false);
  assert.deepEqual(await count(house.db), before);
});

test('every mistake is named by file and place, and nothing is written', async (t) => {
  const house = await emptyHouse(t);
  const folder = folderWith(t, {
    'baik/office.json': exampleOffice('baik', 'BAIK'),
    'satu/office.json': exampleOffice('satu', 'BAIK', {
      parent: 'hantu',
      warna: 'biru',
      timeZone: 'Asia/Tokyo',
    }),
    'dua/office.json': '{\n  "slug": "dua",\n  "code" "DUA"\n}',
    'tiga/office.json': exampleOffice('bukan-tiga', 'TIGA', { parent: 'hantu' }),
    'tiga/services/AA.json': exampleService('BB', {
      route: [{ key: 'bayar', kind: 'payment', name: { id: 'Bayar' } }],
    }),
    'tiga/reasons.json': [{ code: 'buram', label: { id: 'Buram' } }],
    'tiga/calendar.csv': 'date,kind,name,status,source\n2026-02-30,office,Pindah,official,SK\n',
    'tiga/layanan.json': '{}',
  });
  assert.deepEqual(await mistakes(house, folder), ['tiga/layanan.json, : unknown_file']);
  rmSync(join(folder, 'tiga/layanan.json'));
  assert.deepEqual(await mistakes(house, folder), [
    'dua/office.json, 3:10: json_syntax',
    'satu/office.json, timeZone: one_of',
    'satu/office.json, warna: unknown_key',
    'tiga/calendar.csv, 2:date: bad_date',
    'tiga/office.json, parent: parent_missing',
    'tiga/office.json, slug: slug_is_folder',
    'tiga/reasons.json, [0].advice: required',
    'tiga/services/AA.json, code: file_is_code',
    'tiga/services/AA.json, route[0]: first_step',
  ]);
  assert.equal((await count(house.db))?.offices, 0);
});

test('no code serves two offices, and no office stands above itself', async (t) => {
  const house = await emptyHouse(t);
  await install(house, folderWith(t, { 'lama/office.json': exampleOffice('lama', 'LAMA') }));
  const folder = folderWith(t, {
    'aa/office.json': exampleOffice('aa', 'AA', { parent: 'bb' }),
    'bb/office.json': exampleOffice('bb', 'BB', { parent: 'aa' }),
    'cc/office.json': exampleOffice('cc', 'LAMA'),
    'dd/office.json': exampleOffice('dd', 'DD'),
    'dd/tree.csv':
      'slug,code,parent,kind,name,region,time_zone\naa,AX,dd,local,Dua kali,18.71,Asia/Jakarta\nee,DD,tiada,local,Anak,,Asia/Jakarta\n',
  });
  assert.deepEqual(await mistakes(house, folder), [
    'aa/office.json, parent: parent_cycle',
    'bb/office.json, parent: parent_cycle',
    'cc/office.json, code: code_taken',
    'dd/tree.csv, 2:slug: slug_taken',
    'dd/tree.csv, 3:code: code_taken',
    'dd/tree.csv, 3:parent: tree_parent',
  ]);
});

test('an office of a tree looks like its root, closes when it leaves, and may move into a folder of its own', async (t) => {
  const house = await emptyHouse(t);
  const head = 'slug,code,parent,kind,name,region,time_zone\n';
  const rows = [
    'cabang,CB,pusat,regional,Cabang,18,Asia/Makassar\n',
    'ranting,RT,cabang,local,Ranting,18.71,Asia/Makassar\n',
  ];
  const folder = folderWith(t, {
    'pusat/office.json': exampleOffice('pusat', 'PST', { kind: 'central' }),
    'pusat/tree.csv': head + rows.join(''),
  });
  await install(house, folder);
  const branch = await officeBySlug(house.db, 'ranting');
  assert.equal(branch?.ancestors.length, 2);
  assert.equal(branch?.profile.theme.primary, '#0f1e3d');
  assert.equal(branch?.timeZone, 'Asia/Makassar');

  putFiles(folder, {
    'pusat/tree.csv': head + rows[0],
    'ranting/office.json': exampleOffice('ranting', 'RT', {
      parent: 'cabang',
      address: 'Jalan Baru 2',
    }),
  });
  await install(house, folder);
  const moved = await officeBySlug(house.db, 'ranting');
  assert.equal(moved?.id, branch?.id);
  assert.equal(moved?.profile.address, 'Jalan Baru 2');

  rmSync(join(folder, 'ranting'), { recursive: true });
  putFiles(folder, { 'pusat/tree.csv': `${head}lain,LN,pusat,regional,Lain,19,Asia/Jakarta\n` });
  await install(house, folder);
  forgetOffices();
  assert.equal(await officeBySlug(house.db, 'cabang'), undefined);
  assert.ok(await officeBySlug(house.db, 'ranting'));
});

test('two servers that start together install once', async (t) => {
  const house = await emptyHouse(t);
  const folder = folderWith(t, { 'kantor-satu/office.json': exampleOffice('kantor-satu', 'SATU') });
  const both = await Promise.all([install(house, folder), install(house, folder)]);
  assert.equal(both.filter(([office]) => office?.changed).length, 1);
  assert.equal((await count(house.db))?.events, 1);
});
