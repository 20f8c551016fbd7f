import type { Query } from '../../../kernel/db.ts';
import type { Localised, ServiceDefinition } from '../definition.ts';
import type { DraftText } from './draft.ts';

/** A service in the administrator's list: published, being changed, or both. */
export interface CatalogueRow {
  readonly code: string;
  /** Null while it was never published. */
  readonly serviceId: string | null;
  readonly version: number | null;
  readonly retired: boolean;
  readonly name: DraftText;
  readonly group: DraftText | null;
  readonly publishedAt: Date | null;
  readonly draftChangedAt: Date | null;
  readonly draftChangedBy: string | null;
}

/** Every service of an office, stopped ones and new ones included, in the order of the catalogue. */
export async function selectCatalogue(
  query: Query,
  officeId: string,
): Promise<readonly CatalogueRow[]> {
  return query<CatalogueRow[]>`
    select code, s.id as "serviceId", s.current_version as version, s.retired_at is not null as retired,
      coalesce(v.definition -> 'name', d.definition -> 'name') as name,
      coalesce(v.definition -> 'group', d.definition -> 'group') as "group", v.published_at as "publishedAt",
      d.changed_at as "draftChangedAt", p.full_name as "draftChangedBy"
    from (select * from service where office_id = ${officeId}) s
    full join (select * from service_draft where office_id = ${officeId}) d using (code)
    left join service_version v on v.office_id = ${officeId} and v.service_id = s.id and v.version = s.current_version
    left join person p on p.id = d.changed_by
    order by s.retired_at is not null, s.position nulls last, code limit 1000`;
}

/** A published edition in the list of a service. */
export interface EditionRow {
  readonly version: number;
  readonly publishedAt: Date;
  /** Null: a folder brought it. */
  readonly publishedBy: string | null;
  readonly note: string;
}

/** A service's newest editions, newest first. */
export async function selectEditions(
  query: Query,
  officeId: string,
  serviceId: string,
): Promise<readonly EditionRow[]> {
  return query<EditionRow[]>`
    select v.version, v.published_at as "publishedAt", p.full_name as "publishedBy", v.note
    from service_version v left join person p on p.id = v.published_by
    where v.office_id = ${officeId} and v.service_id = ${serviceId}
    order by v.version desc limit 200`;
}

/** A service by its code, stopped ones included. */
export async function selectService(
  query: Query,
  officeId: string,
  code: string,
): Promise<
  | {
      readonly id: string;
      readonly version: number;
      readonly retired: boolean;
      readonly name: Localised;
    }
  | undefined
> {
  const [row] = await query<{ id: string; version: number; retired: boolean; name: Localised }[]>`
    select s.id, s.current_version as version, s.retired_at is not null as retired, v.definition -> 'name' as name
    from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version
    where s.office_id = ${officeId} and s.code = ${code}`;
  return row;
}

/** A published edition by the service's code. */
export async function selectEdition(
  query: Query,
  officeId: string,
  code: string,
  version: number,
): Promise<ServiceDefinition | undefined> {
  const [row] = await query<{ definition: ServiceDefinition }[]>`
    select v.definition from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id
    where s.office_id = ${officeId} and s.code = ${code} and v.version = ${version}`;
  return row?.definition;
}

/** What was done about one service, newest first: events of the office, without what they keep sealed. */
export async function selectServiceEvents(
  query: Query,
  officeId: string,
  code: string,
): Promise<readonly { kind: string; at: Date; by: string | null; version: number | null }[]> {
  return query<{ kind: string; at: Date; by: string | null; version: number | null }[]>`
    select e.kind, e.at, p.full_name as by, (e.data ->> 'version')::int as version
    from event e left join person p on p.id = e.actor_id
    where e.stream_id = ${officeId} and e.kind like 'service.%' and e.data ->> 'code' = ${code}
    order by e.seq desc limit 50`;
}
