import type { OfficeCalendar } from './calendar.ts';
import {
  addWorkingDays,
  isAfterCutOff,
  openingOf,
  receivedOn,
  workingDayFrom,
  workingDaysBetween,
} from './calendar.ts';
import type { IsoDate } from './zones.ts';
import { addDays, dayNumber, endOfLocalDay, localDate, MINUTE_MS } from './zones.ts';

/** A promised time. The units are kept apart by design: none is ever converted into another. */
export type Duration = {
  readonly unit: 'working_days' | 'working_hours' | 'calendar_days';
  /** Whole days from 0; hours may be broken: half an hour is 0.5. */
  readonly amount: number;
};

/** While the citizen acts, the office's clock stands still; `to` null is a pause that still holds. */
export type Pause = { readonly from: Date; readonly to: Date | null };

const HOUR_MS = 60 * MINUTE_MS;

/** How a unit of whole days counts; working days and calendar days differ only in this. */
type DayCount = {
  readonly dayZero: (instant: Date) => IsoDate;
  readonly add: (date: IsoDate, days: number) => IsoDate;
  readonly between: (after: IsoDate, upTo: IsoDate) => number;
  readonly expiry: (date: IsoDate) => Date;
};

/**
 * When a promise made at `received` runs out, or null while the clock stands still in an open pause.
 *
 * - Working days expire when the office closes for that day: afterwards no officer can act and no
 *   counter can hand anything over, so a later hour would be a promise nobody could keep.
 * - Calendar days run mostly against the citizen, who may act online until midnight: they expire with
 *   the local day, whether or not the office opens on it, and know no cut-off.
 * - Working hours run only while the office is open.
 *
 * A pause pushes by the days or hours spent in it. The day on which it begins counts as used and the
 * day of the answer is a new day 0, as at the first filing. Overlapping pauses count once. A pause
 * that begins after the promise ran out changes nothing: a broken promise is not mended by asking.
 */
export function dueAt(
  received: Date,
  duration: Duration,
  calendar: OfficeCalendar,
  pauses: readonly Pause[] = [],
): Date | null {
  const inOrder = pauses
    .filter(({ from, to }) => to === null || (to > received && to > from))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
  switch (duration.unit) {
    case 'working_hours':
      return dueInHours(received, duration.amount, calendar, inOrder);
    case 'working_days':
      return dueInDays(received, duration.amount, workingDays(calendar), calendar, inOrder);
    case 'calendar_days':
      return dueInDays(received, duration.amount, calendarDays(calendar), calendar, inOrder);
  }
}

function dueInDays(
  received: Date,
  amount: number,
  days: DayCount,
  calendar: OfficeCalendar,
  pauses: readonly Pause[],
): Date | null {
  const dayZero = days.dayZero(received);
  let paused = 0;
  let countedUntil = dayZero;
  let due = days.expiry(days.add(dayZero, amount));
  for (const { from, to } of pauses) {
    if (from > due) break;
    if (to === null) return null;
    const began = localDate(from, calendar.timeZone);
    const resumed = days.dayZero(to);
    paused += days.between(began > countedUntil ? began : countedUntil, resumed);
    if (resumed > countedUntil) countedUntil = resumed;
    due = days.expiry(days.add(dayZero, amount + paused));
  }
  return due;
}

function dueInHours(
  received: Date,
  amount: number,
  calendar: OfficeCalendar,
  pauses: readonly Pause[],
): Date | null {
  if (!(amount >= 0 && Number.isFinite(amount))) throw new RangeError(`Not hours: ${amount}`);
  let cursor = clockStart(received, calendar);
  let leftMs = amount * HOUR_MS;
  for (const { from, to } of pauses) {
    const due = afterOpenMs(cursor, leftMs, calendar);
    if (from > due) return due;
    if (to === null) return null;
    if (from > cursor) leftMs -= openMs(cursor, from, calendar);
    const resumed = clockStart(to, calendar);
    if (resumed > cursor) cursor = resumed;
  }
  return afterOpenMs(cursor, leftMs, calendar);
}

/** Where the hours begin to run: at once, or at the next working day's opening after the cut-off. */
function clockStart(instant: Date, calendar: OfficeCalendar): Date {
  if (!isAfterCutOff(instant, calendar)) return instant;
  return openingOf(receivedOn(instant, calendar), calendar)[0]?.from ?? instant;
}

/** The instant at which `ms` milliseconds of opening time have passed since `start`. */
function afterOpenMs(start: Date, ms: number, calendar: OfficeCalendar): Date {
  let left = ms;
  let date = localDate(start, calendar.timeZone);
  for (;;) {
    date = workingDayFrom(date, calendar);
    for (const { from, to } of openingOf(date, calendar)) {
      const begin = Math.max(from.getTime(), start.getTime());
      if (begin > to.getTime()) continue;
      if (begin + left <= to.getTime()) return new Date(begin + left);
      left -= to.getTime() - begin;
    }
    date = addDays(date, 1);
  }
}

/** Milliseconds of opening time between two instants; 0 when `to` is not later. */
export function openMs(from: Date, to: Date, calendar: OfficeCalendar): number {
  let total = 0;
  const last = localDate(to, calendar.timeZone);
  for (let date = localDate(from, calendar.timeZone); date <= last; date = addDays(date, 1)) {
    for (const opening of openingOf(date, calendar)) {
      const begin = Math.max(opening.from.getTime(), from.getTime());
      const end = Math.min(opening.to.getTime(), to.getTime());
      if (end > begin) total += end - begin;
    }
  }
  return total;
}

function workingDays(calendar: OfficeCalendar): DayCount {
  return {
    dayZero: (instant) => receivedOn(instant, calendar),
    add: (date, days) => addWorkingDays(date, days, calendar),
    between: (after, upTo) => workingDaysBetween(after, upTo, calendar),
    expiry: (date) =>
      openingOf(date, calendar).at(-1)?.to ?? endOfLocalDay(date, calendar.timeZone),
  };
}

function calendarDays({ timeZone }: OfficeCalendar): DayCount {
  return {
    dayZero: (instant) => localDate(instant, timeZone),
    add: (date, days) => {
      if (!Number.isSafeInteger(days) || days < 0) throw new RangeError(`Not days: ${days}`);
      return addDays(date, days);
    },
    between: (after, upTo) => Math.max(0, dayNumber(upTo) - dayNumber(after)),
    expiry: (date) => endOfLocalDay(date, timeZone),
  };
}
