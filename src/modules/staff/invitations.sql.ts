import type { Query, Tx } from '../../kernel/db.ts';
import type { StaffRole } from '../../kernel/roles.ts';

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly expiresAt: Date;
}

/** A mailed invitation as its bearer sees it. */
export interface OpenInvitation extends Invitation {
  readonly invitedBy: string;
  readonly inviter: string;
}

export async function insertInvitation(
  tx: Tx,
  officeId: string,
  invitation: Invitation & { readonly hash: Buffer; readonly invitedBy: string; readonly at: Date },
): Promise<void> {
  const { id, email, role, hash, invitedBy, at, expiresAt } = invitation;
  await tx`insert into invitation (office_id, id, email, role, secret_hash, invited_by, invited_at, expires_at)
    values (${officeId}, ${id}, ${email}, ${role}, ${hash}, ${invitedBy}, ${at}, ${expiresAt})`;
}

/** Closes the open invitation of an address to a role, so that a new one can take its place. */
export async function replaceInvitation(
  tx: Tx,
  officeId: string,
  email: string,
  role: StaffRole,
  at: Date,
): Promise<void> {
  await tx`update invitation set withdrawn_at = ${at}
    where office_id = ${officeId} and lower(email) = ${email} and role = ${role}
      and accepted_at is null and withdrawn_at is null`;
}

/** Takes an open invitation back; false when there is none of that id. */
export async function closeInvitation(
  tx: Tx,
  officeId: string,
  id: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx`update invitation set withdrawn_at = ${at}
    where office_id = ${officeId} and id = ${id} and accepted_at is null and withdrawn_at is null returning 1`;
  return rows.length > 0;
}

/** Takes back all that was sent to a person's address. */
export async function closeInvitationsTo(
  tx: Tx,
  officeId: string,
  personId: string,
  at: Date,
): Promise<void> {
  await tx`update invitation i set withdrawn_at = ${at} from login l
    where i.office_id = ${officeId} and l.person_id = ${personId} and lower(i.email) = lower(l.email)
      and i.accepted_at is null and i.withdrawn_at is null`;
}

/** For how long an invitation that nobody took up in time is still listed, in days. */
const LISTED_DAYS = 30;

/** Invitations that wait to be taken up, and those that have lately expired, the newest first. */
export async function waitingInvitations(
  query: Query,
  officeId: string,
  now: Date,
): Promise<Invitation[]> {
  return query<Invitation[]>`select id, email, role, expires_at as "expiresAt" from invitation
    where office_id = ${officeId} and accepted_at is null and withdrawn_at is null
      and expires_at > ${new Date(now.getTime() - LISTED_DAYS * 86_400_000)}
    order by invited_at desc limit 200`;
}

/** One open invitation, for its mail. */
export async function invitationById(
  query: Query,
  officeId: string,
  id: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const [row] = await query<OpenInvitation[]>`
    select i.id, i.email, i.role, i.expires_at as "expiresAt", i.invited_by as "invitedBy", p.full_name as inviter
    from invitation i join person p on p.id = i.invited_by
    where i.office_id = ${officeId} and i.id = ${id} and i.accepted_at is null and i.withdrawn_at is null
      and i.expires_at > ${now}`;
  return row;
}

/** What a secret opens now: nothing once the inviter is no administrator of the office any more. */
export async function invitationBySecret(
  query: Query,
  officeId: string,
  hash: Buffer,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const [row] = await query<OpenInvitation[]>`
    select i.id, i.email, i.role, i.expires_at as "expiresAt", i.invited_by as "invitedBy", p.full_name as inviter
    from invitation i join person p on p.id = i.invited_by
    where i.office_id = ${officeId} and i.secret_hash = ${hash} and i.accepted_at is null and i.withdrawn_at is null
      and i.expires_at > ${now}
      and exists (select 1 from membership m where m.office_id = i.office_id and m.person_id = i.invited_by
        and m.role = 'administrator' and m.until is null)`;
  return row;
}

/** Uses an invitation up; the caller holds the office's row. False when somebody was faster. */
export async function takeInvitation(
  tx: Tx,
  officeId: string,
  id: string,
  personId: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx`update invitation set accepted_at = ${at}, accepted_by = ${personId}
    where office_id = ${officeId} and id = ${id} and accepted_at is null and withdrawn_at is null returning 1`;
  return rows.length > 0;
}
