import type { Query } from '../../kernel/db.ts';
import type { Localised, StepKind } from '../offices/index.ts';
import type { Ask, Count } from './ask.ts';
import type { Figure, ListedFigure } from './figures.ts';
import { ended, entered } from './stays.sql.ts';

/** A figure that no tally holds: of all, of one service, or of one channel. */
export interface StandingCount extends Count {
  readonly figure: Figure;
  readonly service_id: string | null;
  readonly channel: string | null;
}

/** What is counted anew each time: what is overdue now, and meetings of the period that were not held. */
export async function countStanding(query: Query, ask: Ask): Promise<StandingCount[]> {
  return query<StandingCount[]>`
    with late as materialized (${overdue(query, ask)}),
    -- Only what came through another channel than the web is looked up: the rest is the web's.
    brought as materialized (
      select d.channel, count(*)::int as applications
      from late o
      join figure_channel d on d.office_id = ${ask.officeId} and d.dossier_id = o.dossier_id and d.channel <> 'web'
      group by d.channel)
    select 'overdue' as figure, null::uuid as service_id, null as channel, count(*)::int as applications,
      count(distinct dossier_id)::int as dossiers
    from late
    union all
    select 'overdue', service_id, null, count(*)::int, 0 from late group by service_id
    union all
    select 'overdue', null, channel, applications, 0 from brought
    union all
    select 'overdue', null, 'web', (count(*) - (select coalesce(sum(applications), 0) from brought))::int, 0 from late
    having count(*) > (select coalesce(sum(applications), 0) from brought)
    union all
    select figure, service_id, channel, count(distinct application_id)::int, count(distinct dossier_id)::int
    from (
      select 'missed' as figure, m.* from (${absences(query, 'missed', ask)}) m
      union all select 'unserved', u.* from (${absences(query, 'unserved', ask)}) u) h
    group by grouping sets ((figure), (figure, service_id), (figure, channel))`;
}

const overdue = (query: Query, { officeId, now }: Ask) => query`
  select application_id, dossier_id, service_id from figure_open
  where office_id = ${officeId} and waiting_on = 'office' and due_at < ${now}`;

/** Written down after it should have begun, never before. */
const absences = (
  query: Query,
  figure: 'missed' | 'unserved',
  { officeId, from, to }: Ask,
) => query`
  select application_id, dossier_id, service_id, channel from figure_absence
  where office_id = ${officeId} and figure = ${figure} and at >= ${from} and at < ${to} and told_at >= ${from}`;

/** The applications that a figure without a tally counts, narrowed to the part that is asked for. */
export function standing(query: Query, figure: ListedFigure, ask: Ask) {
  const { officeId, serviceId, channel } = ask;
  return query`
    select h.application_id, h.dossier_id from (${wholeOf(query, figure, ask)}) h
    where ${serviceId ? query`h.service_id = ${serviceId}` : query`true`}
      ${
        channel
          ? query`and ${channel === 'web' ? query`not` : query``} exists (
              select 1 from figure_channel d
              where d.office_id = ${officeId} and d.dossier_id = h.dossier_id and d.channel <> 'web'
                and (${channel === 'web'} or d.channel = ${channel}))`
          : query``
      }`;
}

function wholeOf(query: Query, figure: ListedFigure, ask: Ask) {
  const [stepKind, waitingOn] = [ask.stepKind ?? '', ask.waitingOn ?? ''];
  switch (figure) {
    case 'overdue':
      return overdue(query, ask);
    case 'waiting':
      return query`select application_id, dossier_id, service_id from figure_open
        where office_id = ${ask.officeId} and step_kind = ${stepKind} and waiting_on = ${waitingOn}`;
    case 'missed':
    case 'unserved':
      return absences(query, figure, ask);
    case 'left':
      return query`
        select f.application_id, f.dossier_id, f.service_id
        from (${ended(query, ask)}) m
        cross join lateral (${entered(query)}) entered
        join figure_application f on f.office_id = ${ask.officeId} and f.application_id = m.application_id
        where m.from_state = ${`${stepKind}/${waitingOn}`}`;
    default:
      throw new Error(`${figure} happens`);
  }
}

/** Counts what {@link standing} lists. */
export async function countListed(query: Query, figure: ListedFigure, ask: Ask): Promise<Count> {
  const [row] = await query<Count[]>`
    select count(distinct application_id)::int as applications, count(distinct dossier_id)::int as dossiers
    from (${standing(query, figure, ask)}) h`;
  return row ?? { applications: 0, dossiers: 0 };
}

/** How many wait now at a step for one side, and since when the oldest of them is here. */
export interface WaitingCount {
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant';
  readonly applications: number;
  readonly dossiers: number;
  readonly oldest: Date;
}

export async function countWaiting(query: Query, officeId: string): Promise<WaitingCount[]> {
  return query<WaitingCount[]>`
    select step_kind, waiting_on, count(*)::int as applications, count(distinct dossier_id)::int as dossiers,
      min(submitted_at) as oldest
    from figure_open where office_id = ${officeId}
    group by step_kind, waiting_on order by applications desc, step_kind, waiting_on`;
}

/** A service by the name it has now. */
export interface NamedService {
  readonly service_id: string;
  readonly code: string;
  readonly name: Localised;
}

/** Every service the office has or had, in its own order. */
export async function namedServices(query: Query, officeId: string): Promise<NamedService[]> {
  return query<NamedService[]>`
    select service_id, code, name from figure_service where office_id = ${officeId} order by position, code`;
}

/** Every office that has a dossier. */
export async function officesWithDossiers(query: Query): Promise<string[]> {
  const rows = await query<{ id: string }[]>`
    select o.id from office o where exists (select 1 from dossier d where d.office_id = o.id) order by o.id`;
  return rows.map(({ id }) => id);
}
