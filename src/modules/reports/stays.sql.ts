import type { Query } from '../../kernel/db.ts';
import type { StepKind } from '../offices/index.ts';
import type { Ask } from './ask.ts';

/** How long one application stood on one step and waited for one side. */
export interface Stay {
  readonly application_id: string;
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant';
  readonly entered_at: Date;
  readonly left_at: Date;
  /** How many ended on the same day, as far as they are measured. */
  readonly of_day: number;
}

/** How many stays are measured at most, spread evenly over the days of the period. */
const MOST_STAYS = 2000;
const DAY_MS = 86_400_000;

/** How many of the stays that ended on one day of the period are measured at most. */
export const mostPerDay = ({ from, to }: Pick<Ask, 'from' | 'to'>): number =>
  Math.ceil(MOST_STAYS / Math.max(1, Math.round((to.getTime() - from.getTime()) / DAY_MS)));

/**
 * The moves with which the stays of the period ended, of each of its days the latest. Ends are looked up before their beginnings:
 * of a year there are hundreds of thousands, and each day has its part in saying how long a step takes.
 */
export const ended = (query: Query, ask: Ask) => query`
  select e.* from generate_series(${ask.from}::timestamptz, ${ask.to}::timestamptz - interval '1 ms', interval '1 day') as d (day)
  cross join lateral (
    select d.day, dossier_id, application_id, seq, at, from_state from figure_move
    where office_id = ${ask.officeId} and at >= d.day and at < d.day + interval '1 day' and at < ${ask.to} and from_state <> 'over'
      and (from_state <> to_state or step <> to_step)
    order by at desc, dossier_id, seq limit ${mostPerDay(ask)}) e`;

/** The move with which the stay `m` began. */
export const entered = (query: Query) => query`
  select e.at from event e
  where e.stream_id = m.dossier_id and e.seq < m.seq and (e.data ->> 'application')::uuid = m.application_id
    and e.data ->> 'rule' is not null
    and (e.data ->> 'from' <> e.data ->> 'to' or e.data ->> 'step' <> e.data ->> 'to_step')
  order by e.seq desc limit 1`;

/** The stays that ended in the period, the latest first. */
export async function staysIn(query: Query, ask: Ask): Promise<Stay[]> {
  return query<Stay[]>`
    with ended as materialized (${ended(query, ask)})
    select m.application_id, split_part(m.from_state, '/', 1) as step_kind, split_part(m.from_state, '/', 2) as waiting_on,
      entered.at as entered_at, m.at as left_at, m.of_day
    from (select *, count(*) over (partition by day)::int as of_day from ended) m
    cross join lateral (${entered(query)}) entered
    order by m.at desc`;
}

/** Whether a day of the period may have had more stays than were measured of it. */
export const wereLeftOut = (stays: readonly Stay[], ask: Ask): boolean =>
  stays.some((stay) => stay.of_day >= mostPerDay(ask));
