import type { Query, Tx } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';

/** Lines on a page of the list. */
export const HELD_LINES = 25;
/** Beyond this many a count says only that there are more. */
export const MOST_COUNTED = 1000;

/** A sheet of paper that lies at the office. */
export interface HeldOriginal {
  readonly id: string;
  readonly dossierId: string;
  readonly number: string;
  readonly fullName: string;
  readonly name: LocalisedText;
  readonly since: Date;
  /** Since when it has to go back: every application that needs it has ended. Null while one needs it still. */
  readonly owed: Date | null;
}

/** Where a page of the list begins: after this line. */
export type HeldPlace = Pick<HeldOriginal, 'id' | 'since' | 'owed'>;

/** Which of them: all, those of one dossier, or those of whoever's name begins so. */
export interface HeldFilter {
  readonly number?: string;
  readonly name?: string;
}

/** One line for a sheet that several applications of a dossier need. */
const onlyOnce = (query: Query) => query`not exists (
  select 1 from application b join original p on p.office_id = b.office_id and p.application_id = b.id
  where b.office_id = a.office_id and b.dossier_id = a.dossier_id and p.requirement = o.requirement and p.place = 'office'
    and p.id < o.id)`;

/**
 * The originals at the office: what has to go back stands first, what has waited longest before all; then what has lain here
 * longest. One more line than a page holds. Both halves are read in the order of their index.
 */
export async function heldOriginals(
  query: Query,
  officeId: string,
  { number, name }: HeldFilter,
  after?: HeldPlace,
): Promise<HeldOriginal[]> {
  const prefix = `${(name ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const of =
    number !== undefined
      ? query`and a.dossier_id = (select id from dossier where number = ${number} and office_id = ${officeId})`
      : name !== undefined
        ? query`and a.dossier_id in (select id from dossier where office_id = ${officeId} and lower(full_name) like ${prefix})`
        : query``;
  const owedAfter = !after
    ? query``
    : after.owed
      ? query`and (o.owed_since, o.id) > (${after.owed}, ${after.id}::uuid)`
      : query`and false`;
  const keptAfter =
    after && !after.owed
      ? query`and (o.place_since, o.id) > (${after.since}, ${after.id}::uuid)`
      : query``;
  return query<HeldOriginal[]>`
    with line as (
      (select 0 as half, o.owed_since as at, o.id, o.application_id, o.requirement
        from original o join application a on a.office_id = o.office_id and a.id = o.application_id
        where o.office_id = ${officeId} and o.owed_since is not null ${owedAfter} ${of} and ${onlyOnce(query)}
        order by o.owed_since, o.id limit 26)
      union all
      (select 1, o.place_since, o.id, o.application_id, o.requirement
        from original o join application a on a.office_id = o.office_id and a.id = o.application_id
        where o.office_id = ${officeId} and o.place = 'office' and o.owed_since is null ${keptAfter} ${of} and ${onlyOnce(query)}
        order by o.place_since, o.id limit 26)
      order by 1, 2, 3 limit 26
    )
    select l.id, d.id as "dossierId", d.number, d.full_name as "fullName", o.place_since as since, o.owed_since as owed,
      (select r.value -> 'name' from jsonb_array_elements(v.definition -> 'requirements') as r (value)
        where r.value ->> 'key' = l.requirement limit 1) as name
    from line l
    join original o on o.office_id = ${officeId} and o.id = l.id
    join application a on a.office_id = o.office_id and a.id = l.application_id
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    order by l.half, l.at, l.id`;
}

/** How many originals lie at the office, and how many of them have to go back; of a great many, one more than is counted. */
export async function countHeld(
  query: Query,
  officeId: string,
): Promise<{ readonly all: number; readonly owed: number }> {
  const some = async (lines: ReturnType<typeof query>) => {
    const [row] = await query<{ n: number }[]>`
      select case when count(*) > 1000 then 1001 else count(distinct (a.dossier_id, o.requirement)) end::int as n
      from (${lines} limit 1001) o
      join application a on a.office_id = ${officeId} and a.id = o.application_id`;
    return row?.n ?? 0;
  };
  const [all, owed] = await Promise.all([
    some(
      query`select application_id, requirement from original where office_id = ${officeId} and place = 'office'`,
    ),
    some(
      query`select application_id, requirement from original where office_id = ${officeId} and owed_since is not null`,
    ),
  ]);
  return { all, owed };
}

/** Says of a dossier's originals at the office which have to go back, by how its applications stand now. Safe to repeat. */
export async function oweBack(tx: Tx, officeId: string, dossierId: string): Promise<void> {
  await tx`
    update original o set owed_since = g.owed
    from (select p.requirement,
        case when bool_and(a.outcome is not null) then max(greatest(a.closed_at, p.place_since)) end as owed
      from application a join original p on p.office_id = a.office_id and p.application_id = a.id and p.place = 'office'
      where a.office_id = ${officeId} and a.dossier_id = ${dossierId} group by p.requirement) g, application a
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId} and o.office_id = a.office_id and o.application_id = a.id
      and o.place = 'office' and o.requirement = g.requirement and o.owed_since is distinct from g.owed`;
}
