import type { Query, Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/i18n.ts';
import type { Head } from '../../kernel/ledger.ts';
import type { Names } from './rules.ts';

export interface LoginRow {
  readonly personId: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly emailConfirmedAt: Date | null;
  readonly blockedAt: Date | null;
}

export async function loginByEmail(query: Query, email: string): Promise<LoginRow | undefined> {
  const [row] = await query<LoginRow[]>`
    select person_id as "personId", email, password_hash as "passwordHash", email_confirmed_at as "emailConfirmedAt",
      blocked_at as "blockedAt"
    from login where lower(email) = ${email}`;
  return row;
}

export async function loginOf(query: Query, personId: string): Promise<LoginRow | undefined> {
  const [row] = await query<LoginRow[]>`
    select person_id as "personId", email, password_hash as "passwordHash", email_confirmed_at as "emailConfirmedAt",
      blocked_at as "blockedAt"
    from login where person_id = ${personId}`;
  return row;
}

/** Holds a login as it was when its password was looked at; false when it was changed or blocked since. */
export async function isStillOpen(
  tx: Tx,
  personId: string,
  passwordHash: string,
): Promise<boolean> {
  const rows = await tx`select 1 from login
    where person_id = ${personId} and password_hash = ${passwordHash} and blocked_at is null for share`;
  return rows.length > 0;
}

export interface PersonRow {
  readonly id: string;
  readonly fullName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly lang: Lang;
}

export async function personById(query: Query, id: string): Promise<PersonRow | undefined> {
  const [row] = await query<PersonRow[]>`
    select id, full_name as "fullName", coalesce(given_name, full_name) as "givenName",
      coalesce(family_name, '') as "familyName", lang
    from person where id = ${id}`;
  return row;
}

/** Locks a person's row, which carries the head of their chain. */
export async function lockPerson(tx: Tx, id: string): Promise<Head | undefined> {
  const [row] = await tx<{ head_seq: number; head_hash: Buffer }[]>`
    select head_seq, head_hash from person where id = ${id} for update`;
  return row && { seq: row.head_seq, hash: row.head_hash };
}

export async function storePersonHead(tx: Tx, id: string, head: Head): Promise<void> {
  await tx`update person set head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`;
}

export async function insertPerson(
  tx: Tx,
  person: { id: string; fullName: string; names: Names | undefined; lang: Lang },
) {
  await tx`insert into person (id, full_name, given_name, family_name, lang)
    values (${person.id}, ${person.fullName}, ${person.names?.given ?? null}, ${person.names?.family || null}, ${person.lang})`;
}

/** Takes the name off a person who has no login. */
export async function unnamePerson(tx: Tx, id: string): Promise<void> {
  await tx`update person set full_name = '-', given_name = null, family_name = null
    where id = ${id} and not exists (select from login where person_id = ${id})`;
}

export async function insertLogin(
  tx: Tx,
  login: { personId: string; email: string; passwordHash: string; at: Date; confirmed: boolean },
) {
  await tx`insert into login (person_id, email, password_hash, email_confirmed_at, password_changed_at)
    values (${login.personId}, ${login.email}, ${login.passwordHash}, ${login.confirmed ? login.at : null}, ${login.at})`;
}

export async function updateProfile(
  tx: Tx,
  id: string,
  fullName: string,
  names: Names,
  lang: Lang,
): Promise<void> {
  await tx`update person set full_name = ${fullName}, given_name = ${names.given},
    family_name = ${names.family || null}, lang = ${lang} where id = ${id}`;
}

export async function storePassword(
  tx: Tx,
  personId: string,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await tx`update login set password_hash = ${passwordHash}, password_changed_at = ${at} where person_id = ${personId}`;
}

/** Marks the address as the person's own; false when it was so already, or is no longer their address. */
export async function confirmEmail(
  tx: Tx,
  personId: string,
  email: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx`update login set email_confirmed_at = ${at}
    where person_id = ${personId} and email = ${email} and email_confirmed_at is null returning 1`;
  return rows.length > 0;
}
