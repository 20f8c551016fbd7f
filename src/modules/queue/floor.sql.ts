import type { Query } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';
import type { Walking } from './rules.ts';

/** A dossier as the floor looks at it. */
export interface FloorDossier {
  readonly id: string;
  readonly number: string;
  readonly applicantId: string;
  readonly fullName: string;
  readonly secretHash: Buffer;
}

/** By number, or by the beginning of a name; of a great many, the newest ten. */
export async function findOnFloor(
  query: Query,
  officeId: string,
  by: { readonly number: string } | { readonly name: string },
): Promise<FloorDossier[]> {
  if ('number' in by)
    return query<FloorDossier[]>`
      select id, number, applicant_id as "applicantId", full_name as "fullName", secret_hash as "secretHash"
      from dossier where number = ${by.number} and office_id = ${officeId}`;
  const prefix = `${by.name.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return query<FloorDossier[]>`
    select id, number, applicant_id as "applicantId", full_name as "fullName", secret_hash as "secretHash"
    from dossier where office_id = ${officeId} and lower(full_name) like ${prefix}
    order by submitted_at desc limit 10`;
}

/** The dossier within its office. */
export async function floorDossier(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<FloorDossier | undefined> {
  const [row] = await query<FloorDossier[]>`
    select id, number, applicant_id as "applicantId", full_name as "fullName", secret_hash as "secretHash"
    from dossier where office_id = ${officeId} and id = ${dossierId}`;
  return row;
}

/** The name of the office whose dossier numbers begin with this code. */
export async function officeByCode(
  query: Query,
  code: string,
): Promise<{ readonly id: string; readonly name: LocalisedText } | undefined> {
  const [row] = await query<
    { id: string; name: LocalisedText }[]
  >`select id, name from office where code = ${code} limit 1`;
  return row;
}

/** How each application of the dossier stands, and under which name. */
export async function walkingOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<(Walking & { readonly id: string; readonly serviceName: LocalisedText })[]> {
  return query<(Walking & { id: string; serviceName: LocalisedText })[]>`
    select a.id, v.definition -> 'name' as "serviceName", a.step_kind as "stepKind", a.waiting_on as "waitingOn",
      exists (select 1 from step_result r
        join jsonb_to_recordset(v.definition -> 'route') as s (key text, kind text) on s.key = r.step and s.kind = 'meeting'
        where r.office_id = a.office_id and r.application_id = a.id and r.result = 'done') as met
    from application a
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId}
    order by a.submitted_at, a.id`;
}

/** A booked meeting with the visit that belongs to it. */
export interface BookedRow {
  readonly id: string;
  readonly counterId: string;
  readonly counterName: LocalisedText;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly visitId: string | null;
  readonly arrivedAt: Date | null;
  readonly visitState: 'waiting' | 'serving' | 'served' | 'returned' | 'unserved' | null;
}

/**
 * The dossier's booked meetings: first the one of today for which its applicant is here, then those that were not held yet,
 * the nearest to this moment first. `today` begins at the office's midnight.
 */
export async function bookedOf(
  query: Query,
  officeId: string,
  dossierId: string,
  at: Date,
  today: { readonly from: Date; readonly to: Date },
): Promise<BookedRow[]> {
  return query<BookedRow[]>`
    select a.id, a.counter_id as "counterId", c.name as "counterName", a.starts_at as "startsAt", a.ends_at as "endsAt",
      v.id as "visitId", v.arrived_at as "arrivedAt", v.state as "visitState"
    from appointment a
    join counter c on c.office_id = a.office_id and c.id = a.counter_id
    left join visit v on v.office_id = a.office_id and v.appointment_id = a.id
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId} and a.state = 'booked'
    order by (v.state in ('waiting', 'serving') and v.arrived_at >= ${today.from} and a.starts_at >= ${today.from}
        and a.starts_at < ${today.to}) is true desc,
      (v.state in ('served', 'returned')) is true, abs(extract(epoch from a.starts_at - ${at}::timestamptz)), a.id limit 10`;
}

/** Somebody expected or arrived today. */
export interface DayVisitor {
  readonly dossierId: string;
  readonly number: string;
  readonly fullName: string;
  readonly counterName: LocalisedText;
  readonly startsAt: Date;
  readonly arrivedAt: Date | null;
  readonly state: 'expected' | 'waiting' | 'serving' | 'served' | 'returned' | 'unserved';
}

/** Everybody with a meeting in this stretch of time: who waits longest first, then who is still to come. */
export async function visitorsOf(
  query: Query,
  officeId: string,
  from: Date,
  to: Date,
): Promise<DayVisitor[]> {
  return query<DayVisitor[]>`
    select d.id as "dossierId", d.number, d.full_name as "fullName", c.name as "counterName", a.starts_at as "startsAt",
      v.arrived_at as "arrivedAt", coalesce(v.state, 'expected') as state
    from appointment a
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    join counter c on c.office_id = a.office_id and c.id = a.counter_id
    left join visit v on v.office_id = a.office_id and v.appointment_id = a.id
    where a.office_id = ${officeId} and a.starts_at >= ${from} and a.starts_at < ${to}
      and (a.state = 'booked' or v.state is not null)
    order by v.served_at nulls first, v.arrived_at nulls last, a.starts_at, a.id limit 300`;
}
