import type { DayOff, IsoDate } from '../../../kernel/clocks/index.ts';
import type { JsonValue, Query } from '../../../kernel/db.ts';
import { calendarFrom } from '../calendar-of.ts';
import type { Hours } from '../definition-time.ts';
import { selectDaysOff } from '../offices.sql.ts';
import { editionOf } from './edition.ts';
import { type Booking, misfits } from './misfits.ts';
import type { OfficeToChange } from './settings.sql.ts';

/** What is about to change of the times at which an office serves. */
export interface NewTimes {
  readonly hours?: Hours;
  readonly daysOff?: ReadonlyMap<IsoDate, DayOff>;
  readonly counters?: readonly { readonly code: string }[];
}

/** All days off that count for an office now: the nation's, and over them its own. */
export async function daysOffNow(
  query: Query,
  officeId: string,
): Promise<ReadonlyMap<IsoDate, DayOff>> {
  const rows = await selectDaysOff(query, officeId);
  return new Map(rows.map(({ day, name, kind }) => [day, { name, kind }]));
}

/** Meetings that do not fit the office as it is, and those that a change would leave outside. */
export async function leftOutside(
  query: Query,
  office: OfficeToChange,
  bookings: readonly Booking[],
  fresh: NewTimes = {},
): Promise<{ readonly already: readonly Booking[]; readonly newly: readonly Booking[] }> {
  const { profile, timeZone } = office;
  const days = await daysOffNow(query, office.id);
  const zone = timeZone as Parameters<typeof calendarFrom>[0];
  const already = misfits(bookings, calendarFrom(zone, profile.hours, days), profile.counters);
  const after = misfits(
    bookings,
    calendarFrom(zone, fresh.hours ?? profile.hours, fresh.daysOff ?? days),
    fresh.counters ?? profile.counters,
  );
  return { already, newly: after.filter((booking) => !already.includes(booking)) };
}

/** A name for these meetings: whoever saves has seen this list, and no other. */
export const namedList = (bookings: readonly Booking[]): string =>
  bookings.length === 0
    ? ''
    : editionOf(
        bookings.map(({ dossierId, startsAt }): JsonValue => [dossierId, startsAt.toISOString()]),
      );
