import type { Query } from '../../kernel/db.ts';
import type { Localised, StepKind } from '../offices/index.ts';
import type { Ask } from './figures.sql.ts';

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
    from figure_application where office_id = ${officeId} and outcome is null
    group by step_kind, waiting_on order by applications desc, step_kind, waiting_on`;
}

/** How long one application stood on one step and waited for one side. */
export interface Stay {
  readonly application_id: string;
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant';
  readonly entered_at: Date;
  readonly left_at: Date;
}

/** How many stays are measured at most: of a longer period the latest of them say how long a step takes. */
export const MOST_STAYS = 5000;

/**
 * The stays that ended in the period, the latest first. Ends are looked up before their beginnings: of a year there are hundreds
 * of thousands, and only the latest are asked for.
 */
export async function staysIn(query: Query, ask: Ask): Promise<Stay[]> {
  return query<Stay[]>`
    with ended as materialized (
      select dossier_id, application_id, seq, at, from_state from figure_move
      where office_id = ${ask.officeId} and at >= ${ask.from} and at < ${ask.to} and from_state <> 'over'
        and (from_state <> to_state or step <> to_step)
      order by at desc limit 5000)
    select m.application_id, split_part(m.from_state, '/', 1) as step_kind, split_part(m.from_state, '/', 2) as waiting_on,
      entered.at as entered_at, m.at as left_at
    from ended m
    cross join lateral (
      select e.at from event e
      where e.stream_id = m.dossier_id and e.seq < m.seq and (e.data ->> 'application')::uuid = m.application_id
        and e.data ->> 'rule' is not null
        and (e.data ->> 'from' <> e.data ->> 'to' or e.data ->> 'step' <> e.data ->> 'to_step')
      order by e.seq desc limit 1) entered
    order by m.at desc`;
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
