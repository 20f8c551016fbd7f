import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';
import { resetFactor } from '../accounts/index.ts';
import { openOfficeDiary } from '../offices/index.ts';
import { rolesOf } from './staff.sql.ts';

/**
 * Takes the lost second factor of somebody who works in this office away, as an event of the office. They sign in with their
 * password and set up a new one before anything of the office opens. False for others, and for people who have none.
 */
export async function resetCode(
  tx: Tx,
  office: { readonly id: string; readonly slug: string; readonly name: LocalisedText },
  personId: string,
  actor: Actor,
  at: Date = new Date(),
): Promise<boolean> {
  const write = await openOfficeDiary(tx, office.id, actor, at);
  if ((await rolesOf(tx, office.id, personId)).length === 0) return false;
  if (!(await resetFactor(tx, personId, actor, office, at))) return false;
  await write({ kind: 'staff.code_reset', data: { person: personId } });
  return true;
}
