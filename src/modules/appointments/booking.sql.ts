import type { Tx } from '../../kernel/db.ts';
import type { Seat } from './seats.ts';

/** An appointment as a command sees it; the dossier's lock guards it. */
export interface HeldAppointment extends Seat {
  readonly id: string;
  readonly sequence: number;
  readonly moves: number;
}

/** A booked appointment of the dossier. */
export async function bookedAppointment(
  tx: Tx,
  officeId: string,
  dossierId: string,
  appointmentId: string,
): Promise<HeldAppointment | undefined> {
  const [row] = await tx<HeldAppointment[]>`
    select id, counter_id as "counterId", starts_at as "startsAt", ends_at as "endsAt", sequence, moves from appointment
    where office_id = ${officeId} and dossier_id = ${dossierId} and id = ${appointmentId} and state = 'booked'`;
  return row;
}

export async function insertAppointment(
  tx: Tx,
  made: Seat & {
    readonly officeId: string;
    readonly id: string;
    readonly dossierId: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx`
    insert into appointment (office_id, id, dossier_id, counter_id, starts_at, ends_at, state, made_by, made_at)
    values (${made.officeId}, ${made.id}, ${made.dossierId}, ${made.counterId}, ${made.startsAt}, ${made.endsAt}, 'booked',
      ${made.by}, ${made.at})`;
}

/** Stores the new seat; the sequence grows by one, and the applicant's moves are counted. */
export async function storeMove(
  tx: Tx,
  officeId: string,
  appointmentId: string,
  seat: Seat,
  change: { readonly byApplicant: boolean; readonly sealedReason: Buffer | null },
): Promise<void> {
  await tx`
    update appointment set counter_id = ${seat.counterId}, starts_at = ${seat.startsAt}, ends_at = ${seat.endsAt},
      sequence = sequence + 1, moves = moves + ${change.byApplicant ? 1 : 0}, sealed_reason = ${change.sealedReason}
    where office_id = ${officeId} and id = ${appointmentId}`;
}

/** Notes that the meeting is about more than before; the sequence grows, so that calendars take it. */
export async function storeJoined(tx: Tx, officeId: string, appointmentId: string): Promise<void> {
  await tx`
    update appointment set sequence = sequence + 1, sealed_reason = null
    where office_id = ${officeId} and id = ${appointmentId}`;
}

/** Ends an appointment; the sequence grows, for calendars take a cancellation only with a higher one. */
export async function endAppointment(
  tx: Tx,
  officeId: string,
  appointmentId: string,
  state: 'cancelled' | 'done' | 'missed' | 'unserved',
  sealedReason: Buffer | null,
): Promise<void> {
  await tx`
    update appointment set state = ${state}, sequence = sequence + 1, sealed_reason = ${sealedReason}
    where office_id = ${officeId} and id = ${appointmentId}`;
}

export async function insertOffer(
  tx: Tx,
  offer: {
    readonly officeId: string;
    readonly id: string;
    readonly dossierId: string;
    readonly by: string;
    readonly at: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await tx`
    insert into seat_offer (office_id, id, dossier_id, made_at, made_by, expires_at)
    values (${offer.officeId}, ${offer.id}, ${offer.dossierId}, ${offer.at}, ${offer.by}, ${offer.expiresAt})`;
}

/** An open offer of the dossier and when it runs out. */
export async function openOffer(
  tx: Tx,
  officeId: string,
  dossierId: string,
  offerId: string,
): Promise<Date | undefined> {
  const [row] = await tx<{ expires_at: Date }[]>`
    select expires_at from seat_offer
    where office_id = ${officeId} and dossier_id = ${dossierId} and id = ${offerId} and closed_at is null`;
  return row?.expires_at;
}

export async function closeOffer(
  tx: Tx,
  officeId: string,
  offerId: string,
  at: Date,
): Promise<void> {
  await tx`update seat_offer set closed_at = ${at} where office_id = ${officeId} and id = ${offerId} and closed_at is null`;
}

/** What covers an application now: a booked appointment or an open offer. */
export interface Cover {
  readonly applicationId: string;
  readonly appointmentId: string | null;
  readonly offerId: string | null;
}

export async function coversOf(
  tx: Tx,
  officeId: string,
  applicationIds: readonly string[],
): Promise<Cover[]> {
  return tx<Cover[]>`
    select application_id as "applicationId", appointment_id as "appointmentId", offer_id as "offerId"
    from seat_cover
    where office_id = ${officeId} and application_id = any(${[...applicationIds]}::uuid[]) and ended_at is null`;
}

export async function insertCovers(
  tx: Tx,
  officeId: string,
  applicationIds: readonly string[],
  by: { readonly appointmentId: string } | { readonly offerId: string },
): Promise<void> {
  await tx`
    insert into seat_cover (office_id, application_id, appointment_id, offer_id)
    select ${officeId}, a, ${'appointmentId' in by ? by.appointmentId : null}, ${'offerId' in by ? by.offerId : null}
    from unnest(${[...applicationIds]}::uuid[]) as a`;
}

export async function endCovers(
  tx: Tx,
  officeId: string,
  applicationIds: readonly string[],
  at: Date,
): Promise<void> {
  await tx`
    update seat_cover set ended_at = ${at}
    where office_id = ${officeId} and application_id = any(${[...applicationIds]}::uuid[]) and ended_at is null`;
}

/** Ends what this appointment or offer covers. */
export async function endCoversBy(
  tx: Tx,
  officeId: string,
  by: { readonly appointmentId: string } | { readonly offerId: string },
  at: Date,
): Promise<void> {
  await ('appointmentId' in by
    ? tx`update seat_cover set ended_at = ${at}
        where office_id = ${officeId} and appointment_id = ${by.appointmentId} and ended_at is null`
    : tx`update seat_cover set ended_at = ${at}
        where office_id = ${officeId} and offer_id = ${by.offerId} and ended_at is null`);
}

/** Every application the meeting ever covered. */
export async function everCovered(
  tx: Tx,
  officeId: string,
  appointmentId: string,
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select distinct application_id as id from seat_cover
    where office_id = ${officeId} and appointment_id = ${appointmentId}`;
  return rows.map(({ id }) => id);
}
