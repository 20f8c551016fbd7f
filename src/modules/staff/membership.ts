import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { endSessions } from '../accounts/index.ts';
import { openOfficeDiary } from '../offices/index.ts';
import { closeMembership, insertMembership } from './staff.sql.ts';

/**
 * Gives a person a role in an office, as an event of the office. Appointing twice changes nothing and returns false. The
 * person signs in anew afterwards: a session never grows rights it was not opened with (ASVS 7.2.4).
 */
export async function appoint(
  tx: Tx,
  officeId: string,
  personId: string,
  role: StaffRole,
  actor: Actor,
  at: Date = new Date(),
): Promise<boolean> {
  const write = await openOfficeDiary(tx, officeId, actor, at);
  if (!(await insertMembership(tx, officeId, personId, role, at))) return false;
  await write({ kind: 'staff.appointed', data: { person: personId, role } });
  await endSessions(tx, personId);
  return true;
}

/** Ends a role; false when the person did not hold it. Their sessions end with it (ASVS 7.4.2). */
export async function endMembership(
  tx: Tx,
  officeId: string,
  personId: string,
  role: StaffRole,
  actor: Actor,
  at: Date = new Date(),
): Promise<boolean> {
  const write = await openOfficeDiary(tx, officeId, actor, at);
  if (!(await closeMembership(tx, officeId, personId, role, at))) return false;
  await write({ kind: 'staff.ended', data: { person: personId, role } });
  await endSessions(tx, personId);
  return true;
}
