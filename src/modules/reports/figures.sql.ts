import type { Query } from '../../kernel/db.ts';
import type { StepKind } from '../offices/index.ts';
import type { Figure, ListedFigure, Workplace } from './figures.ts';

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
  /** For `faulty`: the code of the reason; undefined: the document was missing. */
  readonly reasonCode?: string | undefined;
  /** For what officers do: where they worked. */
  readonly workplace?: Workplace | undefined;
}

/** How a fault without a reason is told: the document was missing. No reason has this code. */
export const NO_REASON = '-';

/** A count of applications and of the dossiers they came in. */
export interface Count {
  readonly applications: number;
  readonly dossiers: number;
}

/** How many the list behind a figure holds. */
export async function countListed(query: Query, figure: ListedFigure, ask: Ask): Promise<Count> {
  const [row] = await query<Count[]>`
    select count(distinct application_id)::int as applications, count(distinct dossier_id)::int as dossiers
    from (${happened(query, figure, ask)}) h ${part(query, ask)}`;
  return row ?? { applications: 0, dossiers: 0 };
}

/** A figure that no tally holds: of all, of one service, or of one channel. */
export interface StandingCount extends Count {
  readonly figure: Figure;
  readonly service_id: string | null;
  readonly channel: string | null;
}

/** What is counted anew each time: what is overdue now, and meetings of the period that were not held. */
export async function countStanding(query: Query, ask: Ask): Promise<StandingCount[]> {
  const all = (['overdue', 'missed', 'unserved'] as const)
    .map(
      (figure) =>
        query`select ${figure}::text as figure, h.* from (${happened(query, figure, ask)}) h`,
    )
    .reduce((some, more) => query`${some} union all ${more}`);
  return query<StandingCount[]>`
    select figure, service_id, channel, count(distinct application_id)::int as applications,
      count(distinct dossier_id)::int as dossiers
    from (${all}) h group by grouping sets ((figure), (figure, service_id), (figure, channel))`;
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
  readonly outcome: 'completed' | 'refused' | 'withdrawn' | 'lapsed' | null;
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

/** One row for each time that it happened to an application. Lists and tallies read the same lines, so they never differ. */
function happened(query: Query, figure: ListedFigure, ask: Ask) {
  const { officeId, from, to, now } = ask;
  const application = query`select application_id, dossier_id, service_id, channel from figure_application
    where office_id = ${officeId}`;
  switch (figure) {
    case 'overdue':
      return query`${application} and outcome is null and waiting_on = 'office' and due_at < ${now}`;
    case 'waiting':
      return query`${application} and outcome is null and step_kind = ${ask.stepKind ?? ''}
        and waiting_on = ${ask.waitingOn ?? ''}`;
    case 'missed':
    case 'unserved':
      // Written down after it should have begun, never before.
      return query`select application_id, dossier_id, service_id, channel from figure_absence
        where office_id = ${officeId} and figure = ${figure} and at >= ${from} and at < ${to} and told_at >= ${from}`;
    case 'left':
      return query`select f.application_id, f.dossier_id, f.service_id, f.channel
        from figure_stay m
        join figure_application f on f.office_id = m.office_id and f.application_id = m.application_id
        where m.office_id = ${officeId} and m.left_at >= ${from} and m.left_at < ${to}
          and m.step_kind = ${ask.stepKind ?? ''} and m.waiting_on = ${ask.waitingOn ?? ''}`;
    default:
      return query`select application_id, dossier_id, service_id, channel from figure_occurrence
        where office_id = ${officeId} and figure = ${figure satisfies Figure | 'faulty'} and at >= ${from} and at < ${to}
          and (${ask.workplace ?? null}::text is null or workplace = ${ask.workplace ?? null}::text)
          and (${figure !== 'faulty'} or part = ${ask.reasonCode ?? NO_REASON})`;
  }
}
