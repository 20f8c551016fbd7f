import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import type { OnceKey } from '../../kernel/once.ts';
import { type Acting, type Done, done, type Hold, NO_DOSSIER, refuse } from '../dossiers/index.ts';
import {
  bookedAppointment,
  endAppointment,
  endCoversBy,
  type HeldAppointment,
  storeMove,
} from './booking.sql.ts';
import { coveredBy } from './coverage.ts';
import {
  byApplicant,
  NO_SEATS,
  onDossier,
  type SeatDesk,
  type SeatWish,
  seatData,
  seatDesk,
  takeSeat,
} from './desk.ts';
import { movesOnTheSpot, withoutLead } from './on-the-spot.ts';
import { officersReason, REASON_LENGTH, whyNotCancel, whyNotMove } from './rules.ts';
import { freeAppointment } from './seats.sql.ts';

/**
 * Moves a meeting. The applicant may within the office's rules and stays at the counter that the officer chose; an officer
 * may always, with a reason that the applicant reads.
 */
export async function moveSeat(
  house: House,
  who: Acting,
  dossierId: string,
  move: {
    readonly appointmentId: string;
    readonly seat: SeatWish;
    readonly reason?: string | undefined;
    /** The applicant stands at the counter, so the office's lead time does not count. */
    readonly onTheSpot?: boolean;
  },
  key?: OnceKey,
): Promise<Done<string>> {
  return onDossier(house, who, dossierId, key, async (hold): Promise<Done<string>> => {
    const found = await seatDesk(hold.tx, who.office);
    if (!found) return refuse(NO_SEATS);
    const here = move.onTheSpot && !byApplicant(who) && movesOnTheSpot(found.rules);
    const desk = here ? { ...found, rules: withoutLead(found.rules) } : found;
    const meeting = await bookedAppointment(hold.tx, who.office.id, dossierId, move.appointmentId);
    if (!meeting) return refuse(reason('appointments.gone'));
    const allowed = mayChange(hold, desk, meeting, 'move', move.reason);
    if (!allowed.ok) return allowed;
    const counterId = byApplicant(who) ? meeting.counterId : move.seat.counterId;
    const same = move.seat.startsAt.getTime() === meeting.startsAt.getTime();
    if (same && (counterId ?? meeting.counterId) === meeting.counterId)
      return refuse(reason('appointments.same_seat'));

    await freeAppointment(hold.tx, who.office.id, meeting.id);
    const seat = await takeSeat(
      hold,
      desk,
      { startsAt: move.seat.startsAt, counterId },
      { kind: 'booked', appointmentId: meeting.id },
    );
    if (!seat.ok) return seat;
    const sequence = meeting.sequence + 1;
    const told = await tellAll(hold, 'move_seat', meeting.id, allowed.value, {
      ...seatData(seat.value),
      sequence,
      from: meeting.startsAt.toISOString(),
    });
    if (!told.ok) return told;
    await storeMove(hold.tx, who.office.id, meeting.id, seat.value, {
      byApplicant: byApplicant(who),
      sealedReason: await sealReason(hold, meeting.id, allowed.value),
    });
    return done(meeting.id);
  });
}

/** Cancels a meeting. The applicant may until the office's notice, an officer always, with a reason. The seat is free again. */
export async function cancelSeat(
  house: House,
  who: Acting,
  dossierId: string,
  cancel: { readonly appointmentId: string; readonly reason?: string | undefined },
  key?: OnceKey,
): Promise<Done<string>> {
  return onDossier(house, who, dossierId, key, async (hold): Promise<Done<string>> => {
    const desk = await seatDesk(hold.tx, who.office);
    if (!desk) return refuse(NO_SEATS);
    const meeting = await bookedAppointment(
      hold.tx,
      who.office.id,
      dossierId,
      cancel.appointmentId,
    );
    if (!meeting) return refuse(reason('appointments.gone'));
    const allowed = mayChange(hold, desk, meeting, 'cancel', cancel.reason);
    if (!allowed.ok) return allowed;
    const told = await tellAll(hold, 'free_seat', meeting.id, allowed.value, {
      ...seatData(meeting),
      sequence: meeting.sequence + 1,
    });
    if (!told.ok) return told;
    await freeAppointment(hold.tx, who.office.id, meeting.id);
    await endAppointment(
      hold.tx,
      who.office.id,
      meeting.id,
      'cancelled',
      await sealReason(hold, meeting.id, allowed.value),
    );
    await endCoversBy(hold.tx, who.office.id, { appointmentId: meeting.id }, hold.at);
    return done(meeting.id);
  });
}

/** Who may change it now, and the officer's reason, if an officer does. */
function mayChange(
  hold: Hold,
  desk: SeatDesk,
  meeting: HeldAppointment,
  what: 'move' | 'cancel',
  typed: string | undefined,
): Done<string | undefined> {
  if (byApplicant(hold.who)) {
    const why =
      what === 'move'
        ? whyNotMove(meeting, desk.rules, hold.at)
        : whyNotCancel(meeting, desk.rules, hold.at);
    return why ? refuse(why) : done(undefined);
  }
  const why = officersReason(typed ?? '');
  return why === null
    ? refuse(reason('appointments.reason_needed', { least: REASON_LENGTH.least }))
    : done(why);
}

/** Applies the rule to every application the meeting covers. */
async function tellAll(
  hold: Hold,
  rule: 'move_seat' | 'free_seat',
  appointmentId: string,
  why: string | undefined,
  data: Readonly<Record<string, string | number>>,
): Promise<Done<void>> {
  const covered = await coveredBy(hold, { appointmentId });
  if (covered.length === 0) return refuse(NO_DOSSIER);
  for (const application of covered) {
    const applied = await hold.apply(application, rule, {
      data: { appointment: appointmentId, ...data },
      ...(why ? { text: why } : {}),
    });
    if (!applied.ok) return applied;
  }
  return done(undefined);
}

/** The place for which an appointment's reason is sealed. */
export const reasonPlace = (appointmentId: string) => `appointment:${appointmentId}`;

async function sealReason(
  hold: Hold,
  appointmentId: string,
  why: string | undefined,
): Promise<Buffer | null> {
  if (why === undefined) return null;
  return hold.house.vault.sealText(hold.who.office.id, why, reasonPlace(appointmentId));
}
