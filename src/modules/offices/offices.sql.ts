import type { Query } from '../../kernel/db.ts';
import type { DeficiencyReason, Localised, ServiceDefinition } from './definition.ts';
import type { Counter, Office, OfficeService } from './office.ts';

const officeColumns = (query: Query) => query`
  id, slug, code, name, kind, parent_id as "parentId", ancestors, time_zone as "timeZone", profile, practice,
  (select jsonb_build_object('id', real.id, 'slug', real.slug) from office real where real.id = office.twin_of) as "practiceOf"`;

export async function selectOfficeBySlug(query: Query, slug: string): Promise<Office | undefined> {
  const [office] = await query<Office[]>`
    select ${officeColumns(query)} from office where slug = ${slug} and closed_at is null`;
  return office;
}

export async function selectOffice(query: Query, id: string): Promise<Office | undefined> {
  const [office] = await query<
    Office[]
  >`select ${officeColumns(query)} from office where id = ${id}`;
  return office;
}

/** The offices directly below one, by name. */
export async function selectChildren(query: Query, id: string): Promise<readonly Office[]> {
  return query<Office[]>`
    select ${officeColumns(query)} from office where parent_id = ${id} and closed_at is null
    order by name->>'id', id limit 1000`;
}

/** What an office offers now, in its own order. */
export async function selectServices(
  query: Query,
  officeId: string,
): Promise<readonly OfficeService[]> {
  return query<OfficeService[]>`
    select s.id, s.code, s.current_version as version, v.definition
    from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version
    where s.office_id = ${officeId} and s.retired_at is null
    order by s.position, s.code limit 1000`;
}

export async function selectServiceVersion(
  query: Query,
  officeId: string,
  serviceId: string,
  version: number,
): Promise<{ code: string; definition: ServiceDefinition } | undefined> {
  const [row] = await query<{ code: string; definition: ServiceDefinition }[]>`
    select s.code, v.definition
    from service_version v join service s on s.office_id = v.office_id and s.id = v.service_id
    where v.office_id = ${officeId} and v.service_id = ${serviceId} and v.version = ${version}`;
  return row;
}

/** The edition that was in force at a moment; undefined when the service came later. */
export async function selectEditionAt(
  query: Query,
  officeId: string,
  serviceId: string,
  at: Date,
): Promise<ServiceDefinition | undefined> {
  const [row] = await query<{ definition: ServiceDefinition }[]>`
    select definition from service_version
    where office_id = ${officeId} and service_id = ${serviceId} and published_at <= ${at}
    order by version desc limit 1`;
  return row?.definition;
}

export async function selectReasons(
  query: Query,
  officeId: string,
): Promise<readonly DeficiencyReason[]> {
  return query<DeficiencyReason[]>`
    select code, label, advice from deficiency_reason
    where office_id = ${officeId} and retired_at is null order by position, code limit 500`;
}

export async function selectCounters(query: Query, officeId: string): Promise<readonly Counter[]> {
  return query<{ id: string; code: string; name: Localised }[]>`
    select id, code, name from counter where office_id = ${officeId} and closed_at is null order by code limit 500`;
}

/** The days off of an office: the national ones, and over them its own. */
export async function selectDaysOff(
  query: Query,
  officeId: string,
): Promise<readonly { day: string; name: string; kind: 'L' | 'C' | 'office' }[]> {
  return query<{ day: string; name: string; kind: 'L' | 'C' | 'office' }[]>`
    select to_char(day, 'YYYY-MM-DD') as day, name, kind from day_off
    where office_id is null or office_id = ${officeId} order by office_id nulls first limit 10000`;
}
