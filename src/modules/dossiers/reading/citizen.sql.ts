import type { Query } from '../../../kernel/db.ts';
import type { Answers } from '../answers.ts';

/** What this person told the office last: to be offered again, so that nobody types the same thing twice. */
export async function latestAnswers(
  query: Query,
  officeId: string,
  personId: string,
): Promise<{ full_name: string; answers: Answers } | undefined> {
  const [row] = await query<{ full_name: string; answers: Answers }[]>`
    select d.full_name, a.answers
    from dossier d join application a on a.office_id = d.office_id and a.dossier_id = d.id
    where d.applicant_id = ${personId} and d.office_id = ${officeId}
    order by d.submitted_at desc limit 1`;
  return row;
}

/** Unread messages from the office, for each of the dossiers. */
export async function unreadByDossier(
  query: Query,
  officeId: string,
  dossierIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await query<{ thread_id: string; count: number }[]>`
    select thread_id, count(*)::int as count from message
    where office_id = ${officeId} and thread_id = any(${[...dossierIds]}) and side = 'office' and read_at is null
    group by thread_id`;
  return new Map(rows.map((row) => [row.thread_id, row.count]));
}

/** All unread messages that offices wrote to this person. */
export async function unreadOf(query: Query, personId: string): Promise<number> {
  const [row] = await query<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from dossier d join message m on m.office_id = d.office_id and m.thread_id = d.id
      where d.applicant_id = ${personId} and m.side = 'office' and m.read_at is null limit 100) x`;
  return row?.count ?? 0;
}
