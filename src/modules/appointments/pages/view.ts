import type { House } from '../../../kernel/house.ts';
import type { LocalisedText } from '../../../kernel/i18n.ts';
import type { Office } from '../../offices/index.ts';
import {
  type ApplicationPlace,
  type AppointmentRow,
  appointmentsOf,
  type OfferedSeat,
  offeredSeats,
  placesOf,
} from '../appointments.sql.ts';
import { reasonPlace } from '../changing.ts';
import { whatToBring } from '../details.ts';

/** A booked meeting with all that a page says about it. */
export interface MeetingView extends AppointmentRow {
  readonly services: readonly LocalisedText[];
  readonly bring: readonly LocalisedText[];
  /** Why the office last moved it. */
  readonly reason: string | undefined;
}

export interface OfferView {
  readonly id: string;
  readonly expiresAt: Date;
  readonly seats: readonly OfferedSeat[];
  readonly services: readonly LocalisedText[];
  readonly bring: readonly LocalisedText[];
}

/** How a dossier stands at the counter's desk. */
export interface SeatsView {
  readonly booked: readonly MeetingView[];
  readonly offers: readonly OfferView[];
  /** The last meeting, when it was cancelled and nothing follows it yet. */
  readonly cancelled: { readonly startsAt: Date; readonly reason: string | undefined } | undefined;
  /** Verified applications for which the office has yet to give a seat. */
  readonly waiting: readonly ApplicationPlace[];
  /** Applications that are still being verified or corrected. */
  readonly unverified: readonly ApplicationPlace[];
}

export async function seatsView(
  house: House,
  office: Office,
  dossierId: string,
): Promise<SeatsView> {
  const { db } = house;
  const [places, appointments, seats] = await Promise.all([
    placesOf(db, office.id, dossierId),
    appointmentsOf(db, office.id, dossierId),
    offeredSeats(db, office.id, dossierId, house.now()),
  ]);
  const names = (covers: (place: ApplicationPlace) => boolean) =>
    places.filter(covers).map((place) => place.serviceName);
  const reasonOf = async (row: AppointmentRow) =>
    row.sealedReason
      ? house.vault.openText(office.id, row.sealedReason, reasonPlace(row.id))
      : undefined;

  const booked: MeetingView[] = [];
  for (const row of appointments.filter(({ state }) => state === 'booked'))
    booked.push({
      ...row,
      services: names((place) => place.appointmentId === row.id),
      bring: await whatToBring(db, office.id, row.id),
      reason: await reasonOf(row),
    });

  const offers: OfferView[] = [];
  for (const id of new Set(seats.map(({ offerId }) => offerId))) {
    const own = seats.filter(({ offerId }) => offerId === id);
    const [first] = own;
    if (first)
      offers.push({
        id,
        expiresAt: first.expiresAt,
        seats: own,
        services: names((place) => place.offerId === id),
        bring: await whatToBring(db, office.id, id),
      });
  }

  const open = places.filter((place) => place.outcome === null);
  const waiting = open.filter(
    (place) =>
      place.stepKind === 'meeting' &&
      !place.appointmentId &&
      !offers.some(({ id }) => id === place.offerId),
  );
  const [last] = appointments;
  const cancelled =
    last?.state === 'cancelled' && waiting.length > 0
      ? { startsAt: last.startsAt, reason: await reasonOf(last) }
      : undefined;
  return {
    booked,
    offers,
    cancelled,
    waiting,
    unverified: open.filter((place) => place.stepKind === 'verification'),
  };
}
