import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DecreeDay } from '../../../kernel/clocks/index.ts';
import { calendarOf } from '../calendar-of.ts';
import { type DaysOff, dayChanges, daysEdition, ownDaysOff, saveDaysOff } from './days-off.ts';
import { readDecree } from './decree.ts';
import { leftOutside } from './effects.ts';
import { OVERTAKEN } from './saved.ts';
import { openSettings } from './settings.fixture.ts';
import { selectToChange } from './settings.sql.ts';

const off = (
  name: string,
  kind: DecreeDay['kind'] = 'L',
  status: DecreeDay['status'] = 'official',
) => ({
  kind,
  name,
  status,
  source: 'SKB',
});
const days = (some: Readonly<Record<string, DecreeDay>>): DaysOff => new Map(Object.entries(some));
const HEADER = 'date,kind,name,status,source\n';

test('a decree decides for its years alone, leaves own days off, and keeps nothing twice', () => {
  const own = days({
    '2026-05-01': off('Dulu', 'L'),
    '2027-01-01': off('Perkiraan', 'L', 'estimate'),
    '2027-03-05': off('Tidak disebut lagi', 'C'),
    '2027-04-17': off('Hari jadi', 'office'),
  });
  const national = days({
    '2027-08-17': off('Kemerdekaan'),
    '2027-12-25': off('Natal', 'L', 'estimate'),
  });
  const { lines, wanted, mistakes } = readDecree(
    `${HEADER}2027-01-01,L,Tahun Baru,official,SKB\n2027-08-17,L,Kemerdekaan,official,SKB lain\n2027-12-25,L,Natal,official,SKB\n2027-03-08,C,Cuti,official,SKB\n`,
    own,
    national,
  );
  assert.deepEqual(mistakes, []);
  assert.deepEqual(
    lines.map(({ day, fate }) => [day, fate]),
    [
      ['2027-01-01', 'changed'],
      ['2027-03-05', 'removed'],
      ['2027-03-08', 'added'],
      ['2027-08-17', 'national'],
      ['2027-12-25', 'added'],
    ],
  );
  assert.deepEqual(
    [...wanted.keys()],
    ['2026-05-01', '2027-01-01', '2027-03-08', '2027-04-17', '2027-12-25'],
  );
  assert.deepEqual(dayChanges(own, wanted), {
    added: ['2027-03-08', '2027-12-25'],
    changed: ['2027-01-01'],
    removed: ['2027-03-05'],
  });
});

test('each mistake of the table is named by its line, and then nothing would change', () => {
  const own = days({ '2027-01-01': off('Tahun Baru') });
  const { mistakes, wanted } = readDecree(
    `${HEADER}2027-02-30,L,Salah,official,SKB\n2027-05-01,X,Buruh,official,SKB\n`,
    own,
    days({}),
  );
  assert.deepEqual(
    mistakes.map(({ line, column, key }) => [line, column, key]),
    [
      [2, 'date', 'decree.bad_date'],
      [3, 'kind', 'decree.unknown_kind'],
    ],
  );
  assert.equal(wanted, own);
});

test('a table from a spreadsheet of this country, with semicolons, is read too', () => {
  const { lines, mistakes } = readDecree(
    'date;kind;name;status;source\r\n2027-05-01;L;Hari Buruh, libur;official;SKB\r\n',
    days({}),
    days({}),
  );
  assert.deepEqual(mistakes, []);
  assert.equal(lines[0]?.off.name, 'Hari Buruh, libur');
});

test('days off are kept with their changes in the ledger, and the calendar follows', async (t) => {
  const { house, office, officeId, chief, told } = await openSettings(t);
  const before = await ownDaysOff(house.db, officeId);
  const wanted = days({ '2026-12-28': off('Hari jadi', 'office') });
  const save = () => saveDaysOff(house, chief, officeId, daysEdition(before), wanted);
  assert.deepEqual(await save(), { ok: true, changed: true });
  const second = await save();
  assert.ok(!second.ok && second.faults['']?.key === OVERTAKEN.key);
  assert.deepEqual(await told(), [
    ['office.calendar_changed', { added: ['2026-12-28'], changed: [], removed: [] }],
  ]);
  const calendar = await calendarOf(house.db, await office());
  assert.equal(calendar.daysOff.get('2026-12-28')?.name, 'Hari jadi');
});

test('meetings that a day off, new hours or a closed counter leave outside are named, and only those', async (t) => {
  const { house, officeId } = await openSettings(t);
  const office = await selectToChange(house.db, officeId);
  const booking = (startsAt: string, counterCode = 'L1') => ({
    dossierId: startsAt,
    number: startsAt,
    counterCode,
    counterName: { id: counterCode },
    startsAt: new Date(startsAt),
    endsAt: new Date(new Date(startsAt).getTime() + 20 * 60_000),
  });
  // 08.00, 11.40 and 13.00 in Jakarta, on a Monday; the last on the Sunday before.
  const [early, late, afternoon, sunday] = [
    booking('2026-12-28T01:00:00Z'),
    booking('2026-12-28T04:40:00Z'),
    booking('2026-12-28T06:00:00Z', 'L2'),
    booking('2026-12-27T01:00:00Z'),
  ];
  const all = [early, late, afternoon, sunday];
  const { already, newly } = await leftOutside(house.db, office, all, {
    daysOff: days({ '2026-12-28': off('Libur', 'office') }),
  });
  assert.deepEqual(already, [sunday]);
  assert.deepEqual(newly, [early, late, afternoon]);
  const { hours, counters } = office.profile;
  const week = {
    ...hours.week,
    mon: [
      { from: '08.30', to: '11.50' },
      { from: '13.00', to: '16.00' },
    ],
  };
  assert.deepEqual(
    (await leftOutside(house.db, office, all, { hours: { ...hours, week } })).newly,
    [early, late],
  );
  assert.deepEqual(
    (await leftOutside(house.db, office, all, { counters: counters.slice(0, 1) })).newly,
    [afternoon],
  );
});
