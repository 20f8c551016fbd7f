import type { Query, Tx } from '../../../kernel/db.ts';

/** Counts anew what the applicant has not opened of a dossier; the caller holds the dossier. */
export async function countUnread(tx: Tx, officeId: string, dossierId: string): Promise<void> {
  await tx`
    update dossier set unread = n.count
    from (select count(*)::int as count from message
      where office_id = ${officeId} and thread_id = ${dossierId} and side = 'office' and read_at is null) n
    where office_id = ${officeId} and id = ${dossierId} and unread <> n.count`;
}

/**
 * All unread messages that offices wrote to this person. Asked on every page of a signed-in person: it looks at the dossiers
 * with something unread alone, however many the person has.
 */
export async function unreadOf(query: Query, personId: string): Promise<number> {
  const [row] = await query<{ count: number }[]>`
    select coalesce(sum(unread), 0)::int as count from dossier where applicant_id = ${personId} and unread > 0`;
  return row?.count ?? 0;
}
