import type { Query } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';

/** A meeting that somebody has; nobody is named. */
export interface AheadRow {
  readonly dossierId: string;
  readonly number: string;
  readonly counterCode: string;
  readonly counterName: LocalisedText;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Booked meetings of an office from this moment on, by time; of a great many, the first five thousand. */
export async function bookedAhead(
  query: Query,
  officeId: string,
  from: Date,
): Promise<readonly AheadRow[]> {
  return query<AheadRow[]>`
    select a.dossier_id as "dossierId", d.number, c.code as "counterCode", c.name as "counterName",
      a.starts_at as "startsAt", a.ends_at as "endsAt"
    from appointment a
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    join counter c on c.office_id = a.office_id and c.id = a.counter_id
    where a.office_id = ${officeId} and a.state = 'booked' and a.starts_at >= ${from}
    order by a.starts_at, a.id limit 5000`;
}
