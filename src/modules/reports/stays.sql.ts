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
}

/** How many stays are measured at most: of a longer period the latest of them say how long a step takes. */
export const MOST_STAYS = 2000;

/**
 * The moves with which the stays of the period ended, the latest first. Ends are looked up before their beginnings: of a year
 * there are hundreds of thousands, and only the latest are asked for.
 */
export const ended = (query: Query, { officeId, from, to }: Ask) => query`
  select dossier_id, application_id, seq, at, from_state from figure_move
  where office_id = ${officeId} and at >= ${from} and at < ${to} and from_state <> 'over'
    and (from_state <> to_state or step <> to_step)
  order by at desc, dossier_id, seq limit 2000`;

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
      entered.at as entered_at, m.at as left_at
    from ended m
    cross join lateral (${entered(query)}) entered
    order by m.at desc`;
}
