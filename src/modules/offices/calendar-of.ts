import {
  type DayOff,
  type IsoDate,
  type LocalInterval,
  type OfficeCalendar,
  type OpeningWeek,
  parseLocalTime,
  type TimeZone,
} from '../../kernel/clocks/index.ts';
import type { Query } from '../../kernel/db.ts';
import type { Hours, Week } from './definition-time.ts';
import type { Office } from './office.ts';
import { selectDaysOff } from './offices.sql.ts';
import { remembered } from './remembered.ts';

const daysOffOf = remembered(async (query: Query, officeId: string) => {
  const days = new Map<IsoDate, DayOff>();
  for (const { day, name, kind } of await selectDaysOff(query, officeId))
    days.set(day, { name, kind });
  return days;
});

/** When an office works: its hours with the nation's days off and its own. */
export async function calendarOf(
  query: Query,
  office: Pick<Office, 'id' | 'timeZone' | 'profile'>,
): Promise<OfficeCalendar> {
  return calendarFrom(office.timeZone, office.profile.hours, await daysOffOf(query, office.id));
}

/** The calendar that hours and days off make together. */
export function calendarFrom(
  timeZone: TimeZone,
  hours: Hours,
  daysOff: ReadonlyMap<IsoDate, DayOff>,
): OfficeCalendar {
  return {
    timeZone,
    week: openingWeek(hours.week),
    daysOff,
    ...(hours.ramadan && {
      ramadan: { periods: hours.ramadan.periods, week: openingWeek(hours.ramadan.week) },
    }),
    ...(hours.cutOff !== undefined && { cutOff: hours.cutOff }),
  };
}

function openingWeek(week: Week): OpeningWeek {
  const day = (intervals: Week['mon']): LocalInterval[] =>
    intervals.map(({ from, to }) => ({ from: minutes(from), to: minutes(to) }));
  return {
    mon: day(week.mon),
    tue: day(week.tue),
    wed: day(week.wed),
    thu: day(week.thu),
    fri: day(week.fri),
    sat: day(week.sat),
    sun: day(week.sun),
  };
}

function minutes(text: string): number {
  const read = parseLocalTime(text);
  if (read === null) throw new Error(`not a time of day: ${text}`);
  return read;
}
