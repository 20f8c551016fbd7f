/** Working time: the door to everything that counts days and hours. Pure; the calendar is handed in. */
export type {
  DayOff,
  Interval,
  LocalInterval,
  OfficeCalendar,
  OpeningWeek,
} from './calendar.ts';
export {
  addWorkingDays,
  isWorkingDay,
  openingOf,
  parseLocalTime,
} from './calendar.ts';
export type { DecreeDay, DecreeMistake } from './decree.ts';
export { parseDecreeCsv } from './decree.ts';
export type { Duration, Pause } from './due.ts';
export { dueAt } from './due.ts';
export type { Remaining } from './remaining.ts';
export { describeDue, remaining } from './remaining.ts';
export { formatWhen, type WhenStyle } from './when.ts';
export type { IsoDate, TimeZone, Weekday } from './zones.ts';
export {
  addDays,
  instantAt,
  isIsoDate,
  localDate,
  localMinutes,
  officeYear,
  WEEKDAYS,
  zoneAbbreviation,
} from './zones.ts';
