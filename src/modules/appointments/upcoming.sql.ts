import type { Query } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';

/** A booked meeting of one of several dossiers. */
export interface UpcomingRow {
  readonly dossierId: string;
  readonly startsAt: Date;
  readonly counterName: LocalisedText;
}

/** The booked meetings of these dossiers that are not over at this moment, the next one first; 50 at most. */
export async function upcomingOf(
  query: Query,
  officeId: string,
  dossierIds: readonly string[],
  at: Date,
): Promise<UpcomingRow[]> {
  return query<UpcomingRow[]>`
    select a.dossier_id as "dossierId", a.starts_at as "startsAt", c.name as "counterName"
    from appointment a join counter c on c.office_id = a.office_id and c.id = a.counter_id
    where a.office_id = ${officeId} and a.dossier_id = any (${dossierIds}::uuid[]) and a.state = 'booked' and a.ends_at > ${at}
    order by a.starts_at, a.id limit 50`;
}
