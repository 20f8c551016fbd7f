import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addWorkingDays,
  isWorkingDay,
  openingOf,
  parseLocalTime,
  parseOpening,
  receivedOn,
  workingDaysBetween,
} from './calendar.ts';
import { exampleOffice } from './example.fixture.ts';
import type { IsoDate } from './zones.ts';
import { addDays } from './zones.ts';

const office = exampleOffice;
const anyDate = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days));
const fewDays = fc.integer({ min: 0, max: 60 });

function wib(text: string): Date {
  return new Date(`${text}+07:00`);
}

function hours(date: IsoDate): string[] {
  return openingOf(date, office).map(({ from, to }) =>
    [from, to].map((end) => end.toISOString().slice(11, 16)).join('-'),
  );
}

test('working days step over holidays, cuti bersama and weekends (facts §7.8)', () => {
  const steps = [1, 2, 3, 4, 5].map((n) => addWorkingDays('2026-03-13', n, office));
  assert.deepEqual(steps, ['2026-03-16', '2026-03-17', '2026-03-25', '2026-03-26', '2026-03-27']);
  assert.equal(addWorkingDays('2026-05-13', 1, office), '2026-05-18');
  assert.equal(addWorkingDays('2026-02-13', 1, office), '2026-02-18');
  assert.equal(addWorkingDays('2026-12-23', 1, office), '2026-12-28');
});

test('cuti bersama added in the middle of a year counts too', () => {
  assert.equal(addWorkingDays('2025-08-15', 1, office), '2025-08-19');
});

test('a filing on a closed day is received on the next working day', () => {
  assert.equal(receivedOn(wib('2026-11-21T10:00:00'), office), '2026-11-23');
  assert.equal(addWorkingDays('2026-11-21', 0, office), '2026-11-23');
  assert.equal(addWorkingDays('2026-11-21', 1, office), '2026-11-24');
});

test('a filing after the cut-off is received on the next working day, at the cut-off still today', () => {
  assert.equal(receivedOn(wib('2026-11-20T15:00:00'), office), '2026-11-20');
  assert.equal(receivedOn(wib('2026-11-20T15:00:01'), office), '2026-11-23');
});

test('an office without a cut-off takes filings until its own midnight', () => {
  const { cutOff: _, ...open } = office;
  assert.equal(receivedOn(wib('2026-11-19T23:59:59'), open), '2026-11-19');
  assert.equal(receivedOn(wib('2026-11-20T00:00:00'), open), '2026-11-20');
});

test('the day is the one of the office: WIB, WITA or WIT', () => {
  const lateInTheWest = wib('2026-11-19T22:30:00');
  const { cutOff: _, ...open } = office;
  assert.equal(receivedOn(lateInTheWest, open), '2026-11-19');
  assert.equal(receivedOn(lateInTheWest, { ...open, timeZone: 'Asia/Makassar' }), '2026-11-19');
  assert.equal(receivedOn(lateInTheWest, { ...open, timeZone: 'Asia/Jayapura' }), '2026-11-20');
});

test('opening hours honour the midday break, the longer one on Friday, and Ramadan', () => {
  assert.deepEqual(hours('2026-11-19'), ['01:00-05:00', '06:00-09:00']);
  assert.deepEqual(hours('2026-11-20'), ['01:00-04:30', '06:00-09:30']);
  assert.deepEqual(hours('2026-03-12'), ['01:00-05:00', '05:30-08:00']);
  assert.deepEqual(hours('2026-03-13'), ['01:00-04:30', '05:30-08:30']);
  assert.deepEqual(hours('2026-03-20'), []);
  assert.deepEqual(hours('2026-03-25'), ['01:00-05:00', '06:00-09:00']);
  assert.deepEqual(hours('2026-11-21'), []);
});

test('opening hours are read as people write them, and refused when they overlap or run backwards', () => {
  assert.deepEqual(parseOpening('08:00-12:00, 13.00-16.00'), [
    { from: 480, to: 720 },
    { from: 780, to: 960 },
  ]);
  assert.deepEqual(parseOpening(' '), []);
  for (const wrong of ['08:00', '12:00-08:00', '08:00-12:00,11:00-15:00', '08:00-25:00', 'pagi']) {
    assert.equal(parseOpening(wrong), null);
  }
  assert.equal(parseLocalTime('24:00'), 1440);
  assert.equal(parseLocalTime('08:60'), null);
});

test('a calendar that never opens is reported instead of searched for ever', () => {
  const shut = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const { ramadan: _, ...year } = office;
  assert.throws(() => addWorkingDays('2026-01-01', 1, { ...year, week: shut }), RangeError);
  assert.throws(() => addWorkingDays('2026-01-01', 0.5, office), RangeError);
  assert.throws(() => addWorkingDays('2026-01-01', -1, office), RangeError);
});

test('n working days later is a working day, and n working days away', () => {
  fc.assert(
    fc.property(anyDate, fewDays, (date, n) => {
      const later = addWorkingDays(date, n, office);
      assert.ok(isWorkingDay(later, office));
      assert.equal(workingDaysBetween(addWorkingDays(date, 0, office), later, office), n);
    }),
  );
});

test('adding days in two steps is adding their sum', () => {
  fc.assert(
    fc.property(anyDate, fewDays, fewDays, (date, a, b) => {
      const twice = addWorkingDays(addWorkingDays(date, a, office), b, office);
      assert.equal(twice, addWorkingDays(date, a + b, office));
    }),
  );
});

test('a later start or more days never end earlier', () => {
  fc.assert(
    fc.property(anyDate, fewDays, fewDays, fewDays, (date, n, wait, more) => {
      const due = addWorkingDays(date, n, office);
      assert.ok(addWorkingDays(addDays(date, wait), n, office) >= due);
      assert.ok(addWorkingDays(date, n + more, office) >= due);
    }),
  );
});
