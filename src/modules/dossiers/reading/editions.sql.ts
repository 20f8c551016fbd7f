import type { Query } from '../../../kernel/db.ts';

/** How many applications of an office run under which edition of which service. */
export async function runningByEdition(
  query: Query,
  officeId: string,
): Promise<readonly { serviceId: string; version: number; running: number }[]> {
  return query<{ serviceId: string; version: number; running: number }[]>`
    select service_id as "serviceId", service_version as version, count(*)::int as running from application
    where office_id = ${officeId} and outcome is null group by 1, 2 order by 1, 2 limit 5000`;
}
