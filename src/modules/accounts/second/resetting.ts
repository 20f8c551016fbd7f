import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import { note } from '../diary.ts';
import { askMail, type Counter } from '../mail.ts';
import { deleteSessionsOf } from '../sessions.sql.ts';
import { deleteFactor } from './second.sql.ts';

/**
 * Takes a lost second factor away, with its recovery codes; the person is signed out everywhere, is told by mail, and sets up a
 * new one after their next sign-in. False when they had none. Who may ask for it is the caller's to know.
 */
export async function resetFactor(
  tx: Tx,
  personId: string,
  actor: Actor,
  at: Counter,
  now: Date,
): Promise<boolean> {
  if (!(await deleteFactor(tx, personId))) return false;
  await note(tx, personId, actor, now, { kind: 'second_factor.reset' });
  await deleteSessionsOf(tx, personId);
  await askMail(tx, 'second_changed', personId, at);
  return true;
}
