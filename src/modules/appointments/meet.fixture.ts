import { addDays, localDate } from '../../kernel/clocks/index.ts';
import type { Desk } from '../dossiers/desk.fixture.ts';
import { NO_DOSSIER, refuse } from '../dossiers/index.ts';
import type { Meet } from '../dossiers/walk.fixture.ts';
import { offeredSeats } from './appointments.sql.ts';
import { cancelSeat, moveSeat } from './changing.ts';
import { type SeatWish, seatDesk } from './desk.ts';
import { fixSeat, offerSeats, pickSeat } from './giving.ts';
import { lapseOffers } from './lapse.ts';
import { claimsBetween } from './seats.sql.ts';
import { overlap, seatGrid } from './seats.ts';

/** Meetings of the random walk by the real commands, at whatever seats are free. */
export const meetForReal: Meet = async (desk, who, { what, dossierId }) => {
  const { house, office } = desk;
  const [first, second] = await freeSeats(desk);
  const [booked] = await house.db<{ id: string }[]>`
    select id from appointment where dossier_id = ${dossierId} and state = 'booked'`;
  if (!first || !second) throw new Error('no seat is free for days');
  switch (what) {
    case 'offer_seats':
      return offerSeats(house, who, dossierId, { seats: [first, second] });
    case 'fix_seat':
      return fixSeat(house, who, dossierId, { seat: first });
    case 'pick_seat': {
      const [seat] = await offeredSeats(house.db, office.id, dossierId, house.now());
      return seat ? pickSeat(house, who, dossierId, seat) : refuse(NO_DOSSIER);
    }
    case 'let_offer_lapse':
      await lapseOffers(house);
      return refuse(NO_DOSSIER);
    case 'move_seat':
      return booked
        ? moveSeat(house, who, dossierId, { ...REASON, appointmentId: booked.id, seat: second })
        : refuse(NO_DOSSIER);
    case 'free_seat':
      return booked
        ? cancelSeat(house, who, dossierId, { ...REASON, appointmentId: booked.id })
        : refuse(NO_DOSSIER);
  }
};

const REASON = { reason: 'Petugas loket sakit hari itu.' };

/** Free seats of the next days, each at a time of its own. */
async function freeSeats({ house, office }: Desk): Promise<SeatWish[]> {
  const seats = await seatDesk(house.db, office);
  if (!seats) return [];
  const today = localDate(house.now(), office.timeZone);
  const grid = seatGrid(seats.calendar, seats.rules, seats.counters, house.now(), {
    from: today,
    to: addDays(today, 14),
  });
  const [begin, end] = [grid[0], grid.at(-1)];
  if (!begin || !end) return [];
  const claims = await claimsBetween(house.db, office.id, begin.startsAt, end.endsAt);
  const free = grid.filter(
    (seat) => !claims.some((claim) => claim.counterId === seat.counterId && overlap(claim, seat)),
  );
  return [...new Map(free.map((seat) => [seat.startsAt.getTime(), seat])).values()];
}
