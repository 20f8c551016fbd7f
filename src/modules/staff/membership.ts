import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { append, type NewEvent } from '../../kernel/ledger.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { endSessions } from '../accounts/index.ts';
import { closeMembership, insertMembership, lockOffice, storeOfficeHead } from './staff.sql.ts';

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
  const write = await officeDiary(tx, officeId, actor, at);
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
  const write = await officeDiary(tx, officeId, actor, at);
  if (!(await closeMembership(tx, officeId, personId, role, at))) return false;
  await write({ kind: 'staff.ended', data: { person: personId, role } });
  await endSessions(tx, personId);
  return true;
}

/** Locks the office's chain; the function it returns writes to it. */
async function officeDiary(tx: Tx, officeId: string, actor: Actor, at: Date) {
  const head = await lockOffice(tx, officeId);
  if (!head) throw new Error(`no office ${officeId}`);
  return async (event: NewEvent) =>
    storeOfficeHead(
      tx,
      officeId,
      await append(tx, { kind: 'office', id: officeId, officeId }, head, actor, at, [event]),
    );
}
