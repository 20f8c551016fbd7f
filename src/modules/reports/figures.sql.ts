import type { Query } from '../../kernel/db.ts';
import type { StepKind } from '../offices/index.ts';
import type { Figure, ListedFigure } from './figures.ts';

/** What is asked: whose figures, of which moments (`to` not included), and of which part. */
export interface Ask {
  readonly officeId: string;
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  readonly serviceId?: string | undefined;
  readonly channel?: string | undefined;
  /** For `waiting` and `left`: at which step, and for whom. */
  readonly stepKind?: StepKind | undefined;
  readonly waitingOn?: 'office' | 'applicant' | undefined;
  /** For `faulty`: the code of the reason; null: the document was missing. */
  readonly reasonCode?: string | null | undefined;
}

/** A count of applications and of the dossiers they came in; of one service, of one channel, or of all (both null). */
export interface FigureCount {
  readonly figure: ListedFigure;
  readonly service_id: string | null;
  readonly channel: string | null;
  readonly applications: number;
  readonly dossiers: number;
}

/** All counts of a period at once: for each figure the whole, by service, and by channel. */
export async function countFigures(
  query: Query,
  figures: readonly ListedFigure[],
  ask: Ask,
): Promise<FigureCount[]> {
  const all = figures
    .map(
      (figure) =>
        query`select ${figure}::text as figure, h.* from (${happened(query, figure, ask)}) h`,
    )
    .reduce((some, more) => query`${some} union all ${more}`);
  return query<FigureCount[]>`
    with once as (select distinct figure, application_id, dossier_id, service_id, channel from (${all}) h ${part(query, ask)})
    select figure, service_id, channel, count(*)::int as applications, count(distinct dossier_id)::int as dossiers
    from once group by grouping sets ((figure), (figure, service_id), (figure, channel))`;
}

/** A line of the list behind a figure. */
export interface FigureRow {
  readonly application_id: string;
  readonly dossier_id: string;
  readonly number: string;
  /** Null to those who may count but not read. */
  readonly full_name: string | null;
  readonly service_name: { id: string; en?: string };
  readonly channel: string;
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant' | 'nobody';
  readonly outcome: 'completed' | 'refused' | 'withdrawn' | null;
  readonly submitted_at: Date;
}

/** The applications that a figure counts, the newest first. One page has 25 lines and one more to know that it goes on. */
export async function listFigure(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
  how: { readonly withNames: boolean; readonly after?: string | undefined },
): Promise<FigureRow[]> {
  const after = how.after ? query`and f.application_id < ${how.after}::uuid` : query``;
  const name = how.withNames ? query`f.full_name` : query`null`;
  return query<FigureRow[]>`
    select f.application_id, f.dossier_id, f.number, ${name} as full_name, s.name as service_name, f.channel, f.step_kind,
      f.waiting_on, f.outcome, f.submitted_at
    from figure_application f
    join figure_service s on s.office_id = f.office_id and s.service_id = f.service_id
    where f.office_id = ${ask.officeId} ${after}
      and f.application_id in (select application_id from (${happened(query, figure, ask)}) h ${part(query, ask)})
    order by f.application_id desc limit 26`;
}

/** Narrows what happened to one service or one channel. */
function part(query: Query, { serviceId, channel }: Ask) {
  return query`where (${serviceId ?? null}::uuid is null or service_id = ${serviceId ?? null}::uuid)
    and (${channel ?? null}::text is null or channel = ${channel ?? null}::text)`;
}

/** One row for each time that it happened to an application. Count and list read the same lines, so they never differ. */
function happened(query: Query, figure: ListedFigure, ask: Ask) {
  const { officeId, from, to, now } = ask;
  const application = query`select application_id, dossier_id, service_id, channel from figure_application
    where office_id = ${officeId}`;
  const joined = query`select f.application_id, f.dossier_id, f.service_id, f.channel from figure_application f`;
  const moved = (kinds: readonly string[]) => query`${joined}
    join figure_move m on m.office_id = f.office_id and m.application_id = f.application_id
    where m.office_id = ${officeId} and m.at >= ${from} and m.at < ${to} and m.kind = any(${[...kinds]}::text[])`;
  const closed = query`${application} and closed_at >= ${from} and closed_at < ${to}`;
  switch (figure) {
    case 'received':
      return query`${application} and submitted_at >= ${from} and submitted_at < ${to}`;
    case 'checked':
      return moved(['verification.completed', 'correction.requested']);
    case 'returned':
      return moved(['correction.requested']);
    case 'verified':
      return moved(['verification.completed']);
    case 'first_time_right':
      return query`${moved(['verification.completed'])} and m.round = 1`;
    case 'scheduled':
      return query`${joined}
        join figure_meeting m on m.office_id = f.office_id and m.application_id = f.application_id
        where m.office_id = ${officeId} and m.made_at >= ${from} and m.made_at < ${to}`;
    case 'completed':
    case 'refused':
    case 'withdrawn':
      return query`${closed} and outcome = ${figure satisfies Figure}`;
    case 'closed_late':
      return query`${closed} and outcome in ('completed', 'refused') and closed_at > due_when_closed`;
    case 'overdue':
      return query`${application} and outcome is null and waiting_on = 'office' and due_at < ${now}`;
    case 'waiting':
      return query`${application} and outcome is null and step_kind = ${ask.stepKind ?? ''}
        and waiting_on = ${ask.waitingOn ?? ''}`;
    case 'faulty':
      return query`${joined}
        join figure_fault m on m.office_id = f.office_id and m.application_id = f.application_id
        where m.office_id = ${officeId} and m.sent_at >= ${from} and m.sent_at < ${to}
          and m.reason_code is not distinct from ${ask.reasonCode ?? null}::text`;
    case 'left':
      return query`${joined}
        join figure_stay m on m.office_id = f.office_id and m.application_id = f.application_id
        where m.office_id = ${officeId} and m.left_at >= ${from} and m.left_at < ${to}
          and m.step_kind = ${ask.stepKind ?? ''} and m.waiting_on = ${ask.waitingOn ?? ''}`;
  }
}
