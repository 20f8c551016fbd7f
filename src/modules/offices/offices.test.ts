import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addWorkingDays, isWorkingDay } from '../../kernel/clocks/index.ts';
import { calendarOf } from './calendar-of.ts';
import { emptyHouse, exampleOffice, exampleService, folderWith } from './example.fixture.ts';
import { hoursLine } from './hours-line.ts';
import { importOffices } from './importing/import-offices.ts';
import { officeBySlug, servicesOf } from './offices.ts';
import { searchServices } from './search.ts';
import { listOffices } from './tree.sql.ts';

async function installed(t: Parameters<typeof emptyHouse>[0]) {
  const house = await emptyHouse(t);
  const holiday = 'date,kind,name,status,source\n2026-08-17,L,Proklamasi,official,SKB\n';
  const result = await importOffices(
    house,
    folderWith(t, {
      '_national/calendar/2026.csv': holiday,
      'kantor-satu/office.json': exampleOffice('kantor-satu', 'SATU'),
      'kantor-satu/calendar.csv':
        'date,kind,name,status,source\n2026-08-18,office,Pindah gedung,official,SK 1\n',
      'kantor-satu/services/CEK.json': exampleService('CEK', {
        name: { id: 'Pengecekan sertipikat' },
      }),
      'kantor-satu/services/PH.json': exampleService('PH', {
        name: { id: 'Peralihan hak' },
        alsoKnownAs: ['balik nama'],
        summary: { id: 'Sertipikat baru.' },
      }),
      'kantor-dua/office.json': exampleOffice('kantor-dua', 'DUA', {
        name: { id: 'Kantor 100% Dua' },
        parent: 'kantor-satu',
      }),
    }),
  );
  assert.ok(result.ok);
  const office = await officeBySlug(house.db, 'kantor-satu');
  assert.ok(office);
  return { house, office };
}

test('an office keeps the nation’s holidays and its own', async (t) => {
  const { house, office } = await installed(t);
  const calendar = await calendarOf(house.db, office);
  assert.ok(!isWorkingDay('2026-08-17', calendar));
  assert.ok(!isWorkingDay('2026-08-18', calendar));
  assert.equal(addWorkingDays('2026-08-14', 1, calendar), '2026-08-19');
  const other = await officeBySlug(house.db, 'kantor-dua');
  assert.ok(other);
  assert.ok(isWorkingDay('2026-08-18', await calendarOf(house.db, other)));
});

test('people find a service by their own words', async (t) => {
  const { house, office } = await installed(t);
  const services = await servicesOf(house.db, office.id);
  const found = (term: string) => searchServices(services, term).map(({ code }) => code);
  assert.deepEqual(found('sertifikat'), ['CEK', 'PH']);
  assert.deepEqual(found('SERTIPIKÁT'), ['CEK', 'PH']);
  assert.deepEqual(found('Balik  nama'), ['PH']);
  assert.deepEqual(found('hak alih'), ['PH']);
  assert.deepEqual(found('paspor'), []);
  assert.deepEqual(found(' '), ['CEK', 'PH']);
});

test('offices are found by any word of their name; signs mean themselves', async (t) => {
  const { house } = await installed(t);
  const slugs = async (
    ...words: Parameters<typeof listOffices> extends [unknown, ...infer Rest] ? Rest : never
  ) => (await listOffices(house.db, ...words)).offices.map(({ slug }) => slug);
  assert.deepEqual(await slugs('all', '', ''), ['kantor-satu', 'kantor-dua']);
  assert.deepEqual(await slugs('all', 'DUA kantor', ''), ['kantor-dua']);
  assert.deepEqual(await slugs('all', '0%', ''), ['kantor-dua']);
  assert.deepEqual(await slugs('all', '_', ''), []);
  assert.deepEqual(await slugs('start', '', ''), ['kantor-satu']);
  assert.deepEqual(await slugs('all', '', 'kantor-satu'), ['kantor-dua']);
});

test('hours are said in one line', () => {
  const long = [{ from: '08.00', to: '16.00' }];
  const week = {
    mon: long,
    tue: long,
    wed: [],
    thu: long,
    fri: [{ from: '08.00', to: '11.30' }],
    sat: [],
    sun: [],
  };
  assert.equal(
    hoursLine(week, 'Asia/Makassar')?.id,
    'Senin–Selasa 08.00–16.00; Kamis 08.00–16.00; Jumat 08.00–11.30 WITA',
  );
});
