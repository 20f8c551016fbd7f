import type { Query, Tx } from '../../kernel/db.ts';
import type { Claim, Seat } from './seats.ts';

export interface ClaimRow extends Claim {
  readonly id: string;
  readonly offerId: string | null;
  readonly appointmentId: string | null;
  readonly reason: string | null;
}

/** The claims of an office that touch this stretch of time, those that ran out included. */
export async function claimsBetween(
  query: Query,
  officeId: string,
  from: Date,
  to: Date,
): Promise<ClaimRow[]> {
  return query<ClaimRow[]>`
    select id, counter_id as "counterId", lower(during) as "startsAt", upper(during) as "endsAt", kind,
      held_until as "heldUntil", offer_id as "offerId", appointment_id as "appointmentId", reason
    from seat_claim
    where office_id = ${officeId} and during && tstzrange(${from}, ${to})
    order by lower(during), counter_id`;
}

/** What a seat is taken for. */
export type Purpose =
  | { readonly kind: 'booked'; readonly appointmentId: string }
  | { readonly kind: 'held'; readonly offerId: string; readonly until: Date }
  | { readonly kind: 'blocked'; readonly reason: string };

/**
 * Takes a stretch of a counter's time, or returns undefined when somebody has it: the constraint `one_claim_per_seat`
 * decides, and waits for a command that is just deciding about the same time. `on conflict` asks it before writing; a plain
 * insert writes first, and two at once would then wait for each other until one is shot as a deadlock.
 */
export async function insertClaim(
  tx: Tx,
  officeId: string,
  seat: Seat,
  purpose: Purpose,
): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    insert into seat_claim (office_id, counter_id, during, kind, held_until, offer_id, appointment_id, reason)
    values (${officeId}, ${seat.counterId}, tstzrange(${seat.startsAt}, ${seat.endsAt}), ${purpose.kind},
      ${purpose.kind === 'held' ? purpose.until : null}, ${purpose.kind === 'held' ? purpose.offerId : null},
      ${purpose.kind === 'booked' ? purpose.appointmentId : null}, ${purpose.kind === 'blocked' ? purpose.reason : null})
    on conflict do nothing returning id`;
  return row?.id;
}

/** Lets go of holds that ran out, so that they keep nobody away until the clock's job comes by. */
export async function deleteLapsedHolds(
  tx: Tx,
  officeId: string,
  seats: readonly Seat[],
  at: Date,
): Promise<void> {
  for (const seat of seats)
    await tx`
      delete from seat_claim
      where office_id = ${officeId} and counter_id = ${seat.counterId} and kind = 'held' and held_until <= ${at}
        and during && tstzrange(${seat.startsAt}, ${seat.endsAt})`;
}

/** Turns a held seat into a booked one; undefined when the hold ran out or is another offer's. */
export async function bookHeldSeat(
  tx: Tx,
  officeId: string,
  pick: {
    readonly claimId: string;
    readonly offerId: string;
    readonly appointmentId: string;
    readonly at: Date;
  },
): Promise<Seat | undefined> {
  const [row] = await tx<Seat[]>`
    update seat_claim set kind = 'booked', held_until = null, offer_id = null, appointment_id = ${pick.appointmentId}
    where office_id = ${officeId} and id = ${pick.claimId} and offer_id = ${pick.offerId} and kind = 'held'
      and held_until > ${pick.at}
    returning counter_id as "counterId", lower(during) as "startsAt", upper(during) as "endsAt"`;
  return row;
}

export async function freeOffer(tx: Tx, officeId: string, offerId: string): Promise<void> {
  await tx`delete from seat_claim where office_id = ${officeId} and offer_id = ${offerId}`;
}

export async function freeAppointment(
  tx: Tx,
  officeId: string,
  appointmentId: string,
): Promise<void> {
  await tx`delete from seat_claim where office_id = ${officeId} and appointment_id = ${appointmentId}`;
}

/** Gives time that an officer took out back; undefined when there is no such block. */
export async function deleteBlock(
  tx: Tx,
  officeId: string,
  claimId: string,
): Promise<Seat | undefined> {
  const [row] = await tx<Seat[]>`
    delete from seat_claim where office_id = ${officeId} and id = ${claimId} and kind = 'blocked'
    returning counter_id as "counterId", lower(during) as "startsAt", upper(during) as "endsAt"`;
  return row;
}
