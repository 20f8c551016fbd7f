import type { Query, Tx } from '../../../kernel/db.ts';

/** An answer kept for the next time: an officer's own, or the whole office's. */
export interface SavedAnswer {
  readonly id: string;
  readonly shared: boolean;
  readonly title: string;
  readonly body: string;
  /** Kept in the real office, and used in its practice office as it stands there. */
  readonly elsewhere: boolean;
}

/**
 * What this officer may use: their own first, then the office's, each by title. Whoever practises has what they have at work;
 * nothing goes the other way.
 */
export async function answersFor(
  query: Query,
  officeId: string,
  ownerId: string,
): Promise<SavedAnswer[]> {
  return query<SavedAnswer[]>`
    select id, owner_id is null as shared, title, body, office_id <> ${officeId} as elsewhere from saved_answer
    where office_id in (select id from office where id = ${officeId} union all select twin_of from office where id = ${officeId}) and (owner_id = ${ownerId} or owner_id is null)
    order by owner_id is null, lower(title), id limit 300`;
}

/** How many others there are in this owner's list, or the office's (null). The list is locked for one writer at a time. */
export async function countOthers(
  tx: Tx,
  officeId: string,
  ownerId: string | null,
  id: string,
): Promise<number> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`saved:${officeId}:${ownerId ?? ''}`}, 0))`;
  const [row] = await tx<{ n: number }[]>`
    select count(*)::int as n from saved_answer where office_id = ${officeId} and owner_id is not distinct from ${ownerId}
      and id <> ${id}`;
  return row?.n ?? 0;
}

/** False when the list has another of this title. */
export async function putAnswer(
  tx: Tx,
  officeId: string,
  ownerId: string | null,
  answer: { id: string; title: string; body: string; at: Date },
): Promise<boolean> {
  const taken = await tx`
    select 1 from saved_answer where office_id = ${officeId} and owner_id is not distinct from ${ownerId}
      and lower(title) = lower(${answer.title}) and id <> ${answer.id}`;
  if (taken.length > 0) return false;
  await tx`
    insert into saved_answer (office_id, id, owner_id, title, body, changed_at)
    values (${officeId}, ${answer.id}, ${ownerId}, ${answer.title}, ${answer.body}, ${answer.at})
    on conflict (office_id, id) do update set title = excluded.title, body = excluded.body, changed_at = excluded.changed_at
      where saved_answer.owner_id is not distinct from excluded.owner_id`;
  return true;
}

/** False when there is none such in this owner's list, or the office's (null). */
export async function dropAnswer(
  tx: Tx,
  officeId: string,
  ownerId: string | null,
  id: string,
): Promise<boolean> {
  const rows = await tx`
    delete from saved_answer where office_id = ${officeId} and owner_id is not distinct from ${ownerId} and id = ${id} returning 1`;
  return rows.length > 0;
}
