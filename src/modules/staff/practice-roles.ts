import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { type Office, openOfficeDiary } from '../offices/index.ts';
import { closeMembership, insertMembership, rolesOf } from './staff.sql.ts';

/**
 * Gives a person exactly these roles in a practice office, as events of that office; returns whether anything changed. Unlike
 * an appointment it ends no session: what a session grows here is no right over anything real. Throws for a real office.
 */
export async function setPracticeRoles(
  tx: Tx,
  office: Office,
  personId: string,
  roles: readonly StaffRole[],
  actor: Actor,
  at: Date,
): Promise<boolean> {
  if (!office.practice)
    throw new Error(`office ${office.slug} is real: people are appointed there`);
  const write = await openOfficeDiary(tx, office.id, actor, at);
  const held = await rolesOf(tx, office.id, personId);
  const fresh = roles.filter((role) => !held.includes(role));
  const over = held.filter((role) => !roles.includes(role));
  for (const role of fresh)
    if (await insertMembership(tx, office.id, personId, role, at))
      await write({ kind: 'staff.appointed', data: { person: personId, role } });
  for (const role of over)
    if (await closeMembership(tx, office.id, personId, role, at))
      await write({ kind: 'staff.ended', data: { person: personId, role } });
  return fresh.length + over.length > 0;
}
