import type { Query } from '../../kernel/db.ts';
import type { StepKind } from '../offices/index.ts';
import { type Figure, isTallied, type ListedFigure, type Workplace } from './figures.ts';

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
  /** When it last happened in the period; null for what tells how things are. */
  readonly happened_at: Date | null;
}

/** Where a list goes on: after the application to which it happened then. Of what is no happening, `at` says nothing. */
export interface ListPlace {
  readonly at: Date;
  readonly applicationId: string;
}

/**
 * The applications that a figure counts: to which it happened last stands first, and whatever tells how things are stands in the
 * order in which it came in, the newest first. One page has 25 lines and one more to know that it goes on.
 */
export async function listFigure(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
  how: { readonly withNames: boolean; readonly after?: ListPlace | undefined },
): Promise<FigureRow[]> {
  const name = how.withNames ? query`f.full_name` : query`null`;
  const listed = isTallied(figure)
    ? await latestOf(query, figure, ask, how.after)
    : await standingOf(query, figure, ask, how.after);
  const ids = listed.map((one) => one.application_id);
  const times = listed.map(({ at }) => at?.toISOString() ?? null);
  return query<FigureRow[]>`
    select f.application_id, f.dossier_id, f.number, ${name} as full_name, s.name as service_name, f.channel, f.step_kind,
      f.waiting_on, f.outcome, f.submitted_at, l.at::timestamptz as happened_at
    from unnest(${ids}::uuid[], ${times}::text[]) as l (application_id, at)
    join figure_application f on f.office_id = ${ask.officeId} and f.application_id = l.application_id
    join figure_service s on s.office_id = f.office_id and s.service_id = f.service_id
    order by l.at::timestamptz desc, l.application_id desc`;
}

/** An application on a list, and when it last happened to it. */
interface Listed {
  readonly application_id: string;
  readonly at: Date | null;
}

const PAGE = 26;
const HOUR_MS = 3_600_000;

async function standingOf(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
  after: ListPlace | undefined,
): Promise<Listed[]> {
  return query<Listed[]>`
    select distinct application_id, null::timestamptz as at from (${happened(query, figure, ask)}) h ${part(query, ask)}
      and (${after === undefined} or application_id < ${after?.applicationId ?? null}::uuid)
    order by application_id desc limit 26`;
}

/**
 * The latest times that it happened, one for each application. A year has hundreds of thousands, so they are looked for backwards
 * from the end, in stretches that grow until a page is full: six hours, a day and a half, nine days, and so on.
 */
async function latestOf(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
  after: ListPlace | undefined,
): Promise<Listed[]> {
  const { from, to } = ask;
  const found: Listed[] = [];
  let end = after && after.at < to ? new Date(after.at.getTime() + 1) : to;
  for (let hours = 6; found.length < PAGE && end > from; hours *= 6) {
    const begin = new Date(Math.max(from.getTime(), end.getTime() - hours * HOUR_MS));
    const stretch = await latestIn(query, figure, ask, { from: begin, to: end }, after);
    found.push(...stretch.slice(0, PAGE - found.length));
    end = begin;
  }
  return found;
}

async function latestIn(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
  stretch: { readonly from: Date; readonly to: Date },
  after: ListPlace | undefined,
): Promise<Listed[]> {
  const [at, id] = [after?.at ?? ask.to, after?.applicationId ?? null];
  // `limit 1` keeps the second look apart from the first: otherwise one is made for all of them, over the whole past. In their
  // order already, they are looked at again one by one, and no further than the page.
  return query<Listed[]>`
    select o.application_id, o.at
    from (
      select distinct o.application_id, o.dossier_id, o.at from figure_occurrence o
      where o.office_id = ${ask.officeId} and o.figure = ${figure} and o.at >= ${stretch.from} and o.at < ${stretch.to}
        ${narrowed(query, figure, ask, 'o')}
      order by o.at desc, o.application_id desc offset 0) o
    left join lateral (
      select true as again from figure_occurrence later
      where later.office_id = ${ask.officeId} and later.figure = ${figure} and later.dossier_id = o.dossier_id
        and later.application_id = o.application_id and later.at > o.at and later.at < ${ask.to}
        ${narrowed(query, figure, ask, 'later')} limit 1) l on true
    where l.again is null and (${after === undefined} or o.at < ${at} or o.at = ${at} and o.application_id < ${id}::uuid)
    order by o.at desc, o.application_id desc limit 26`;
}

/** Narrows what happened to the part that is asked for. */
function narrowed(query: Query, figure: ListedFigure, ask: Ask, table: 'o' | 'later') {
  const column = (name: string) => query(`${table}.${name}`);
  return query`
    ${ask.serviceId ? query`and ${column('service_id')} = ${ask.serviceId}` : query``}
    ${ask.channel ? query`and ${column('channel')} = ${ask.channel}` : query``}
    ${ask.workplace ? query`and ${column('workplace')} = ${ask.workplace}` : query``}
    ${figure === 'faulty' ? query`and ${column('part')} = ${ask.reasonCode ?? NO_REASON}` : query``}`;
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
