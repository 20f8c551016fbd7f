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

/** The stays that ended in the period, the latest first. */
export async function staysIn(query: Query, ask: Ask): Promise<Stay[]> {
  return query<Stay[]>`
    select application_id, step_kind, waiting_on, entered_at, left_at from figure_stay
    where office_id = ${ask.officeId} and left_at >= ${ask.from} and left_at < ${ask.to} and waiting_on in ('office', 'applicant')
    order by left_at desc limit 5000`;
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
