import type { Actor } from '../../kernel/actor.ts';
import { type Tx, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { endSessions } from '../accounts/index.ts';
import { openOfficeDiary } from '../offices/index.ts';
import { closeInvitationsTo } from './invitations.sql.ts';
import { type Outcome, refuse, type StaffOffice } from './inviting.ts';
import { resetCode } from './lost-code.ts';
import { appoint, endMembership } from './membership.ts';
import { hasOtherAdministrator, rolesOf } from './staff.sql.ts';

/** Gives a colleague one more role. Whoever does not work here is invited instead: they take it up themselves. */
export async function giveRole(
  house: House,
  actor: Actor,
  office: StaffOffice,
  personId: string,
  role: StaffRole,
): Promise<Outcome> {
  return transaction(house.db, async (tx) => {
    const at = house.now();
    await openOfficeDiary(tx, office.id, actor, at);
    const held = await rolesOf(tx, office.id, personId);
    if (held.length === 0) return refuse(reason('staff.people.no_role'));
    const given = await appoint(tx, office.id, personId, role, actor, at);
    return given ? { ok: true } : refuse(reason('staff.invite.has_role'));
  });
}

/** Ends one role of a person here. The last administrator stays: an office must be able to run itself. */
export async function endRole(
  house: House,
  actor: Actor,
  office: StaffOffice,
  personId: string,
  role: StaffRole,
): Promise<Outcome> {
  return transaction(house.db, async (tx) => {
    const at = house.now();
    await openOfficeDiary(tx, office.id, actor, at);
    if (role === 'administrator' && (await isLastAdministrator(tx, office.id, personId)))
      return refuse(reason('staff.people.last_administrator'));
    const ended = await endMembership(tx, office.id, personId, role, actor, at);
    return ended ? { ok: true } : refuse(reason('staff.people.no_role'));
  });
}

/** Ends all roles of a person here, their sessions, and what invitations are still on their way to them. */
export async function suspend(
  house: House,
  actor: Actor,
  office: StaffOffice,
  personId: string,
): Promise<Outcome> {
  return transaction(house.db, async (tx) => {
    const at = house.now();
    await openOfficeDiary(tx, office.id, actor, at);
    const roles = await rolesOf(tx, office.id, personId);
    if (roles.length === 0) return refuse(reason('staff.people.no_role'));
    if (await isLastAdministrator(tx, office.id, personId))
      return refuse(reason('staff.people.last_administrator'));
    for (const role of roles) await endMembership(tx, office.id, personId, role, actor, at);
    await closeInvitationsTo(tx, office.id, personId, at);
    await endSessions(tx, personId);
    return { ok: true };
  });
}

/** Takes a colleague's lost second factor away; one's own takes another administrator, so that a stolen session cannot. */
export async function resetColleague(
  house: House,
  actor: Actor,
  office: StaffOffice,
  personId: string,
): Promise<Outcome> {
  if (actor.personId === personId) return refuse(reason('staff.people.own_code'));
  const isReset = await transaction(house.db, (tx) =>
    resetCode(tx, office, personId, actor, house.now()),
  );
  return isReset ? { ok: true } : refuse(reason('staff.people.no_code'));
}

async function isLastAdministrator(tx: Tx, officeId: string, personId: string): Promise<boolean> {
  const roles = await rolesOf(tx, officeId, personId);
  return roles.includes('administrator') && !(await hasOtherAdministrator(tx, officeId, personId));
}
