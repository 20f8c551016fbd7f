import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TimeZone } from './zones.ts';
import {
  addDays,
  endOfLocalDay,
  instantAt,
  isIsoDate,
  isTimeZone,
  localDate,
  localMinutes,
  officeYear,
  weekdayOf,
  zoneAbbreviation,
} from './zones.ts';

const zones: TimeZone[] = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'];
const instants = fc.date({
  min: new Date('1995-01-01T00:00:00Z'),
  max: new Date('2090-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test('the local date is the one that the time zone database gives', () => {
  for (const timeZone of zones) {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
    fc.assert(
      fc.property(instants, (instant) => {
        assert.equal(localDate(instant, timeZone), format.format(instant));
      }),
    );
  }
});

test('a date and its minutes lead back to the instant', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
      const minutes = localMinutes(instant, zone);
      const back = instantAt(localDate(instant, zone), minutes, zone);
      assert.ok(minutes >= 0 && minutes < 1440);
      assert.ok(Math.abs(back.getTime() - instant.getTime()) <= 1);
    }),
  );
});

test('the new year begins in the east two hours before the west', () => {
  const newYear = new Date('2026-12-31T15:30:00Z');
  assert.deepEqual(
    zones.map((zone) => officeYear(newYear, zone)),
    [2026, 2026, 2026, 2027],
  );
});

test('a deadline at the end of a day still carries the date of that day', () => {
  for (const zone of zones) {
    assert.equal(localDate(endOfLocalDay('2026-11-21', zone), zone), '2026-11-21');
  }
});

test('weekdays and dates across months, years and leap days', () => {
  assert.equal(weekdayOf('2026-11-21'), 'sat');
  assert.equal(weekdayOf('1969-12-31'), 'wed');
  assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  assert.equal(addDays('2027-01-01', -1), '2026-12-31');
});

test('only dates that exist are dates', () => {
  assert.ok(isIsoDate('2028-02-29'));
  for (const wrong of ['2026-02-29', '2026-13-01', '2026-1-1', '17-08-2026', '']) {
    assert.ok(!isIsoDate(wrong));
  }
  assert.throws(() => addDays('besok', 1), RangeError);
});

test('people read WIB, WITA and WIT', () => {
  assert.deepEqual(zones.map(zoneAbbreviation), ['WIB', 'WIB', 'WITA', 'WIT']);
  assert.ok(isTimeZone('Asia/Makassar'));
  assert.ok(!isTimeZone('Asia/Singapore'));
  assert.ok(!isTimeZone('toString'));
});
