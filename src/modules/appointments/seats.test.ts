import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  type DayOff,
  instantAt,
  localDate,
  localMinutes,
  type OfficeCalendar,
} from '../../kernel/clocks/index.ts';
import type { SeatRules } from '../offices/index.ts';
import { byDay, type Claim, openSeats, overlap, seatGrid } from './seats.ts';

const MORNING = { from: 480, to: 720 };
const LONG_DAY = [MORNING, { from: 780, to: 960 }];
const FRIDAY = [
  { from: 480, to: 690 },
  { from: 780, to: 990 },
];

const week = {
  mon: LONG_DAY,
  tue: LONG_DAY,
  wed: LONG_DAY,
  thu: LONG_DAY,
  fri: FRIDAY,
  sat: [],
  sun: [],
};
const calendar: OfficeCalendar = {
  timeZone: 'Asia/Jakarta',
  week,
  ramadan: {
    periods: [{ from: '2027-02-08', to: '2027-03-09' }],
    week: { ...week, mon: [{ from: 480, to: 900 }] },
  },
  daysOff: new Map<string, DayOff>([
    ['2026-12-24', { name: 'Cuti bersama Natal', kind: 'C' }],
    ['2026-12-25', { name: 'Natal', kind: 'L' }],
  ]),
};
const rules: SeatRules = {
  minutes: 20,
  leadWorkingDays: 1,
  horizonDays: 30,
  holdHours: 24,
  moves: 2,
  noticeHours: 24,
};
const counters = [{ id: 'a' }, { id: 'b' }];
const whole = { from: '2026-01-01', to: '2028-01-01' };
const at = (day: string, minutes: number) => instantAt(day, minutes, 'Asia/Jakarta');
const times = (day: string, now: Date, with_ = rules) =>
  openSeats(calendar, with_, [{ id: 'a' }], [], now, { from: day, to: day }).map((seat) =>
    localMinutes(seat.startsAt, 'Asia/Jakarta'),
  );

describe('seats are cut out of the opening hours', () => {
  const wednesday = at('2026-11-18', 600);

  test('nobody is called during the Friday break', () => {
    const friday = times('2026-11-20', wednesday);
    assert.equal(friday[0], 480);
    assert.ok(friday.includes(660), '11.00 ends before the break at 11.30');
    assert.ok(!friday.some((minute) => minute > 670 && minute < 780));
    assert.equal(friday.at(-1), 960);
  });

  test('the lead time is counted in working days, so a Friday leads to Monday', () => {
    assert.deepEqual(times('2026-11-20', at('2026-11-20', 500)), []);
    assert.deepEqual(times('2026-11-21', at('2026-11-20', 500)), []);
    assert.ok(times('2026-11-23', at('2026-11-20', 500)).length > 0);
  });

  test('Christmas and its cuti bersama have no seats', () => {
    const before = at('2026-12-21', 500);
    assert.deepEqual(times('2026-12-24', before), []);
    assert.deepEqual(times('2026-12-25', before), []);
    assert.ok(times('2026-12-28', before).length > 0);
  });

  test('Ramadan has its own hours', () => {
    const monday = times('2027-02-15', at('2027-02-10', 500));
    assert.equal(monday.at(-1), 880);
  });

  test('seats end at the horizon', () => {
    assert.ok(times('2026-12-18', wednesday).length > 0);
    assert.deepEqual(times('2026-12-21', wednesday), []);
  });

  test('without a lead time today is open from the next seat on', () => {
    const today = times('2026-11-18', wednesday, { ...rules, leadWorkingDays: 0 });
    assert.equal(today[0], 620);
  });

  test('a hold that ran out is free again, one that runs is not', () => {
    const hold = (until: Date): Claim => ({
      counterId: 'a',
      startsAt: at('2026-11-19', 480),
      endsAt: at('2026-11-19', 500),
      kind: 'held',
      heldUntil: until,
    });
    const first = (claim: Claim) =>
      openSeats(calendar, rules, [{ id: 'a' }], [claim], wednesday, {
        from: '2026-11-19',
        to: '2026-11-19',
      })[0]?.startsAt;
    assert.deepEqual(first(hold(at('2026-11-18', 599))), at('2026-11-19', 480));
    assert.deepEqual(first(hold(at('2026-11-18', 601))), at('2026-11-19', 500));
  });

  test('free counters are counted for each time of a day', () => {
    const taken: Claim = {
      counterId: 'b',
      startsAt: at('2026-11-19', 480),
      endsAt: at('2026-11-19', 500),
      kind: 'booked',
      heldUntil: null,
    };
    const days = byDay(openSeats(calendar, rules, counters, [taken], wednesday, whole), calendar);
    assert.deepEqual(
      days
        .get('2026-11-19')
        ?.slice(0, 2)
        .map(({ free }) => free),
      [1, 2],
    );
  });
});

describe('whatever hours, claims and moment', () => {
  const now = fc
    .integer({ min: 0, max: 400 * 1440 })
    .map((minutes) => new Date(at('2026-06-01', 0).getTime() + minutes * 60_000));
  const someRules = fc
    .record({
      minutes: fc.integer({ min: 5, max: 240 }),
      leadWorkingDays: fc.integer({ min: 0, max: 10 }),
      horizonDays: fc.integer({ min: 1, max: 40 }),
    })
    .map((some): SeatRules => ({ ...rules, ...some }));
  const claims = (around: Date) =>
    fc.array(
      fc
        .record({
          counterId: fc.constantFrom('a', 'b'),
          start: fc.integer({ min: 0, max: 20 * 1440 }),
          length: fc.integer({ min: 1, max: 600 }),
          kind: fc.constantFrom('held' as const, 'booked' as const, 'blocked' as const),
          until: fc.integer({ min: -60, max: 60 }),
        })
        .map(({ counterId, start, length, kind, until }): Claim => {
          const startsAt = new Date(around.getTime() + start * 60_000);
          return {
            counterId,
            startsAt,
            endsAt: new Date(startsAt.getTime() + length * 60_000),
            kind,
            heldUntil: kind === 'held' ? new Date(around.getTime() + until * 60_000) : null,
          };
        }),
      { maxLength: 30 },
    );
  const scene = fc
    .tuple(now, someRules)
    .chain(([moment, some]) => fc.tuple(fc.constant(moment), fc.constant(some), claims(moment)));

  test('a seat lies within opening hours, in the future, within lead and horizon', () => {
    fc.assert(
      fc.property(scene, ([moment, some, taken]) => {
        const today = localDate(moment, 'Asia/Jakarta');
        for (const seat of openSeats(calendar, some, counters, taken, moment, whole)) {
          const day = localDate(seat.startsAt, 'Asia/Jakarta');
          const from = localMinutes(seat.startsAt, 'Asia/Jakarta');
          const fasting = day >= '2027-02-08' && day <= '2027-03-09';
          const weekday =
            (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[
              new Date(`${day}T00:00:00Z`).getUTCDay()
            ] ?? 'sun';
          const hours = fasting && weekday === 'mon' ? [{ from: 480, to: 900 }] : week[weekday];
          assert.ok(
            hours.some((open) => open.from <= from && from + some.minutes <= open.to),
            `${day} ${from}`,
          );
          assert.ok(!calendar.daysOff.has(day));
          assert.ok(seat.startsAt > moment);
          assert.ok(day <= addDays(today, some.horizonDays));
          assert.equal(seat.endsAt.getTime() - seat.startsAt.getTime(), some.minutes * 60_000);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('no two seats overlap on one counter, none overlaps what is taken, and every other one is offered', () => {
    fc.assert(
      fc.property(scene, ([moment, some, taken]) => {
        const seats = openSeats(calendar, some, counters, taken, moment, whole);
        const busy = taken.filter(
          (claim) => claim.kind !== 'held' || (claim.heldUntil ?? moment) > moment,
        );
        for (const { id } of counters) {
          const own = seats.filter((seat) => seat.counterId === id);
          own.slice(1).forEach((seat, index) => {
            const before = own[index];
            assert.ok(before && before.endsAt <= seat.startsAt);
          });
          for (const seat of own)
            assert.ok(!busy.some((claim) => claim.counterId === id && overlap(seat, claim)));
        }
        const free = new Set(seats.map((seat) => `${seat.counterId} ${seat.startsAt.getTime()}`));
        for (const seat of seatGrid(calendar, some, counters, moment, whole))
          if (!free.has(`${seat.counterId} ${seat.startsAt.getTime()}`))
            assert.ok(
              busy.some((claim) => claim.counterId === seat.counterId && overlap(seat, claim)),
            );
      }),
      { numRuns: 60 },
    );
  });

  test('the same question gets the same answer, in whatever order the claims come', () => {
    fc.assert(
      fc.property(scene, ([moment, some, taken]) => {
        assert.deepEqual(
          openSeats(calendar, some, counters, taken, moment, whole),
          openSeats(calendar, some, counters, taken.toReversed(), moment, whole),
        );
      }),
      { numRuns: 30 },
    );
  });
});
