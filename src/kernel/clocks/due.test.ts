import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Duration, Pause } from './due.ts';
import { dueAt } from './due.ts';
import { exampleOffice } from './example.fixture.ts';
import { describeDue, remaining } from './remaining.ts';
import { localDate } from './zones.ts';

const office = exampleOffice;
const days = (amount: number): Duration => ({ unit: 'working_days', amount });
const hours = (amount: number): Duration => ({ unit: 'working_hours', amount });
const calendarDays = (amount: number): Duration => ({ unit: 'calendar_days', amount });

function wib(text: string): Date {
  return new Date(`${text}:00+07:00`);
}

function pause(from: string, to: string | null): Pause {
  return { from: wib(from), to: to === null ? null : wib(to) };
}

function assertDue(received: string, duration: Duration, pauses: Pause[], expected: string | null) {
  const due = dueAt(wib(received), duration, office, pauses);
  assert.equal(due?.toISOString() ?? null, expected && wib(expected).toISOString());
}

test('a promise of working days expires when the office closes on its last day', () => {
  assertDue('2026-03-13T09:00', days(5), [], '2026-03-27T16:30');
  assertDue('2026-05-13T09:00', days(1), [], '2026-05-18T16:00');
  assertDue('2026-02-13T09:00', days(1), [], '2026-02-18T16:00');
  assertDue('2026-12-23T09:00', days(1), [], '2026-12-28T16:00');
  assertDue('2026-03-13T09:00', days(1), [], '2026-03-16T15:00');
});

test('a filing after the cut-off or at a weekend starts a day later', () => {
  assertDue('2026-11-19T15:01', days(1), [], '2026-11-23T16:00');
  assertDue('2026-11-21T09:00', days(1), [], '2026-11-24T16:00');
});

test('working hours run only while the office is open', () => {
  assertDue('2026-11-19T11:00', hours(2), [], '2026-11-19T14:00');
  assertDue('2026-11-19T08:00', hours(4), [], '2026-11-19T12:00');
  assertDue('2026-11-19T12:15', hours(0.5), [], '2026-11-19T13:30');
  assertDue('2026-11-20T11:00', hours(1), [], '2026-11-20T13:30');
  assertDue('2026-11-20T14:30', hours(3), [], '2026-11-23T09:00');
  assertDue('2026-11-20T15:30', hours(1), [], '2026-11-23T09:00');
});

test('calendar days run through closed days and end at the office’s midnight', () => {
  const due = dueAt(wib('2026-11-11T23:30'), calendarDays(10), office);
  assert.equal(due?.toISOString(), '2026-11-21T16:59:59.999Z');
});

test('an open pause stops the clock of every unit', () => {
  for (const duration of [days(5), hours(20), calendarDays(5)]) {
    const due = dueAt(wib('2026-11-16T09:00'), duration, office, [pause('2026-11-17T10:00', null)]);
    assert.equal(due, null);
  }
});

test('a pause gives back the working days that the citizen used', () => {
  assertDue('2026-11-16T09:00', days(5), [], '2026-11-23T16:00');
  assertDue(
    '2026-11-16T09:00',
    days(5),
    [pause('2026-11-17T10:00', '2026-11-19T10:00')],
    '2026-11-25T16:00',
  );
  assertDue(
    '2026-11-16T09:00',
    days(5),
    [pause('2026-11-17T10:00', '2026-11-17T14:00')],
    '2026-11-23T16:00',
  );
});

test('an answer after the cut-off or at a weekend starts on the next working day', () => {
  assertDue(
    '2026-11-16T09:00',
    days(5),
    [pause('2026-11-17T10:00', '2026-11-19T15:30')],
    '2026-11-26T16:00',
  );
  assertDue(
    '2026-11-16T09:00',
    days(5),
    [pause('2026-11-19T10:00', '2026-11-21T20:00')],
    '2026-11-25T16:00',
  );
});

test('pauses in a row add up, and overlapping ones count once', () => {
  const first = pause('2026-11-17T10:00', '2026-11-18T10:00');
  assertDue(
    '2026-11-16T09:00',
    days(5),
    [pause('2026-11-19T09:00', '2026-11-20T09:00'), first],
    '2026-11-25T16:00',
  );
  assertDue(
    '2026-11-16T09:00',
    days(5),
    [first, pause('2026-11-17T11:00', '2026-11-18T09:00')],
    '2026-11-24T16:00',
  );
  assertDue('2026-11-16T09:00', days(5), [first, first], '2026-11-24T16:00');
});

test('a pause on the last day leaves that much of the last day for the day of the answer', () => {
  assertDue(
    '2026-11-16T09:00',
    days(1),
    [pause('2026-11-17T10:00', '2026-11-19T10:00')],
    '2026-11-19T16:00',
  );
});

test('a pause that begins after the promise was broken mends nothing', () => {
  assertDue(
    '2026-11-16T09:00',
    days(1),
    [pause('2026-11-17T16:01', '2026-11-20T10:00')],
    '2026-11-17T16:00',
  );
  assertDue('2026-11-16T09:00', days(1), [pause('2026-11-18T09:00', null)], '2026-11-17T16:00');
  assertDue('2026-11-16T09:00', hours(1), [pause('2026-11-16T10:30', null)], '2026-11-16T10:00');
});

test('a pause gives back working hours and calendar days as well', () => {
  assertDue(
    '2026-11-16T09:00',
    hours(4),
    [pause('2026-11-16T10:00', '2026-11-17T08:30')],
    '2026-11-17T11:30',
  );
  assertDue(
    '2026-11-16T09:00',
    hours(4),
    [pause('2026-11-16T10:00', '2026-11-16T11:00'), pause('2026-11-16T10:30', '2026-11-16T11:30')],
    '2026-11-16T15:30',
  );
  const due = dueAt(wib('2026-11-16T09:00'), calendarDays(3), office, [
    pause('2026-11-17T10:00', '2026-11-22T10:00'),
  ]);
  assert.equal(due && localDate(due, office.timeZone), '2026-11-24');
});

test('durations that are none are bugs', () => {
  assert.throws(() => dueAt(wib('2026-11-16T09:00'), days(-1), office), RangeError);
  assert.throws(() => dueAt(wib('2026-11-16T09:00'), hours(Number.NaN), office), RangeError);
  assert.throws(() => dueAt(wib('2026-11-16T09:00'), calendarDays(1.5), office), RangeError);
});

const anyInstant = fc
  .integer({ min: 0, max: 600 * 24 * 60 })
  .map((minutes) => new Date(wib('2025-06-01T00:00').getTime() + minutes * 60_000));
const anyDuration = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map(days),
  fc.integer({ min: 0, max: 80 }).map(hours),
  fc.integer({ min: 0, max: 40 }).map(calendarDays),
);
const anyPauses = (received: Date) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -5000, max: 30_000 }), fc.integer({ min: -60, max: 15_000 }))
      .map(([start, length]) => {
        const from = new Date(received.getTime() + start * 60_000);
        return { from, to: new Date(from.getTime() + length * 60_000) };
      }),
    { maxLength: 4 },
  );
const anyCase = anyInstant.chain((received) =>
  fc.tuple(fc.constant(received), anyDuration, anyPauses(received)),
);

function time(due: Date | null): number {
  assert.ok(due);
  return due.getTime();
}

test('one more pause never makes a promise due earlier', () => {
  fc.assert(
    fc.property(anyCase, ([received, duration, pauses]) => {
      const with1 = time(dueAt(received, duration, office, pauses));
      const without = time(dueAt(received, duration, office, pauses.slice(1)));
      assert.ok(with1 >= without);
    }),
    { numRuns: 400 },
  );
});

test('a later filing is never due earlier, under the same pauses', () => {
  fc.assert(
    fc.property(
      anyCase,
      fc.integer({ min: 0, max: 20_000 }),
      ([received, duration, pauses], wait) => {
        const later = new Date(received.getTime() + wait * 60_000);
        const first = time(dueAt(received, duration, office, pauses));
        assert.ok(time(dueAt(later, duration, office, pauses)) >= first);
      },
    ),
    { numRuns: 400 },
  );
});

test('a longer promise is never due earlier, and none is due before it is filed', () => {
  fc.assert(
    fc.property(anyCase, fc.integer({ min: 0, max: 20 }), ([received, duration, pauses], more) => {
      const longer = { ...duration, amount: duration.amount + more };
      const due = time(dueAt(received, duration, office, pauses));
      assert.ok(time(dueAt(received, longer, office, pauses)) >= due);
      if (duration.amount > 0) assert.ok(due >= received.getTime());
    }),
    { numRuns: 400 },
  );
});

test('what is left is told in the unit that was promised', () => {
  const left = (due: string | null, now: string, unit: Duration['unit']) =>
    describeDue(remaining(due === null ? null : wib(due), unit, wib(now), office));
  assert.deepEqual(left(null, '2026-11-16T09:00', 'working_days'), { key: 'clocks.due.stopped' });
  assert.deepEqual(left('2026-11-23T16:00', '2026-11-20T09:00', 'working_days'), {
    key: 'clocks.due.left.working_days',
    params: { count: 1 },
  });
  assert.deepEqual(left('2026-11-23T16:00', '2026-11-20T09:00', 'calendar_days'), {
    key: 'clocks.due.left.calendar_days',
    params: { count: 3 },
  });
  assert.equal(
    left('2026-11-20T16:30', '2026-11-20T16:30', 'working_days').key,
    'clocks.due.today',
  );
  assert.equal(
    left('2026-11-20T16:30', '2026-11-20T16:31', 'working_days').key,
    'clocks.due.passed_today',
  );
  assert.deepEqual(left('2026-11-20T16:30', '2026-11-24T08:00', 'working_days'), {
    key: 'clocks.due.overdue.working_days',
    params: { count: 2 },
  });
  assert.deepEqual(left('2026-11-19T14:00', '2026-11-19T11:30', 'working_hours'), {
    key: 'clocks.due.left.working_hours',
    params: { count: 2 },
  });
});
