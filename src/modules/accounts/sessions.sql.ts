import type { Workplace } from '../../kernel/actor.ts';
import type { Query, Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/i18n.ts';
import type { StaffRole } from '../../kernel/roles.ts';

export interface SessionRow {
  readonly id: string;
  readonly name: string;
  readonly lang: Lang;
  readonly emailConfirmed: boolean;
  readonly openedAt: Date;
  readonly seenAt: Date;
  /** The session was opened with a code. */
  readonly withCode: boolean;
  /** The person has a second factor, whether or not this session was opened with it. */
  readonly hasFactor: boolean;
  readonly roles: readonly StaffRole[];
  readonly rolesAbove: readonly StaffRole[];
  /** Their roles in every office. */
  readonly rolesAnywhere: readonly StaffRole[];
  readonly workplace: Workplace | null;
}

/** The one look-up of every request: person, their roles here and above, all as they are at this moment. */
export async function sessionByHash(
  query: Query,
  hash: Buffer,
  officeId: string | null,
  above: readonly string[],
  now: Date,
): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow[]>`
    select p.id, p.full_name as name, p.lang, l.email_confirmed_at is not null as "emailConfirmed", s.created_at as "openedAt",
      s.seen_at as "seenAt", s.with_code as "withCode", s.workplace,
      s.with_code or exists (select 1 from second_factor f where f.person_id = s.person_id and f.since is not null)
        as "hasFactor",
      coalesce(m.here, '{}') as roles, coalesce(m.above, '{}') as "rolesAbove", coalesce(m.anywhere, '{}') as "rolesAnywhere"
    from session s
    join person p on p.id = s.person_id
    join login l on l.person_id = s.person_id
    cross join lateral (
      select array_agg(role order by role) filter (where office_id = ${officeId}::uuid) as here,
        array_agg(distinct role) filter (where office_id = any(${above as string[]}::uuid[])) as above,
        array_agg(distinct role) as anywhere
      from membership where person_id = s.person_id and until is null) m
    where s.token_hash = ${hash} and s.expires_at > ${now} and l.blocked_at is null`;
  return row;
}

/** Keeps where the person says they work from in this session. */
export async function setWorkplace(
  query: Query,
  hash: Buffer,
  workplace: Workplace | null,
): Promise<void> {
  await query`update session set workplace = ${workplace} where token_hash = ${hash}`;
}

export async function touchSession(
  query: Query,
  hash: Buffer,
  now: Date,
  expiresAt: Date,
): Promise<void> {
  await query`update session set seen_at = ${now}, expires_at = ${expiresAt} where token_hash = ${hash}`;
}

export async function insertSession(
  query: Query,
  session: {
    hash: Buffer;
    personId: string;
    device: string;
    now: Date;
    expiresAt: Date;
    withCode: boolean;
  },
): Promise<void> {
  await query`insert into session (token_hash, person_id, created_at, seen_at, expires_at, device, with_code)
    values (${session.hash}, ${session.personId}, ${session.now}, ${session.now}, ${session.expiresAt}, ${session.device},
      ${session.withCode})`;
}

/** Whether a session was opened with a code; false when there is no such session. */
export async function isWithCode(query: Query, hash: Buffer): Promise<boolean> {
  const rows = await query`select 1 from session where token_hash = ${hash} and with_code`;
  return rows.length > 0;
}

export async function deleteSession(query: Query, hash: Buffer): Promise<string | undefined> {
  const [row] = await query<{ person_id: string }[]>`
    delete from session where token_hash = ${hash} returning person_id`;
  return row?.person_id;
}

/** Ends all sessions of a person, and what they had only half opened. */
export async function deleteSessionsOf(query: Query, personId: string): Promise<number> {
  await query`delete from pending_login where person_id = ${personId}`;
  return (await query`delete from session where person_id = ${personId}`).count;
}

/** The person's roles in every office: they decide how long a session lives. */
export async function rolesAnywhere(query: Query, personId: string): Promise<StaffRole[]> {
  const rows = await query<{ role: StaffRole }[]>`
    select distinct role from membership where person_id = ${personId} and until is null`;
  return rows.map(({ role }) => role);
}

/** Whether the person works anywhere: a second factor is then theirs to have. */
export const isStaffAnywhere = async (query: Query, personId: string): Promise<boolean> =>
  (await rolesAnywhere(query, personId)).length > 0;

/** Whether the person works in this office: signing in then leads to the work list. */
export async function isStaffAt(
  query: Query,
  personId: string,
  officeId: string,
): Promise<boolean> {
  const rows = await query`select 1 from membership
    where office_id = ${officeId} and person_id = ${personId} and until is null limit 1`;
  return rows.length > 0;
}

export interface DeviceRow {
  readonly hash: Buffer;
  readonly device: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

/** The browsers signed in as this person, the last used first. */
export async function devicesOf(query: Query, personId: string, now: Date): Promise<DeviceRow[]> {
  return query<DeviceRow[]>`
    select token_hash as hash, device, created_at as "createdAt", seen_at as "seenAt"
    from session where person_id = ${personId} and expires_at > ${now} order by seen_at desc limit 50`;
}

/** Removes what can no longer be used. */
export async function sweep(tx: Tx, now: Date): Promise<void> {
  await tx`delete from session where expires_at < ${now}`;
  await tx`delete from pending_login where expires_at < ${now}`;
  await tx`delete from second_factor where since is null and waiting_since < ${now}::timestamptz - interval '1 day'`;
  await tx`delete from mailed_secret where expires_at < ${now}::timestamptz - interval '1 day'`;
  await tx`delete from rate_limit where expire < ${now.getTime()}`;
}
