import { localDate, type OfficeCalendar, openingOf } from '../../../kernel/clocks/index.ts';
import type { LocalisedText } from '../../../kernel/i18n.ts';

/** A meeting that somebody has; nobody is named. */
export interface Booking {
  readonly dossierId: string;
  readonly number: string;
  readonly counterCode: string;
  readonly counterName: LocalisedText;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * The meetings that do not fit into these hours, days off and counters. They stay booked until an officer moves them: an
 * office that changes its hours must not lose anybody's turn.
 */
export function misfits(
  bookings: readonly Booking[],
  calendar: OfficeCalendar,
  counters: readonly { readonly code: string }[],
): readonly Booking[] {
  const open = new Set(counters.map(({ code }) => code));
  return bookings.filter(
    ({ counterCode, startsAt, endsAt }) =>
      !open.has(counterCode) ||
      !openingOf(localDate(startsAt, calendar.timeZone), calendar).some(
        ({ from, to }) => from <= startsAt && endsAt <= to,
      ),
  );
}
