import {
  addDays,
  addWorkingDays,
  type IsoDate,
  localDate,
  type OfficeCalendar,
  openingOf,
} from '../../kernel/clocks/index.ts';
import type { SeatRules } from '../offices/index.ts';

/** One meeting's time at one counter; `startsAt` included, `endsAt` excluded. */
export interface Seat {
  readonly counterId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Time of a counter that is taken. A held one is free again when `heldUntil` has passed. */
export interface Claim extends Seat {
  readonly kind: 'held' | 'booked' | 'blocked';
  readonly heldUntil: Date | null;
}

/** Local dates of the office, both included. */
export interface DateRange {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const MINUTE_MS = 60_000;

/** The days on which a seat may be given at `now`: from the end of the lead time to the horizon. */
export function seatDates(calendar: OfficeCalendar, rules: SeatRules, now: Date): DateRange {
  const today = localDate(now, calendar.timeZone);
  return {
    from: addWorkingDays(today, rules.leadWorkingDays, calendar),
    to: addDays(today, rules.horizonDays),
  };
}

/**
 * Every seat that the opening hours hold, taken or not: each opening interval is cut into meetings from its beginning, and
 * what is left over before a break or the evening is no seat. Holidays, cuti bersama, Ramadan and the Friday break are the
 * calendar's. In order of time, then of counters.
 */
export function seatGrid(
  calendar: OfficeCalendar,
  rules: SeatRules,
  counters: readonly { readonly id: string }[],
  now: Date,
  wanted: DateRange,
): Seat[] {
  const dates = seatDates(calendar, rules, now);
  const last = wanted.to < dates.to ? wanted.to : dates.to;
  const length = rules.minutes * MINUTE_MS;
  const seats: Seat[] = [];
  for (
    let day = wanted.from > dates.from ? wanted.from : dates.from;
    day <= last;
    day = addDays(day, 1)
  )
    for (const { from, to } of openingOf(day, calendar))
      for (let start = from.getTime(); start + length <= to.getTime(); start += length) {
        if (start <= now.getTime()) continue;
        for (const { id } of counters)
          seats.push({
            counterId: id,
            startsAt: new Date(start),
            endsAt: new Date(start + length),
          });
      }
  return seats;
}

/** The seats of {@link seatGrid} that nobody has taken. */
export function openSeats(
  calendar: OfficeCalendar,
  rules: SeatRules,
  counters: readonly { readonly id: string }[],
  claims: readonly Claim[],
  now: Date,
  wanted: DateRange,
): Seat[] {
  const taken = new Map<string, Claim[]>();
  for (const claim of claims)
    if (stands(claim, now))
      taken.set(claim.counterId, [...(taken.get(claim.counterId) ?? []), claim]);
  return seatGrid(calendar, rules, counters, now, wanted).filter(
    (seat) => !taken.get(seat.counterId)?.some((claim) => overlap(seat, claim)),
  );
}

/** Whether a claim keeps others away now: everything but a hold that ran out. */
export function stands(claim: Pick<Claim, 'kind' | 'heldUntil'>, now: Date): boolean {
  return claim.kind !== 'held' || claim.heldUntil === null || claim.heldUntil > now;
}

/** Whether two stretches of time share a moment; ends that touch do not. */
export function overlap(
  a: Pick<Seat, 'startsAt' | 'endsAt'>,
  b: Pick<Seat, 'startsAt' | 'endsAt'>,
): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** Seats at one moment: how many counters are free then. */
export interface SeatTime {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly free: number;
}

/** Seats by local day and then by hour of beginning, with the number of free counters. */
export function byDay(
  seats: readonly Seat[],
  calendar: Pick<OfficeCalendar, 'timeZone'>,
): ReadonlyMap<IsoDate, readonly SeatTime[]> {
  const days = new Map<IsoDate, Map<number, SeatTime>>();
  for (const { startsAt, endsAt } of seats) {
    const day = localDate(startsAt, calendar.timeZone);
    const times = days.get(day) ?? new Map<number, SeatTime>();
    const free = (times.get(startsAt.getTime())?.free ?? 0) + 1;
    days.set(day, times.set(startsAt.getTime(), { startsAt, endsAt, free }));
  }
  return new Map([...days].map(([day, times]) => [day, [...times.values()]]));
}
