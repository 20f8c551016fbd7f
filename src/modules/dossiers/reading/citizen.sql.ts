import type { Query } from '../../../kernel/db.ts';
import type { Field } from '../../offices/index.ts';
import type { Answers } from '../answers.ts';

/** What this person told the office last, for each service of that dossier: to be offered again, so that nobody types it twice. */
export async function latestAnswers(
  query: Query,
  officeId: string,
  personId: string,
): Promise<LatestAnswers[]> {
  return query<LatestAnswers[]>`
    select d.full_name, a.answers, v.definition -> 'fields' as fields
    from (select office_id, id, full_name from dossier where applicant_id = ${personId} and office_id = ${officeId}
      order by submitted_at desc limit 1) d
    join application a on a.office_id = d.office_id and a.dossier_id = d.id
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    order by a.submitted_at, a.id limit 10`;
}

export interface LatestAnswers {
  readonly full_name: string;
  readonly answers: Answers;
  /** The questions as they were asked then. */
  readonly fields: readonly Field[] | null;
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
