import type { Actor } from '../../kernel/actor.ts';
import { transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
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
  /** Gives everything to a colleague, or (null) back into the line; may be repeated. */
  handOver(
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
  const to = wish.to === '' ? null : wish.to;
  const moved = await work.handOver(actor, office, from, to, wish.note.trim());
  if (!moved.ok) return refuse(moved.reason);
  const { given, released } = moved.value;
  if (given + released > 0)
    await transaction(house.db, async (tx) => {
      const write = await openOfficeDiary(tx, office.id, actor, house.now());
      await write({ kind: 'staff.work_handed_over', data: { person: from, to, given, released } });
    });
  return { ok: true };
}

/**
 * Suspends somebody and hands over their work in one act: first every right and session ends, then each dossier goes on. Should
 * the machine stop in between, nobody is stuck: the rest is listed on the person's page, and a hold runs out by itself.
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
  const suspended = await suspend(house, actor, office, personId);
  if (!suspended.ok) return suspended;
  return handOverWork(house, work, actor, office, personId, wish);
}
