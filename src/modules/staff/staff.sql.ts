import type { Query, Tx } from '../../kernel/db.ts';
import type { StaffRole } from '../../kernel/roles.ts';

/** False when the person has this role here already. */
export async function insertMembership(
  tx: Tx,
  officeId: string,
  personId: string,
  role: StaffRole,
  since: Date,
): Promise<boolean> {
  const rows = await tx`insert into membership (office_id, person_id, role, since)
    values (${officeId}, ${personId}, ${role}, ${since})
    on conflict (office_id, person_id, role) where until is null do nothing returning 1`;
  return rows.length > 0;
}

/** False when there was no such role to end. */
export async function closeMembership(
  tx: Tx,
  officeId: string,
  personId: string,
  role: StaffRole,
  until: Date,
): Promise<boolean> {
  const rows = await tx`update membership set until = ${until}
    where office_id = ${officeId} and person_id = ${personId} and role = ${role} and until is null returning 1`;
  return rows.length > 0;
}

/** The roles a person holds in an office now. */
export async function rolesOf(
  query: Query,
  officeId: string,
  personId: string,
): Promise<StaffRole[]> {
  const rows = await query<{ role: StaffRole }[]>`select role from membership
    where office_id = ${officeId} and person_id = ${personId} and until is null order by role`;
  return rows.map((row) => row.role);
}

/** One role of a person in one office. */
export interface Membership {
  readonly officeId: string;
  readonly role: StaffRole;
  readonly since: Date;
}

/** Everything a person works as now, anywhere. */
export async function memberships(query: Query, personId: string): Promise<Membership[]> {
  return query<Membership[]>`select office_id as "officeId", role, since from membership
    where person_id = ${personId} and until is null order by office_id, role`;
}

/** Somebody who works in an office, with all their roles there. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
}

/** Who works in an office now, by name; for lists to assign work from. */
export async function colleagues(query: Query, officeId: string): Promise<Colleague[]> {
  return query<
    Colleague[]
  >`select m.person_id as "personId", p.full_name as name, array_agg(m.role order by m.role) as roles
    from membership m join person p on p.id = m.person_id
    where m.office_id = ${officeId} and m.until is null
    group by m.person_id, p.full_name order by p.full_name, m.person_id`;
}

/** Whether somebody besides this person administers the office; the caller holds the office's row. */
export async function hasOtherAdministrator(
  tx: Tx,
  officeId: string,
  personId: string,
): Promise<boolean> {
  const rows = await tx`select 1 from membership m join login l on l.person_id = m.person_id
    where m.office_id = ${officeId} and m.person_id <> ${personId} and m.role = 'administrator' and m.until is null
      and l.blocked_at is null limit 1`;
  return rows.length > 0;
}

/** A colleague as an administrator sees them. */
export interface Person extends Colleague {
  readonly email: string;
  readonly hasFactor: boolean;
}

/** Everybody who works in an office now, by name. */
export async function people(query: Query, officeId: string): Promise<Person[]> {
  return query<Person[]>`
    select m.person_id as "personId", p.full_name as name, coalesce(l.email, '') as email,
      exists (select 1 from second_factor f where f.person_id = m.person_id and f.since is not null) as "hasFactor",
      array_agg(m.role order by m.role) as roles
    from membership m
    join person p on p.id = m.person_id
    left join login l on l.person_id = m.person_id
    where m.office_id = ${officeId} and m.until is null
    group by m.person_id, p.full_name, l.email order by p.full_name, m.person_id`;
}

/** Somebody who works or worked in an office; undefined when they never did. */
export async function personHere(
  query: Query,
  officeId: string,
  personId: string,
): Promise<Person | undefined> {
  const [row] = await query<Person[]>`
    select m.person_id as "personId", p.full_name as name, coalesce(l.email, '') as email,
      exists (select 1 from second_factor f where f.person_id = m.person_id and f.since is not null) as "hasFactor",
      coalesce(array_agg(m.role order by m.role) filter (where m.until is null), '{}') as roles
    from membership m
    join person p on p.id = m.person_id
    left join login l on l.person_id = m.person_id
    where m.office_id = ${officeId} and m.person_id = ${personId}
    group by m.person_id, p.full_name, l.email`;
  return row;
}
