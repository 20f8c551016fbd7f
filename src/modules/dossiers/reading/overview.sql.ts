import type { Query } from '../../../kernel/db.ts';
import type { StepKind } from '../../offices/index.ts';

/** A dossier without anybody's name. */
export interface NamelessRow {
  readonly dossier_id: string;
  readonly number: string;
  readonly service_name: { id: string; en?: string };
  readonly time_unit: 'working_days' | 'working_hours' | 'calendar_days';
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant';
  readonly due_at: Date;
}

/**
 * What is longest overdue at an office, oldest first. The lines are found in the order of the index before anything is joined to
 * them: left to choose, PostgreSQL joins every overdue application first and sorts then.
 */
export async function longestOverdue(
  query: Query,
  officeId: string,
  now: Date,
): Promise<NamelessRow[]> {
  return query<NamelessRow[]>`
    with line as materialized (
      select * from application
      where office_id = ${officeId} and outcome is null and waiting_on = 'office' and due_at < ${now}
      order by due_at, submitted_at, id limit 25)
    select d.id as dossier_id, d.number, v.definition -> 'name' as service_name,
      v.definition #>> '{time,unit}' as time_unit, a.step_kind, a.waiting_on, a.due_at
    from line a
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    order by a.due_at, a.submitted_at, a.id`;
}

/** Open and overdue applications of an office or of everything below it; counted to 1,000. */
export interface OfficeCounts {
  readonly office_id: string;
  readonly open: number;
  readonly overdue: number;
}

/** Counts for the office itself; how many dossiers the open applications lie in, where they were all counted. */
export async function countsAt(
  query: Query,
  officeId: string,
  now: Date,
): Promise<OfficeCounts & { readonly dossiers: number }> {
  const [row] = await query<(OfficeCounts & { dossiers: number })[]>`
    select ${officeId}::uuid as office_id,
      (select count(distinct dossier_id)::int from (select dossier_id from application
        where office_id = ${officeId} and outcome is null limit 1001) x) as dossiers,
      (select count(*)::int from (select 1 from application
        where office_id = ${officeId} and outcome is null limit 1001) x) as open,
      (select count(*)::int from (select 1 from application
        where office_id = ${officeId} and outcome is null and waiting_on = 'office' and due_at < ${now} limit 1001) x) as overdue`;
  return row ?? { office_id: officeId, open: 0, overdue: 0, dossiers: 0 };
}

/** Counts for each of these offices together with all offices below it. */
export async function countsBelow(
  query: Query,
  officeIds: readonly string[],
  now: Date,
): Promise<OfficeCounts[]> {
  return query<OfficeCounts[]>`
    select c.id as office_id,
      (select count(*)::int from (select 1 from office o join application a on a.office_id = o.id
        where (o.id = c.id or o.ancestors @> array[c.id]) and a.outcome is null limit 1001) x) as open,
      (select count(*)::int from (select 1 from office o join application a on a.office_id = o.id
        where (o.id = c.id or o.ancestors @> array[c.id]) and a.outcome is null and a.waiting_on = 'office'
          and a.due_at < ${now} limit 1001) x) as overdue
    from unnest(${[...officeIds]}::uuid[]) as c (id)`;
}
