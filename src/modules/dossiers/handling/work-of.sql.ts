import type { Query } from '../../../kernel/db.ts';

/** A dossier in somebody's hands; nobody else is named. */
export interface HeldWork {
  readonly dossierId: string;
  readonly number: string;
  /** Taken from the line, given by a colleague and not yet accepted, or asked about. */
  readonly how: 'held' | 'given' | 'asked';
  readonly until: Date | null;
}

/** What an officer holds in an office, and what waits for them there; at most 200, the longest held first. */
export async function workOf(
  query: Query,
  officeId: string,
  officerId: string,
  at: Date,
): Promise<readonly HeldWork[]> {
  return query<HeldWork[]>`
    select d.id as "dossierId", d.number, w.how, w.until
    from (
      select id, 'held' as how, handler_until as until from dossier
      where office_id = ${officeId} and handler_id = ${officerId} and handler_until > ${at}
      union all
      select h.dossier_id, h.kind, null from hand_over h
      join dossier o on o.office_id = h.office_id and o.id = h.dossier_id
      where h.office_id = ${officeId} and h.to_id = ${officerId} and h.ended_at is null
        and (h.kind = 'asked' or o.handler_id is distinct from ${officerId}::uuid)) w
    join dossier d on d.office_id = ${officeId} and d.id = w.id
    order by w.until nulls last, d.id limit 200`;
}
