/** A calendar date of an office, `YYYY-MM-DD`; such strings sort by time. */
export type IsoDate = string;

/** The clock an office lives by: WIB (Jakarta, Pontianak), WITA (Makassar) or WIT (Jayapura). */
export type TimeZone = 'Asia/Jakarta' | 'Asia/Pontianak' | 'Asia/Makassar' | 'Asia/Jayapura';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const EPOCH_WEEKDAY = WEEKDAYS.indexOf('thu');

// Indonesia knows no daylight saving, so an offset is a constant: adding it is exact and about a
// hundred times cheaper than asking Intl for every row of a list.
const OFFSET_HOURS: Readonly<Record<TimeZone, number>> = {
  'Asia/Jakarta': 7,
  'Asia/Pontianak': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
};

const ABBREVIATIONS: Readonly<Record<TimeZone, 'WIB' | 'WITA' | 'WIT'>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

export function isTimeZone(text: string): text is TimeZone {
  return Object.hasOwn(OFFSET_HOURS, text);
}

/** What people write after the hour: WIB, WITA or WIT. */
export function zoneAbbreviation(timeZone: TimeZone): 'WIB' | 'WITA' | 'WIT' {
  return ABBREVIATIONS[timeZone];
}

function offsetMs(timeZone: TimeZone): number {
  return OFFSET_HOURS[timeZone] * 60 * MINUTE_MS;
}

/** The date on the office's wall at that instant: "today" is always the office's. */
export function localDate(instant: Date, timeZone: TimeZone): IsoDate {
  return new Date(instant.getTime() + offsetMs(timeZone)).toISOString().slice(0, 10);
}

/** Minutes since the office's midnight at that instant, with fractions: 08:30 is 510. */
export function localMinutes(instant: Date, timeZone: TimeZone): number {
  return ((instant.getTime() + offsetMs(timeZone)) % DAY_MS) / MINUTE_MS;
}

/** The instant at which the office's wall shows that date and that many minutes since midnight. */
export function instantAt(date: IsoDate, minutes: number, timeZone: TimeZone): Date {
  return new Date(dayNumber(date) * DAY_MS + minutes * MINUTE_MS - offsetMs(timeZone));
}

/** The last millisecond of a local day, so that the deadline still carries that day's date. */
export function endOfLocalDay(date: IsoDate, timeZone: TimeZone): Date {
  return new Date(instantAt(addDays(date, 1), 0, timeZone).getTime() - 1);
}

/** The year a dossier number of this instant carries: the office's, not the server's. */
export function officeYear(instant: Date, timeZone: TimeZone): number {
  return Number(localDate(instant, timeZone).slice(0, 4));
}

/** Days since 1 January 1970. */
export function dayNumber(date: IsoDate): number {
  const days = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  if (!Number.isInteger(days)) throw new RangeError(`Not a date: ${date}`);
  return days;
}

/** The date `days` calendar days later; negative counts back. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
}

export function weekdayOf(date: IsoDate): Weekday {
  const index = (((dayNumber(date) + EPOCH_WEEKDAY) % 7) + 7) % 7;
  return WEEKDAYS[index] ?? 'mon';
}

/** True for a date that exists, written `YYYY-MM-DD`: 2026-02-29 does not. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text;
}
