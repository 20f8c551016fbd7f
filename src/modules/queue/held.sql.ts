import type { Query } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';

/** Lines on a page of the list. */
export const HELD_LINES = 25;

/** A dossier with originals at the office. */
export interface HeldDossier {
  readonly dossierId: string;
  /** Since when the first of them lies here. */
  readonly since: Date;
  /** Since when one of them has to go back: every application that needs it has ended. Null while none has. */
  readonly owed: Date | null;
  readonly number: string;
  readonly fullName: string;
  /** How many dossiers the whole list holds, and how many of them have something to be given back. */
  readonly all: number;
  readonly allOwed: number;
}

/** Where a page of the list begins: after this line. */
export type HeldPlace = Pick<HeldDossier, 'dossierId' | 'since' | 'owed'>;

/** Which of them: all, by number, or by the beginning of a name. */
export type HeldFilter = { readonly number?: string; readonly name?: string };

/**
 * The dossiers with originals at the office; what has to go back stands first, what has waited longest before all. One more line
 * than a page holds. A sheet that several applications need goes back when the last of them has ended.
 */
export async function heldDossiers(
  query: Query,
  officeId: string,
  { number, name }: HeldFilter,
  after?: HeldPlace,
): Promise<HeldDossier[]> {
  const prefix = `${(name ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const of =
    number !== undefined
      ? query`and a.dossier_id = (select id from dossier where number = ${number} and office_id = ${officeId})`
      : name !== undefined
        ? query`and exists (select 1 from dossier d where d.office_id = a.office_id and d.id = a.dossier_id
            and lower(d.full_name) like ${prefix})`
        : query``;
  const onward = after
    ? query`where (coalesce(owed, 'infinity'), since, dossier_id)
        > (coalesce(${after.owed}::timestamptz, 'infinity'), ${after.since}::timestamptz, ${after.dossierId}::uuid)`
    : query``;
  return query<HeldDossier[]>`
    with sheet as (
      select a.dossier_id, min(o.place_since) as since,
        case when bool_and(a.outcome is not null) then max(greatest(a.closed_at, o.place_since)) end as owed
      from original o join application a on a.office_id = o.office_id and a.id = o.application_id
      where o.office_id = ${officeId} and o.place = 'office' ${of}
      group by a.dossier_id, o.requirement
    ), held as (
      select dossier_id, min(since) as since, min(owed) as owed from sheet group by dossier_id
    ), page as (
      select * from held ${onward} order by coalesce(owed, 'infinity'), since, dossier_id limit 26
    )
    select p.dossier_id as "dossierId", p.since, p.owed, d.number, d.full_name as "fullName",
      (select count(*) from held)::int as all, (select count(owed) from held)::int as "allOwed"
    from page p join dossier d on d.office_id = ${officeId} and d.id = p.dossier_id
    order by coalesce(p.owed, 'infinity'), p.since, p.dossier_id`;
}

/** An original that lies at the office. */
export interface HeldOriginal {
  readonly dossierId: string;
  readonly requirement: string;
  readonly name: LocalisedText;
}

/** What lies at the office of each of these dossiers; what several applications need is named once. */
export async function heldOriginals(
  query: Query,
  officeId: string,
  dossierIds: readonly string[],
): Promise<HeldOriginal[]> {
  return query<HeldOriginal[]>`
    select distinct a.dossier_id as "dossierId", o.requirement, r.value -> 'name' as name
    from application a
    join original o on o.office_id = a.office_id and o.application_id = a.id and o.place = 'office'
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    cross join lateral jsonb_array_elements(v.definition -> 'requirements') as r (value)
    where a.office_id = ${officeId} and a.dossier_id = any(${[...dossierIds]}) and r.value ->> 'key' = o.requirement
    order by 1, 2 limit 1000`;
}
