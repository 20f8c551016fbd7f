import type { Query } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';

/** Somebody who comes tomorrow and whom no mail reaches. */
export interface Unreminded {
  readonly dossierId: string;
  readonly applicantId: string;
  readonly number: string;
  readonly fullName: string;
  readonly counterName: LocalisedText;
  readonly startsAt: Date;
}

/**
 * Whose reminder of a meeting in this stretch of time went nowhere: there is no address, or the mail was refused for good. The
 * earliest meeting first.
 */
export async function unreminded(
  query: Query,
  officeId: string,
  from: Date,
  to: Date,
): Promise<Unreminded[]> {
  return query<Unreminded[]>`
    select d.id as "dossierId", d.applicant_id as "applicantId", d.number, d.full_name as "fullName", c.name as "counterName",
      a.starts_at as "startsAt"
    from appointment a
    join notification n on n.office_id = a.office_id and n.dedupe = 'reminder:' || a.id || ':' || a.sequence
      and n.state in ('no_address', 'failed')
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    join counter c on c.office_id = a.office_id and c.id = a.counter_id
    where a.office_id = ${officeId} and a.state = 'booked' and a.starts_at >= ${from} and a.starts_at < ${to}
    order by a.starts_at, a.id limit 200`;
}
