import { setTimeout as sleep } from 'node:timers/promises';
import { localDate, type OfficeCalendar } from '../../kernel/clocks/index.ts';
import { isDeadlock, type Query } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import { type OnceKey, once } from '../../kernel/once.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  inDossier,
  refuse,
  withDossier,
} from '../dossiers/index.ts';
import {
  type Counter,
  calendarOf,
  countersOf,
  type Office,
  type SeatRules,
} from '../offices/index.ts';
import { claimsBetween, deleteLapsedHolds, insertClaim, type Purpose } from './seats.sql.ts';
import { overlap, type Seat, seatGrid, stands } from './seats.ts';

/** What seats are cut from at an office. */
export interface SeatDesk {
  readonly rules: SeatRules;
  readonly calendar: OfficeCalendar;
  readonly counters: readonly Counter[];
}

/** The office's seats; undefined when it gives none. */
export async function seatDesk(query: Query, office: Office): Promise<SeatDesk | undefined> {
  const rules = office.profile.seats;
  if (!rules) return undefined;
  const counters = await countersOf(query, office.id);
  return counters.length === 0
    ? undefined
    : { rules, counters, calendar: await calendarOf(query, office) };
}

export const NO_SEATS = reason('appointments.no_seats');
/** Somebody was quicker. */
export const TAKEN = reason('appointments.taken');
export const NOT_OPEN = reason('appointments.not_open');

/** The time somebody wants; without a counter any free one will do. */
export interface SeatWish {
  readonly startsAt: Date;
  readonly counterId?: string | undefined;
}

/** Takes a seat of the office's grid for a purpose. Refuses with {@link TAKEN} when no counter is free at that time. */
export async function takeSeat(
  hold: Hold,
  desk: SeatDesk,
  wish: SeatWish,
  purpose: Purpose,
): Promise<Done<Seat & { claimId: string }>> {
  const { tx, at, who } = hold;
  const day = localDate(wish.startsAt, desk.calendar.timeZone);
  const wanted = seatGrid(desk.calendar, desk.rules, desk.counters, at, {
    from: day,
    to: day,
  }).filter(
    (seat) =>
      seat.startsAt.getTime() === wish.startsAt.getTime() &&
      (wish.counterId === undefined || seat.counterId === wish.counterId),
  );
  const [first] = wanted;
  if (!first) return refuse(NOT_OPEN);
  const claims = await claimsBetween(tx, who.office.id, first.startsAt, first.endsAt);
  const lapsed = claims.filter((claim) => !stands(claim, at));
  if (lapsed.length > 0) await deleteLapsedHolds(tx, who.office.id, wanted, at);
  for (const seat of wanted) {
    const busy = claims.some(
      (claim) => claim.counterId === seat.counterId && stands(claim, at) && overlap(claim, seat),
    );
    const claimId = busy ? undefined : await insertClaim(tx, who.office.id, seat, purpose);
    if (claimId) return done({ ...seat, claimId });
  }
  return refuse(TAKEN);
}

/** What events say of a seat. */
export const seatData = (seat: Seat) => ({
  counter: seat.counterId,
  starts: seat.startsAt.toISOString(),
  ends: seat.endsAt.toISOString(),
});

/**
 * Runs a command on one dossier, again when PostgreSQL broke a deadlock by it. With `key` it happens once, however often
 * the form is sent. The value is the id of what was made or changed.
 */
export async function onDossier(
  house: House,
  who: Acting,
  dossierId: string,
  key: OnceKey | undefined,
  work: (hold: Hold) => Promise<Done<string>>,
): Promise<Done<string>> {
  // Fetched before the transaction: a key that is loaded inside needs a second connection, and there may be none left.
  await house.vault.office(who.office.id);
  return again(async () => {
    if (!key) return withDossier(house, who, dossierId, work);
    return onceOnly(house, key, async (tx) => inDossier(tx, house, who, dossierId, work));
  });
}

/** Runs `effect` in a transaction, once for each key. */
export async function onceOnly(
  house: House,
  key: OnceKey,
  effect: (tx: Hold['tx']) => Promise<Done<string>>,
): Promise<Done<string>> {
  const outcome = await once(house.db, key, async (tx) => {
    const result = await effect(tx);
    return result.ok ? { ok: true, result: result.value } : { ok: false, refusal: result.reason };
  });
  switch (outcome.kind) {
    case 'done':
    case 'replayed':
      return done(outcome.result);
    case 'conflict':
      return refuse(reason('form.sent_twice_changed'));
    case 'refused':
      return refuse(outcome.refusal);
  }
}

const MOST_TRIES = 6;

/** Tries again, after a short and growing pause, when the command was undone to break a deadlock. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await work();
    } catch (error) {
      if (!isDeadlock(error) || tries >= MOST_TRIES) throw error;
      await sleep(Math.random() * 20 * 2 ** tries);
    }
}

/** Whether the applicant (or who assists them) acts, and is bound by the office's rules. */
export const byApplicant = (who: Acting) =>
  who.actor.mandate === 'self' || who.actor.mandate === 'assistant';
