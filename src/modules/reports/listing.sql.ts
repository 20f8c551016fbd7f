import type { IsoDate } from '../../kernel/clocks/index.ts';
import type { Query } from '../../kernel/db.ts';
import type { StepKind } from '../offices/index.ts';
import { type Ask, NO_REASON } from './ask.ts';
import type { ListedFigure } from './figures.ts';
import { standing } from './standing.sql.ts';

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

/** An application on a list, and when it last happened to it. */
export interface Listed {
  readonly application_id: string;
  readonly at: Date | null;
}

/** A stretch of time: `from` included, `to` not. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** Fills in what a line of the list says, in the order of the list. */
export async function linesFor(
  query: Query,
  officeId: string,
  listed: readonly Listed[],
  withNames: boolean,
): Promise<FigureRow[]> {
  const name = withNames ? query`f.full_name` : query`null`;
  const ids = listed.map((one) => one.application_id);
  const times = listed.map(({ at }) => at?.toISOString() ?? null);
  return query<FigureRow[]>`
    select f.application_id, f.dossier_id, f.number, ${name} as full_name, s.name as service_name, f.channel, f.step_kind,
      f.waiting_on, f.outcome, f.submitted_at, l.at::timestamptz as happened_at
    from unnest(${ids}::uuid[], ${times}::text[]) as l (application_id, at)
    join figure_application f on f.office_id = ${officeId} and f.application_id = l.application_id
    join figure_service s on s.office_id = f.office_id and s.service_id = f.service_id
    order by l.at::timestamptz desc, l.application_id desc`;
}

/** What is no happening in the order in which it came in, the newest first. */
export async function standingOf(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
  after: ListPlace | undefined,
): Promise<Listed[]> {
  return query<Listed[]>`
    select distinct application_id, null::timestamptz as at from (${standing(query, figure, ask)}) h
    where ${after === undefined} or application_id < ${after?.applicationId ?? null}::uuid
    order by application_id desc limit 26`;
}

/** The latest times that it happened within these stretches, one for each application: only where it did not happen again. */
export async function latestIn(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
  stretches: readonly Stretch[],
  after: ListPlace | undefined,
): Promise<Listed[]> {
  const [at, id] = [after?.at ?? ask.to, after?.applicationId ?? null];
  const [begins, ends] = (['from', 'to'] as const).map((end) =>
    stretches.map((stretch) => stretch[end].toISOString()),
  );
  // Each stretch by itself, as a join PostgreSQL reads from the first to the last. `limit 1` keeps the second look apart from the
  // first: otherwise one is made for all of them, over the whole past. In their order already, they are looked at again one by
  // one, and no further than the page.
  return query<Listed[]>`
    select o.application_id, o.at
    from (
      select distinct h.application_id, h.dossier_id, h.at
      from unnest(${begins ?? []}::timestamptz[], ${ends ?? []}::timestamptz[]) as r (since, until)
      cross join lateral (
        select o.application_id, o.dossier_id, o.at from figure_occurrence o
        where o.office_id = ${ask.officeId} and o.figure = ${figure} and o.at >= r.since and o.at < r.until
          ${narrowed(query, figure, ask, 'o')} offset 0) h
      order by h.at desc, h.application_id desc offset 0) o
    left join lateral (
      select true as again from figure_history later
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

/** The counted days on which it happened, the latest first, and to how many applications. */
export async function daysOf(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Promise<{ day: IsoDate; things: number }[]> {
  const part = ask.workplace ?? (figure === 'faulty' ? (ask.reasonCode ?? NO_REASON) : undefined);
  return query<{ day: IsoDate; things: number }[]>`
    select day::text, sum(things)::int as things from figure_tally
    where office_id = ${ask.officeId} and grain = 'day' and day >= ${from}::date and day <= ${to}::date
      and unit = ${ask.workplace ? 'workplace' : 'application'} and figure = ${figure}
      ${ask.serviceId ? query`and service_id = ${ask.serviceId}` : query``}
      ${ask.channel ? query`and channel = ${ask.channel}` : query``}
      ${part === undefined ? query`` : query`and part = ${part}`}
    group by day order by day desc limit 400`;
}

/** Counts the list of an office without a tally. */
export async function countHappened(
  query: Query,
  figure: ListedFigure,
  ask: Ask,
): Promise<{ applications: number; dossiers: number }> {
  const [row] = await query<{ applications: number; dossiers: number }[]>`
    select count(distinct o.application_id)::int as applications, count(distinct o.dossier_id)::int as dossiers
    from figure_occurrence o
    where o.office_id = ${ask.officeId} and o.figure = ${figure} and o.at >= ${ask.from} and o.at < ${ask.to}
      ${narrowed(query, figure, ask, 'o')}`;
  return row ?? { applications: 0, dossiers: 0 };
}
