import { addDays, type IsoDate, instantAt, isIsoDate } from '../../../kernel/clocks/index.ts';
import type { Query } from '../../../kernel/db.ts';
import type { Office } from '../../offices/index.ts';
import { type SeatDesk, seatDesk } from '../desk.ts';
import { claimsBetween } from '../seats.sql.ts';
import { byDay, openSeats, type SeatTime, seatDates } from '../seats.ts';

/** How many opening days a page shows at once. */
const DAYS_SHOWN = 5;

/** Free seats of a few days, and the days that lead on and back. */
export interface OpenDays {
  readonly desk: SeatDesk;
  readonly days: readonly { readonly day: IsoDate; readonly times: readonly SeatTime[] }[];
  readonly earlier: IsoDate | undefined;
  readonly later: IsoDate | undefined;
}

/** The next days with free seats from `from` on (any text of an address); undefined when the office gives no seats. */
export async function openDays(
  query: Query,
  office: Office,
  now: Date,
  wanted: { readonly from?: string; readonly counterId?: string | undefined },
): Promise<OpenDays | undefined> {
  const desk = await seatDesk(query, office);
  if (!desk) return undefined;
  const dates = seatDates(desk.calendar, desk.rules, now);
  const asked = wanted.from && isIsoDate(wanted.from) ? wanted.from : dates.from;
  const first = asked < dates.from || asked > dates.to ? dates.from : asked;
  const counters = wanted.counterId
    ? desk.counters.filter(({ id }) => id === wanted.counterId)
    : desk.counters;
  const claims = await claimsBetween(
    query,
    office.id,
    instantAt(dates.from, 0, office.timeZone),
    instantAt(addDays(dates.to, 1), 0, office.timeZone),
  );
  const all = [
    ...byDay(openSeats(desk.calendar, desk.rules, counters, claims, now, dates), desk.calendar),
  ].map(([day, times]) => ({ day, times }));
  const start = all.findIndex(({ day }) => day >= first);
  if (start < 0) return { desk, days: [], earlier: all[0] && dates.from, later: undefined };
  return {
    desk,
    days: all.slice(start, start + DAYS_SHOWN),
    earlier: start > 0 ? all[Math.max(0, start - DAYS_SHOWN)]?.day : undefined,
    later: all[start + DAYS_SHOWN]?.day,
  };
}
