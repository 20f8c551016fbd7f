import { addDays, instantAt, localDate } from '../../kernel/clocks/index.ts';
import type { Query } from '../../kernel/db.ts';
import type { Office, SeatRules } from '../offices/index.ts';
import { seatDesk } from './desk.ts';
import { claimsBetween } from './seats.sql.ts';
import { openSeats, type Seat } from './seats.ts';

/** Whether the counter may move somebody who is late or early to a free seat of the same day; yes when the office says nothing. */
export const movesOnTheSpot = (rules: SeatRules | undefined): boolean =>
  rules !== undefined && rules.onTheSpot !== false;

/** The rules by which a seat of today is given to somebody who stands at the counter: nobody has to be told beforehand. */
export const withoutLead = (rules: SeatRules): SeatRules => ({ ...rules, leadWorkingDays: 0 });

/** The free seats that are left today, one for each time; none where the office does not move people on the spot. */
export async function seatsLeftToday(query: Query, office: Office, now: Date): Promise<Seat[]> {
  const desk = await seatDesk(query, office);
  if (!desk || !movesOnTheSpot(desk.rules)) return [];
  const today = localDate(now, office.timeZone);
  const end = instantAt(addDays(today, 1), 0, office.timeZone);
  const claims = await claimsBetween(query, office.id, now, end);
  const range = { from: today, to: today };
  const seats = openSeats(
    desk.calendar,
    withoutLead(desk.rules),
    desk.counters,
    claims,
    now,
    range,
  );
  return [...new Map(seats.map((seat) => [seat.startsAt.getTime(), seat])).values()];
}
