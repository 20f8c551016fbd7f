import type { Actor } from '../../kernel/actor.ts';
import { transaction } from '../../kernel/db.ts';
import { type House, within } from '../../kernel/house.ts';
import { type Reason, reason } from '../../kernel/i18n.ts';
import { isUuid } from '../../kernel/ids.ts';
import { openOfficeDiary } from '../offices/index.ts';
import { type Outcome, refuse, type StaffOffice } from './inviting.ts';
import { suspend } from './people.ts';
import { rolesOf } from './staff.sql.ts';

/** A dossier in somebody's hands. */
export interface HeldDossier {
  readonly dossierId: string;
  readonly number: string;
  readonly how: 'held' | 'given' | 'asked';
}

/** What a person works on, which higher rooms know; the roof hands it in. */
export interface WorkRoom {
  held(officeId: string, personId: string): Promise<readonly HeldDossier[]>;
  /** Gives everything to a colleague, or (null) back into the line; a part of the caller's transaction. */
  handOver(
    inside: House,
    actor: Actor,
    office: StaffOffice,
    from: string,
    to: string | null,
    note: string,
  ): Promise<
    | { readonly ok: true; readonly value: { readonly given: number; readonly released: number } }
    | { readonly ok: false; readonly reason: Reason }
  >;
}

/** Where somebody's work goes, as it was typed: to a colleague of the office, or (empty) back into the line. */
export interface Wish {
  readonly to: string;
  readonly note: string;
}

/** The fewest characters with which work is given to somebody. */
const LEAST_NOTE = 3;

/** Why the work cannot go there; null when it can. */
async function whyNot(
  house: House,
  office: StaffOffice,
  from: string,
  { to, note }: Wish,
): Promise<Reason | null> {
  if (to === '') return null;
  if (to === from || !isUuid(to) || (await rolesOf(house.db, office.id, to)).length === 0)
    return reason('staff.work.choose');
  return [...note.trim()].length < LEAST_NOTE ? reason('dossiers.passing.note_needed') : null;
}

/** A refusal in the middle of an act: whatever was done before it is undone. */
class Refused extends Error {
  readonly reason: Reason;
  constructor(why: Reason) {
    super('refused');
    this.reason = why;
  }
}

/** Runs an act of several parts in one transaction; a refusal of any part undoes all. */
async function wholly(house: House, act: (inside: House) => Promise<void>): Promise<Outcome> {
  try {
    await transaction(house.db, (tx) => act(within(house, tx)));
    return { ok: true };
  } catch (error) {
    if (error instanceof Refused) return refuse(error.reason);
    throw error;
  }
}

/** Hands over all that a person works on, told in the office's ledger with how much went where. */
export async function handOverWork(
  house: House,
  work: WorkRoom,
  actor: Actor,
  office: StaffOffice,
  from: string,
  wish: Wish,
): Promise<Outcome> {
  const obstacle = await whyNot(house, office, from, wish);
  if (obstacle) return refuse(obstacle);
  return wholly(house, (inside) => handOver(inside, work, actor, office, from, wish));
}

async function handOver(
  inside: House,
  work: WorkRoom,
  actor: Actor,
  office: StaffOffice,
  from: string,
  wish: Wish,
): Promise<void> {
  const to = wish.to === '' ? null : wish.to;
  await transaction(inside.db, async (tx) => {
    // The office's row before any dossier's, as when somebody is suspended: two administrators never wait for one another.
    const write = await openOfficeDiary(tx, office.id, actor, inside.now());
    const moved = await work.handOver(
      within(inside, tx),
      actor,
      office,
      from,
      to,
      wish.note.trim(),
    );
    if (!moved.ok) throw new Refused(moved.reason);
    const { given, released } = moved.value;
    if (given + released > 0)
      await write({
        kind: 'staff.work_handed_over',
        data: { person: from, to, given, released },
      });
  });
}

/**
 * Suspends somebody and hands over their work in one act and one transaction: either every right and session has ended and each
 * dossier has gone on, or nothing has happened.
 */
export async function suspendAndHandOver(
  house: House,
  work: WorkRoom,
  actor: Actor,
  office: StaffOffice,
  personId: string,
  wish: Wish,
): Promise<Outcome> {
  const obstacle = await whyNot(house, office, personId, wish);
  if (obstacle) return refuse(obstacle);
  const done = await wholly(house, async (inside) => {
    const suspended = await suspend(inside, actor, office, personId);
    if (!suspended.ok) throw new Refused(suspended.reason);
    await handOver(inside, work, actor, office, personId, wish);
  });
  // A dossier that they took in the very instant before their session ended goes the same way.
  if (done.ok) await handOverWork(house, work, actor, office, personId, wish);
  return done;
}
