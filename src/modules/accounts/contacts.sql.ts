import type { Query, Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/i18n.ts';

/** A person as other desks need them: what to call them, where and in which language to write. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly lang: Lang;
  /** Of the login, else as an officer noted it; absent for a person with neither. */
  readonly email: string | undefined;
  readonly emailConfirmed: boolean;
  /** False for somebody whom an officer wrote down: no page of ours opens to them by signing in. */
  readonly hasLogin: boolean;
}

/** Persons by their ids, in no order; an id that is nobody's is left out. */
export async function contacts(query: Query, ids: readonly string[]): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const rows = await query<(Omit<Contact, 'email'> & { email: string | null })[]>`
    select p.id, p.full_name as name, p.lang,
      case when l.person_id is null then a.email when l.blocked_at is null then l.email end as email,
      coalesce(l.blocked_at is null and l.email_confirmed_at is not null, false) as "emailConfirmed",
      l.person_id is not null as "hasLogin"
    from person p left join login l on l.person_id = p.id left join person_address a on a.person_id = p.id
    where p.id = any(${ids as string[]}::uuid[])`;
  return rows.map((row) => ({ ...row, email: row.email ?? undefined }));
}

export async function contact(query: Query, id: string): Promise<Contact | undefined> {
  return (await contacts(query, [id]))[0];
}

/** Keeps the one address of a person without a login; an earlier one gives way. */
export async function storeAddress(
  tx: Tx,
  to: { personId: string; email: string; at: Date; byId: string },
): Promise<void> {
  await tx`insert into person_address (person_id, email, noted_at, noted_by)
    values (${to.personId}, ${to.email}, ${to.at}, ${to.byId})
    on conflict (person_id) do update set email = excluded.email, noted_at = excluded.noted_at, noted_by = excluded.noted_by`;
}

export async function deleteAddress(tx: Tx, personId: string): Promise<void> {
  await tx`delete from person_address where person_id = ${personId}`;
}
