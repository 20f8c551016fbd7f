import type { Query } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/i18n.ts';

/** A person as other desks need them: what to call them, where and in which language to write. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly lang: Lang;
  /** Absent for a person without a login. */
  readonly email: string | undefined;
  readonly emailConfirmed: boolean;
}

/** Persons by their ids, in no order; an id that is nobody's is left out. */
export async function contacts(query: Query, ids: readonly string[]): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const rows = await query<(Omit<Contact, 'email'> & { email: string | null })[]>`
    select p.id, p.full_name as name, p.lang, l.email, coalesce(l.email_confirmed_at is not null, false) as "emailConfirmed"
    from person p left join login l on l.person_id = p.id and l.blocked_at is null
    where p.id = any(${ids as string[]}::uuid[])`;
  return rows.map((row) => ({ ...row, email: row.email ?? undefined }));
}

export async function contact(query: Query, id: string): Promise<Contact | undefined> {
  return (await contacts(query, [id]))[0];
}
