import type { Query } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/i18n.ts';

export interface KeptRow {
  readonly id: string;
  readonly personName: string;
  readonly lang: Lang;
  readonly subject: string;
  readonly sealed: Buffer;
  readonly at: Date;
}

/** The newest messages of a practice office; of a real one there are none here. */
export async function keptMessages(
  query: Query,
  officeId: string,
  toPersons: readonly string[] | undefined,
): Promise<readonly KeptRow[]> {
  const persons = toPersons ? [...toPersons] : null;
  return query<KeptRow[]>`
    select n.id, p.full_name as "personName", n.lang, n.subject, n.sealed, n.made_at as at
    from notification n
    join office o on o.id = n.office_id and o.practice
    join person p on p.id = n.person_id
    where n.office_id = ${officeId} and (${persons}::uuid[] is null or n.person_id = any(${persons}::uuid[]))
    order by n.made_at desc, n.id desc limit 50`;
}
