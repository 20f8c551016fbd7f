import type { Query } from '../../../kernel/db.ts';

/** Everybody who works or ever worked in an office, by name: whom an audit may ask about. */
export async function everyColleague(
  query: Query,
  officeId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return query<{ id: string; name: string }[]>`
    select distinct p.id, p.full_name as name from membership m join person p on p.id = m.person_id
    where m.office_id = ${officeId} order by p.full_name, p.id limit 2000`;
}

/** The dossier of a number in an office; undefined when there is none. */
export async function dossierOfNumber(
  query: Query,
  officeId: string,
  number: string,
): Promise<string | undefined> {
  const [row] = await query<{ id: string }[]>`
    select id from dossier where office_id = ${officeId} and number = ${number}`;
  return row?.id;
}

/** Names of persons by id. */
export async function namesOf(
  query: Query,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await query<{ id: string; name: string }[]>`
    select id, full_name as name from person where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
