import type { Query, Tx } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';

export type Found = 'matches' | 'differs' | 'missing';
export type Place = 'applicant' | 'office';

/** A requirement whose original is shown at the counter, with its scan and where the original lies. */
export interface OriginalRow {
  readonly applicationId: string;
  readonly serviceName: LocalisedText;
  /** Whether its application stands at the meeting now. */
  readonly atMeeting: boolean;
  /** The meeting that covers its application now. */
  readonly appointmentId: string | null;
  readonly requirement: string;
  readonly name: LocalisedText;
  readonly required: boolean;
  /** The newest file for it that may be looked at. */
  readonly versionId: string | null;
  readonly fileName: string | null;
  readonly found: Found | null;
  /** Null before it was shown. */
  readonly place: Place | null;
  readonly placeSince: Date | null;
}

/**
 * The originals of a dossier. A requirement under a condition concerns this applicant when a document was handed in for it
 * or its absence explained; so does one that may be left out.
 */
export async function originalsOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<OriginalRow[]> {
  return query<OriginalRow[]>`
    select a.id as "applicationId", v.definition -> 'name' as "serviceName",
      (a.step_kind = 'meeting' and a.waiting_on = 'office') as "atMeeting", s.appointment_id as "appointmentId",
      r.value ->> 'key' as requirement, r.value -> 'name' as name, (r.value ->> 'required')::boolean as required,
      f.id as "versionId", f.name as "fileName", o.found, o.place, o.place_since as "placeSince"
    from application a
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    cross join lateral jsonb_array_elements(v.definition -> 'requirements') with ordinality as r (value, n)
    left join seat_cover s on s.office_id = a.office_id and s.application_id = a.id and s.ended_at is null
    left join original o on o.office_id = a.office_id and o.application_id = a.id and o.requirement = r.value ->> 'key'
    left join lateral (
      select d.id, d.name from evidence e
      join document_version d on d.office_id = e.office_id and d.document_id = e.document_id
      where e.office_id = a.office_id and e.application_id = a.id and e.requirement = r.value ->> 'key' and e.removed_at is null
        and d.state = 'ready'
      order by d.uploaded_at desc, d.number desc limit 1) f on true
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId} and (r.value ->> 'original')::boolean
      and (o.id is not null or f.id is not null or a.missing ? (r.value ->> 'key')
        or ((r.value ->> 'required')::boolean and r.value -> 'when' is null))
    order by a.submitted_at, a.id, r.n`;
}

/** Notes how an original compared with its scan. Where it lies does not change by that; what lies here cannot be missing. */
export async function noteOriginal(
  tx: Tx,
  officeId: string,
  original: {
    readonly applicationId: string;
    readonly requirement: string;
    readonly found: Found;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx`
    insert into original (office_id, application_id, requirement, found, checked_at, checked_by, place, place_since)
    values (${officeId}, ${original.applicationId}, ${original.requirement}, ${original.found}, ${original.at}, ${original.by},
      'applicant', ${original.at})
    on conflict on constraint one_place_per_original do update
      set found = excluded.found, checked_at = excluded.checked_at, checked_by = excluded.checked_by
      where original.place = 'applicant' or excluded.found <> 'missing'`;
}

/** Moves an original from where it lies to the other place; false when it does not lie there, or was never shown. */
export async function moveOriginal(
  tx: Tx,
  officeId: string,
  move: {
    readonly applicationId: string;
    readonly requirement: string;
    readonly to: Place;
    readonly at: Date;
  },
): Promise<boolean> {
  const rows = await tx`
    update original set place = ${move.to}, place_since = ${move.at}, owed_since = null
    where office_id = ${officeId} and application_id = ${move.applicationId} and requirement = ${move.requirement}
      and place <> ${move.to} and found <> 'missing'
    returning 1`;
  return rows.length > 0;
}
