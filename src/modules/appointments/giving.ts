import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import { newId } from '../../kernel/ids.ts';
import type { OnceKey } from '../../kernel/once.ts';
import {
  type Acting,
  type ApplicationRow,
  type Done,
  done,
  type Hold,
  NO_DOSSIER,
  refuse,
} from '../dossiers/index.ts';
import {
  closeOffer,
  endCoversBy,
  insertAppointment,
  insertCovers,
  insertOffer,
  openOffer,
} from './booking.sql.ts';
import { coveredBy, toCover } from './coverage.ts';
import { NO_SEATS, onDossier, type SeatWish, seatData, seatDesk, takeSeat } from './desk.ts';
import { MOST_OFFERED, offerExpiry } from './rules.ts';
import { bookHeldSeat, freeOffer } from './seats.sql.ts';
import type { Seat } from './seats.ts';

/** An officer sets the meeting. An open offer for the same applications ends with it. */
export async function fixSeat(
  house: House,
  who: Acting,
  dossierId: string,
  wish: { readonly seat: SeatWish; readonly applicationIds?: readonly string[] | undefined },
  key?: OnceKey,
): Promise<Done<string>> {
  return onDossier(house, who, dossierId, key, async (hold): Promise<Done<string>> => {
    const desk = await seatDesk(hold.tx, who.office);
    if (!desk) return refuse(NO_SEATS);
    const covering = await toCover(hold, wish.applicationIds);
    if (!covering.ok) return covering;
    for (const offerId of covering.value.offerIds) await endOffer(hold, offerId);
    const appointmentId = newId();
    const seat = await takeSeat(hold, desk, wish.seat, { kind: 'booked', appointmentId });
    if (!seat.ok) return seat;
    return book(hold, covering.value.applications, appointmentId, seat.value, 'fix_seat');
  });
}

/** An officer offers one to three seats, held for the applicant until a shown time. */
export async function offerSeats(
  house: House,
  who: Acting,
  dossierId: string,
  wish: {
    readonly seats: readonly SeatWish[];
    readonly applicationIds?: readonly string[] | undefined;
  },
  key?: OnceKey,
): Promise<Done<string>> {
  return onDossier(house, who, dossierId, key, async (hold): Promise<Done<string>> => {
    const desk = await seatDesk(hold.tx, who.office);
    if (!desk) return refuse(NO_SEATS);
    // In order of time, so that two officers who offer the same seats wait for one another in one direction.
    const wishes = wish.seats.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const [first] = wishes;
    if (!first || wishes.length > MOST_OFFERED)
      return refuse(reason('appointments.offer.how_many', { most: MOST_OFFERED }));
    if (new Set(wishes.map(({ startsAt }) => startsAt.getTime())).size < wishes.length)
      return refuse(reason('appointments.offer.same_time'));
    const covering = await toCover(hold, wish.applicationIds);
    if (!covering.ok) return covering;
    if (covering.value.offerIds.length > 0) return refuse(reason('appointments.already_offered'));

    const id = newId();
    const by = who.actor.personId;
    const until = offerExpiry(desk.rules, hold.at, first.startsAt);
    if (!by) return refuse(NO_DOSSIER);
    await insertOffer(hold.tx, {
      officeId: who.office.id,
      id,
      dossierId,
      by,
      at: hold.at,
      expiresAt: until,
    });
    const seats: Seat[] = [];
    for (const each of wishes) {
      const seat = await takeSeat(hold, desk, each, { kind: 'held', offerId: id, until });
      if (!seat.ok) return seat;
      seats.push(seat.value);
    }
    const data = { offer: id, seats: seats.map(seatData), expires: until.toISOString() };
    for (const application of covering.value.applications) {
      const applied = await hold.apply(application, 'offer_seats', { data });
      if (!applied.ok) return applied;
    }
    await insertCovers(
      hold.tx,
      who.office.id,
      covering.value.applications.map((a) => a.id),
      { offerId: id },
    );
    return done(id);
  });
}

/** The applicant picks one of the offered seats; the others are free again. */
export async function pickSeat(
  house: House,
  who: Acting,
  dossierId: string,
  pick: { readonly offerId: string; readonly claimId: string },
  key?: OnceKey,
): Promise<Done<string>> {
  return onDossier(house, who, dossierId, key, async (hold): Promise<Done<string>> => {
    const { tx, at } = hold;
    const expires = await openOffer(tx, who.office.id, dossierId, pick.offerId);
    if (!expires || expires <= at) return refuse(reason('appointments.offer.lapsed'));
    const applications = await coveredBy(hold, pick);
    if (applications.length === 0) return refuse(reason('appointments.offer.lapsed'));
    const appointmentId = newId();
    const seat = await bookHeldSeat(tx, who.office.id, { ...pick, appointmentId, at });
    if (!seat) return refuse(reason('appointments.offer.lapsed'));
    await endOffer(hold, pick.offerId);
    return book(hold, applications, appointmentId, seat, 'pick_seat');
  });
}

/** Closes an offer: its seats are free, its applications no longer covered. */
export async function endOffer(hold: Hold, offerId: string): Promise<void> {
  const { tx, at, who } = hold;
  await freeOffer(tx, who.office.id, offerId);
  await closeOffer(tx, who.office.id, offerId, at);
  await endCoversBy(tx, who.office.id, { offerId }, at);
}

async function book(
  hold: Hold,
  applications: readonly ApplicationRow[],
  appointmentId: string,
  seat: Seat,
  rule: 'fix_seat' | 'pick_seat',
): Promise<Done<string>> {
  const { tx, at, who, dossier } = hold;
  const by = who.actor.personId;
  if (!by) return refuse(NO_DOSSIER);
  for (const application of applications) {
    const applied = await hold.apply(application, rule, {
      data: { appointment: appointmentId, ...seatData(seat), sequence: 0 },
    });
    if (!applied.ok) return applied;
  }
  await insertAppointment(tx, {
    ...seat,
    officeId: who.office.id,
    id: appointmentId,
    dossierId: dossier.id,
    by,
    at,
  });
  await insertCovers(
    tx,
    who.office.id,
    applications.map(({ id }) => id),
    { appointmentId },
  );
  return done(appointmentId);
}
