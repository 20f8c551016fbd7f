import type { IsoDate, TimeZone, Weekday } from './zones.ts';
import { addDays, instantAt, localDate, localMinutes, weekdayOf } from './zones.ts';

/** Opening time within a local day, in minutes since midnight: 08:00-12:00 is `{from: 480, to: 720}`. */
export type LocalInterval = { readonly from: number; readonly to: number };

/** Opening time as instants, `from` included, `to` excluded. */
export type Interval = { readonly from: Date; readonly to: Date };

/** Per weekday the opening intervals in order; an empty list is a closed day. */
export type OpeningWeek = Readonly<Record<Weekday, readonly LocalInterval[]>>;

/** L = libur nasional, C = cuti bersama (both by joint ministerial decree), office = the office's own. */
export type DayOff = { readonly name: string; readonly kind: 'L' | 'C' | 'office' };

/**
 * When an office works (Perpres 21/2023; units that serve the public set their own hours). The week is
 * the one in which promises run. Weekend counters (Pelataran) are opening hours for appointments and
 * stay out of it, for they do not turn a Saturday into a working day.
 */
export type OfficeCalendar = {
  readonly timeZone: TimeZone;
  readonly week: OpeningWeek;
  /** Shorter hours in the fasting month; both dates of a period are included. */
  readonly ramadan?: {
    readonly periods: readonly { readonly from: IsoDate; readonly to: IsoDate }[];
    readonly week: OpeningWeek;
  };
  readonly daysOff: ReadonlyMap<IsoDate, DayOff>;
  /** `HH:MM`; what arrives later that day counts as received on the next working day. */
  readonly cutOff?: string;
};

// The longest closure known in practice is two weeks around Idul Fitri; a year of them is a mistake.
const LONGEST_CLOSURE_DAYS = 366;

/** `HH:MM` or `HH.MM` as minutes since midnight, up to 24:00; null when it is not a time of day. */
export function parseLocalTime(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 1440 ? total : null;
}

/** Reads `08:00-12:00, 13:00-16:00`; an empty text is a closed day; null when unreadable or overlapping. */
export function parseOpening(text: string): readonly LocalInterval[] | null {
  if (text.trim() === '') return [];
  const intervals: LocalInterval[] = [];
  for (const part of text.split(',')) {
    const ends = part.split(/[-–]/);
    const from = parseLocalTime(ends[0] ?? '');
    const to = parseLocalTime(ends[1] ?? '');
    if (ends.length !== 2 || from === null || to === null || from >= to) return null;
    if (from < (intervals.at(-1)?.to ?? 0)) return null;
    intervals.push({ from, to });
  }
  return intervals;
}

/** The opening hours that hold on a date before days off are looked at: Ramadan has its own week. */
function hoursOn(date: IsoDate, calendar: OfficeCalendar): readonly LocalInterval[] {
  const { ramadan } = calendar;
  const fasting = ramadan?.periods.some(({ from, to }) => from <= date && date <= to);
  const week = ramadan && fasting ? ramadan.week : calendar.week;
  return week[weekdayOf(date)];
}

/** A day on which the office opens: in its week, and neither holiday, cuti bersama nor own day off. */
export function isWorkingDay(date: IsoDate, calendar: OfficeCalendar): boolean {
  return !calendar.daysOff.has(date) && hoursOn(date, calendar).length > 0;
}

/** The opening intervals of a date as instants, in order; empty on a closed day. */
export function openingOf(date: IsoDate, calendar: OfficeCalendar): readonly Interval[] {
  if (!isWorkingDay(date, calendar)) return [];
  return hoursOn(date, calendar).map(({ from, to }) => ({
    from: instantAt(date, from, calendar.timeZone),
    to: instantAt(date, to, calendar.timeZone),
  }));
}

/** That date if the office works then, else the next working day. A calendar that never opens throws. */
export function workingDayFrom(date: IsoDate, calendar: OfficeCalendar): IsoDate {
  let day = date;
  for (let tried = 0; tried <= LONGEST_CLOSURE_DAYS; tried += 1) {
    if (isWorkingDay(day, calendar)) return day;
    day = addDays(day, 1);
  }
  throw new RangeError(`The office has no working day within a year of ${date}`);
}

/**
 * The date `n` working days later, n a whole number from 0. The date itself is day 0; a date on which
 * the office is closed first moves to its next working day (facts §7.8).
 */
export function addWorkingDays(date: IsoDate, n: number, calendar: OfficeCalendar): IsoDate {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`Not a number of days: ${n}`);
  let day = workingDayFrom(date, calendar);
  for (let left = n; left > 0; left -= 1) day = workingDayFrom(addDays(day, 1), calendar);
  return day;
}

/** Working days after `after` up to and including `upTo`; 0 when `upTo` is not later. */
export function workingDaysBetween(
  after: IsoDate,
  upTo: IsoDate,
  calendar: OfficeCalendar,
): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= upTo; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}

/**
 * The working day that counts as the day of receipt (day 0): the local date, or the next working day
 * when it came after the cut-off or while the office was closed for the day (facts §7.8).
 */
export function receivedOn(instant: Date, calendar: OfficeCalendar): IsoDate {
  const date = localDate(instant, calendar.timeZone);
  return isAfterCutOff(instant, calendar)
    ? workingDayFrom(addDays(date, 1), calendar)
    : workingDayFrom(date, calendar);
}

/** Whether the instant lies behind the day's cut-off; an office without one takes files until midnight. */
export function isAfterCutOff(instant: Date, calendar: OfficeCalendar): boolean {
  if (calendar.cutOff === undefined) return false;
  const cutOff = parseLocalTime(calendar.cutOff);
  if (cutOff === null) throw new RangeError(`Not a time of day: ${calendar.cutOff}`);
  return localMinutes(instant, calendar.timeZone) > cutOff;
}
