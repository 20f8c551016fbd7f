import type { Query } from '../../../kernel/db.ts';
import type { StepKind } from '../../offices/index.ts';
import type { Outcome } from '../rules.ts';

/**
 * A line of the officer's work list: one dossier. Its most urgent application among those that the filter asks for decides its
 * place, and is the one that the line's own fields speak of.
 */
export interface WorkRow {
  readonly application_id: string;
  readonly dossier_id: string;
  readonly number: string;
  readonly full_name: string;
  /** All of the dossier, in its order. */
  readonly applications: readonly WorkApplication[];
  /** In which unit the service promises its time. */
  readonly time_unit: 'working_days' | 'working_hours' | 'calendar_days';
  readonly submitted_at: Date;
  readonly due_at: Date | null;
  readonly handler_id: string | null;
  readonly handler_name: string | null;
  readonly own: boolean;
}

/** An application as its dossier's line names it. */
export interface WorkApplication {
  readonly id: string;
  readonly name: { id: string; en?: string };
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant' | 'nobody';
  readonly outcome: Outcome | null;
  readonly round: number;
}

export interface WorkFilter {
  readonly officeId: string;
  readonly officerId: string;
  readonly waitingOn: 'office' | 'applicant';
  readonly serviceId?: string | undefined;
  readonly stepKind?: StepKind | undefined;
  /** Where the last page ended. */
  readonly after?:
    | { readonly dueAt: Date | null; readonly submittedAt: Date; readonly id: string }
    | undefined;
}

/**
 * The order of the line: due time (stopped clocks last), then arrival; a dossier stands in it once. One page has 25 lines and one
 * more to know that it goes on. The lines are found in the order of the index before anything is joined to them: left to choose,
 * PostgreSQL joins everything that waits first and sorts then.
 */
export async function workList(query: Query, f: WorkFilter): Promise<WorkRow[]> {
  const service = f.serviceId ? query`and a.service_id = ${f.serviceId}` : query``;
  const step = f.stepKind ? query`and a.step_kind = ${f.stepKind}` : query``;
  // As a single value it is asked for line by line: as a join it would be reckoned for the whole office first.
  const mostUrgent = query`(select a.id from application a
    where a.office_id = its.office_id and a.dossier_id = its.dossier_id and a.outcome is null and a.waiting_on = ${f.waitingOn} ${service} ${step}
    order by a.due_at, a.submitted_at, a.id limit 1)`;
  const after = !f.after
    ? query``
    : f.after.dueAt
      ? query`and (a.due_at, a.submitted_at, a.id) > (${f.after.dueAt}, ${f.after.submittedAt}, ${f.after.id}::uuid)`
      : query`and a.due_at is null and (a.submitted_at, a.id) > (${f.after.submittedAt}, ${f.after.id}::uuid)`;
  return query<WorkRow[]>`
    with line as materialized (
      select a.* from application a cross join lateral (select a.office_id, a.dossier_id) its
      where a.office_id = ${f.officeId} and a.outcome is null and a.waiting_on = ${f.waitingOn} ${service} ${step} ${after}
        and a.id = ${mostUrgent}
      order by a.due_at, a.submitted_at, a.id limit 26)
    select a.id as application_id, a.dossier_id, d.number, d.full_name, v.definition #>> '{time,unit}' as time_unit,
      a.submitted_at, a.due_at,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'name', w.definition -> 'name', 'step_kind', s.step_kind,
          'waiting_on', s.waiting_on, 'outcome', s.outcome, 'round', s.round) order by s.submitted_at, s.id)
        from application s
        join service_version w on w.office_id = s.office_id and w.service_id = s.service_id and w.version = s.service_version
        where s.office_id = d.office_id and s.dossier_id = d.id) as applications,
      case when d.handler_until > now() then d.handler_id end as handler_id,
      case when d.handler_until > now() then h.full_name end as handler_name,
      d.applicant_id = ${f.officerId} as own
    from line a
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    left join person h on h.id = d.handler_id
    order by a.due_at, a.submitted_at, a.id`;
}

export interface WorkCount {
  readonly service_id: string;
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant';
  readonly count: number;
}

/**
 * How many wait, by service and state. Counted to 1,000 for each: beyond that nobody needs the exact figure and the page
 * stays quick in the largest office.
 */
export async function workCounts(query: Query, officeId: string): Promise<WorkCount[]> {
  return query<WorkCount[]>`
    select s.id as service_id, k.kind as step_kind, w.waiting_on, c.count
    from service s
    cross join unnest(array['verification','meeting','payment','inspection','processing','decision','issuance','delivery']) as k (kind)
    cross join unnest(array['office','applicant']) as w (waiting_on)
    cross join lateral (
      select count(*)::int as count from (
        select 1 from application a
        where a.office_id = s.office_id and a.service_id = s.id and a.step_kind = k.kind and a.waiting_on = w.waiting_on
          and a.outcome is null limit 1001) x) c
    where s.office_id = ${officeId} and c.count > 0
      and (w.waiting_on = 'office' or k.kind in ('verification', 'meeting', 'delivery'))`;
}

/** Finds a dossier of the office by its number, or by the beginning of the applicant's name. */
export async function findDossiers(
  query: Query,
  officeId: string,
  words: { number?: string; name?: string },
): Promise<{ dossier_id: string; number: string; full_name: string; submitted_at: Date }[]> {
  if (words.number)
    return query`
      select id as dossier_id, number, full_name, submitted_at from dossier
      where number = ${words.number} and office_id = ${officeId}`;
  const prefix = `${(words.name ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return query`
    select id as dossier_id, number, full_name, submitted_at from dossier
    where office_id = ${officeId} and lower(full_name) like ${prefix} order by submitted_at desc limit 25`;
}

/** Finds dossiers of the office by an identity number given in the form, through its blind index. */
export async function findByIdentity(
  query: Query,
  officeId: string,
  blind: Buffer,
): Promise<{ dossier_id: string; number: string; full_name: string; submitted_at: Date }[]> {
  return query`
    select distinct d.id as dossier_id, d.number, d.full_name, d.submitted_at
    from identity_index i
    join application a on a.office_id = i.office_id and a.id = i.application_id
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    where i.office_id = ${officeId} and i.blind = ${blind}
    order by d.submitted_at desc limit 25`;
}
