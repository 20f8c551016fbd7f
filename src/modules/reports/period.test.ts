import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentsOf, presetDays, readPeriod } from './period.ts';

const TODAY = '2026-11-22';

test('the presets end today: one day, seven days, this month, this year', () => {
  assert.deepEqual(presetDays('today', TODAY), { from: TODAY, to: TODAY });
  assert.deepEqual(presetDays('week', TODAY), { from: '2026-11-16', to: TODAY });
  assert.deepEqual(presetDays('month', TODAY), { from: '2026-11-01', to: TODAY });
  assert.deepEqual(presetDays('year', TODAY), { from: '2026-01-01', to: TODAY });
});

test('nothing said is today; one day said is enough', () => {
  const days = (dari: string, sampai: string) => {
    const read = readPeriod(dari, sampai, TODAY);
    return read.ok ? [read.period.from, read.period.to] : read.errors;
  };
  assert.deepEqual(days('', ''), [TODAY, TODAY]);
  assert.deepEqual(days('2026-11-01', ''), ['2026-11-01', TODAY]);
  assert.deepEqual(days('2026-12-01', ''), ['2026-12-01', '2026-12-01']);
  assert.deepEqual(days('', '2026-11-01'), ['2026-11-01', '2026-11-01']);
});

test('a period has 366 days at most, in order, and both exist', () => {
  const fault = (dari: string, sampai: string) => {
    const read = readPeriod(dari, sampai, TODAY);
    return read.ok
      ? undefined
      : Object.entries(read.errors).map(([name, { key }]) => `${name} ${key}`);
  };
  assert.equal(fault('2024-01-01', '2024-12-31'), undefined);
  assert.deepEqual(fault('2024-01-01', '2025-01-01'), ['sampai reports.period.too_long']);
  assert.deepEqual(fault('2026-11-02', '2026-11-01'), ['sampai reports.period.ends_before']);
  assert.deepEqual(fault('2026-02-30', 'besok'), [
    'dari reports.period.not_a_day',
    'sampai reports.period.not_a_day',
  ]);
  assert.deepEqual(fault('0001-01-01', '9999-12-31')?.length, 2);
});

test('a day begins and ends on the office’s own clock', () => {
  const { from, to } = momentsOf({ from: '2026-11-22', to: '2026-11-22' }, 'Asia/Jayapura');
  assert.equal(from.toISOString(), '2026-11-21T15:00:00.000Z');
  assert.equal(to.toISOString(), '2026-11-22T15:00:00.000Z');
});
