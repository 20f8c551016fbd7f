import { type Tx, transaction } from '../../kernel/db.ts';
import { ring } from '../../kernel/doorbell.ts';
import type { House } from '../../kernel/house.ts';
import { type Reason, reason } from '../../kernel/i18n.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { NewEvent } from '../../kernel/ledger.ts';
import type { OnceKey } from '../../kernel/once.ts';
import { type Acting, type Done, done, refuse } from '../dossiers/index.ts';
import { countersOf, openOfficeDiary } from '../offices/index.ts';
import { again, onceOnly, seatData } from './desk.ts';
import { BLOCKERS, LONGEST_BLOCK_DAYS, officersReason, REASON_LENGTH } from './rules.ts';
import {
  type ClaimRow,
  claimsBetween,
  deleteBlock,
  deleteLapsedHolds,
  insertClaim,
} from './seats.sql.ts';
import { overlap, type Seat, stands } from './seats.ts';

export interface BlockWish {
  readonly counterIds: readonly string[];
  readonly from: Date;
  readonly to: Date;
  /** Kept and shown: time taken out of the seats must be explainable. */
  readonly reason: string;
}

/** Why time could not be taken out; `inside` are the seats that people have there. They are moved first. */
export type Blocked =
  | Done<string>
  | { readonly ok: false; readonly reason: Reason; readonly inside: readonly ClaimRow[] };

/** Takes time of counters out of the seats. Refuses when somebody holds a seat inside, and says which. */
export async function blockSeats(
  house: House,
  who: Acting,
  wish: BlockWish,
  key?: OnceKey,
): Promise<Blocked> {
  const why = officersReason(wish.reason);
  const fault = faultOf(who, wish, why, house.now());
  if (fault) return refuse(fault);
  await house.vault.office(who.office.id);
  let inside: readonly ClaimRow[] = [];
  const effect = async (tx: Tx): Promise<Done<string>> => {
    const known = await countersOf(tx, who.office.id);
    const chosen = known.filter(({ id }) => wish.counterIds.includes(id));
    if (chosen.length === 0) return refuse(reason('appointments.block.no_counter'));
    const stretches = chosen.map(
      ({ id }): Seat => ({ counterId: id, startsAt: wish.from, endsAt: wish.to }),
    );
    const at = house.now();
    await deleteLapsedHolds(tx, who.office.id, stretches, at);
    const blocked: (Seat & { id: string })[] = [];
    for (const stretch of stretches) {
      const id = await insertClaim(tx, who.office.id, stretch, {
        kind: 'blocked',
        reason: why ?? '',
      });
      if (id) blocked.push({ ...stretch, id });
    }
    if (blocked.length < stretches.length) {
      const claims = await claimsBetween(tx, who.office.id, wish.from, wish.to);
      const own = new Set(blocked.map(({ id }) => id));
      inside = claims.filter(
        (claim) =>
          !own.has(claim.id) &&
          stands(claim, at) &&
          stretches.some((s) => s.counterId === claim.counterId && overlap(s, claim)),
      );
      return refuse(
        reason(
          inside.some(({ kind }) => kind !== 'blocked')
            ? 'appointments.block.people_inside'
            : 'appointments.block.already',
        ),
      );
    }
    await noteAtOffice(
      tx,
      house,
      who,
      blocked.map((block) => ({
        kind: 'counter.blocked',
        data: { claim: block.id, ...seatData(block) },
        text: why ?? '',
      })),
    );
    return done(blocked[0]?.id ?? '');
  };
  const outcome = await again(() =>
    key ? onceOnly(house, key, effect) : inTransaction(house, effect),
  );
  return outcome.ok ? outcome : { ...outcome, inside };
}

/** Gives the time back. */
export async function unblockSeats(
  house: House,
  who: Acting,
  claimId: string,
  key?: OnceKey,
): Promise<Done<string>> {
  if (!mayBlock(who)) return refuse(reason('dossiers.guard.role'));
  if (!isUuid(claimId)) return refuse(reason('appointments.block.gone'));
  const effect = async (tx: Tx): Promise<Done<string>> => {
    const freed = await deleteBlock(tx, who.office.id, claimId);
    if (!freed) return refuse(reason('appointments.block.gone'));
    await noteAtOffice(tx, house, who, [
      { kind: 'counter.unblocked', data: { claim: claimId, ...seatData(freed) } },
    ]);
    return done(claimId);
  };
  return again(() => (key ? onceOnly(house, key, effect) : inTransaction(house, effect)));
}

const mayBlock = (who: Acting) =>
  who.roles.some((role) => BLOCKERS.some((blocker) => blocker === role));

function faultOf(who: Acting, wish: BlockWish, why: string | null, now: Date): Reason | null {
  if (!mayBlock(who)) return reason('dossiers.guard.role');
  if (!(wish.from < wish.to)) return reason('appointments.block.order');
  if (wish.to <= now) return reason('appointments.block.past');
  if (wish.to.getTime() - wish.from.getTime() > LONGEST_BLOCK_DAYS * 86_400_000)
    return reason('appointments.block.too_long', { days: LONGEST_BLOCK_DAYS });
  return why === null ? reason('appointments.reason_needed', { least: REASON_LENGTH.least }) : null;
}

/**
 * Writes to the office's chain. Its head is locked last: whoever waits for a seat must not keep the whole office waiting.
 */
async function noteAtOffice(
  tx: Tx,
  house: House,
  who: Acting,
  events: readonly NewEvent[],
): Promise<void> {
  const officeId = who.office.id;
  const { data } = await house.vault.office(officeId);
  const write = await openOfficeDiary(tx, officeId, who.actor, house.now());
  for (const event of events) await write(event, data);
  await ring(tx, `office:${officeId}`);
}

/** One transaction that a refusal undoes. */
async function inTransaction(
  house: House,
  effect: (tx: Tx) => Promise<Done<string>>,
): Promise<Done<string>> {
  try {
    return await transaction(house.db, async (tx) => {
      const outcome = await effect(tx);
      if (!outcome.ok) throw new Undone(outcome.reason);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return refuse(error.reason);
    throw error;
  }
}

class Undone extends Error {
  readonly reason: Reason;
  constructor(why: Reason) {
    super('undone');
    this.reason = why;
  }
}
