import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exampleOffice } from '../../kernel/clocks/example.fixture.ts';
import { remaining } from '../../kernel/clocks/index.ts';
import { openHoursOf, percentile } from './durations.ts';

test('opening hours added up are those the office’s clock counts, in whatever order they are asked for', () => {
  const begin = Date.parse('2026-01-05T00:00:00Z');
  const anyMoment = fc
    .integer({ min: 0, max: 500 * 24 * 60 })
    .map((m) => new Date(begin + m * 60_000));
  fc.assert(
    fc.property(fc.array(fc.tuple(anyMoment, anyMoment), { maxLength: 6 }), (pairs) => {
      const hours = openHoursOf(exampleOffice);
      for (const pair of pairs) {
        const [from = pair[0], to = pair[1]] = pair.toSorted((a, b) => a.getTime() - b.getTime());
        const counted = remaining(to, 'working_hours', from, exampleOffice);
        assert.ok(counted.state === 'running');
        assert.ok(Math.abs(hours(from, to) - counted.left) < 1e-9);
      }
    }),
  );
});

test('the median and the ninth of ten are values that occurred', () => {
  assert.equal(percentile([], 0.5), undefined);
  assert.equal(percentile([7], 0.9), 7);
  assert.equal(percentile([10, 1, 2, 9, 3, 8, 4, 7, 5, 6], 0.5), 5);
  assert.equal(percentile([10, 1, 2, 9, 3, 8, 4, 7, 5, 6], 0.9), 9);
});
