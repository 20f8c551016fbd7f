import type { Query, Tx } from '../../../kernel/db.ts';

export async function putEvidence(
  tx: Tx,
  officeId: string,
  applicationId: string,
  file: { requirement: string; documentId: string; place: number; at: Date },
): Promise<void> {
  await tx`
    insert into evidence (office_id, application_id, requirement, document_id, place, added_at)
    values (${officeId}, ${applicationId}, ${file.requirement}, ${file.documentId}, ${file.place}, ${file.at})
    on conflict (office_id, application_id, requirement, document_id) do update set removed_at = null, added_at = excluded.added_at`;
}

/** Takes earlier files off a requirement; their versions stay, for the officer to compare. */
export async function retireEvidence(
  tx: Tx,
  officeId: string,
  applicationId: string,
  requirement: string,
  at: Date,
): Promise<void> {
  await tx`
    update evidence set removed_at = ${at}
    where office_id = ${officeId} and application_id = ${applicationId} and requirement = ${requirement} and removed_at is null
      and added_at < (select max(sent_at) from deficiency_letter
        where office_id = ${officeId} and application_id = ${applicationId})`;
}

export async function takenPlaces(
  query: Query,
  officeId: string,
  applicationId: string,
): Promise<number[]> {
  const rows = await query<{ place: number }[]>`
    select distinct place from evidence
    where office_id = ${officeId} and application_id = ${applicationId} and removed_at is null order by place`;
  return rows.map((row) => row.place);
}

export async function setMissing(
  tx: Tx,
  officeId: string,
  applicationId: string,
  requirement: string,
  why: string,
): Promise<void> {
  await tx`
    update application set missing = case when ${why} = '' then missing - ${requirement}::text
      else jsonb_set(missing, array[${requirement}::text], to_jsonb(${why}::text)) end
    where office_id = ${officeId} and id = ${applicationId}`;
}

/** Forgets a file that never arrived. */
export async function dropEvidence(
  tx: Tx,
  officeId: string,
  applicationId: string,
  documentId: string,
): Promise<void> {
  await tx`
    delete from evidence where office_id = ${officeId} and application_id = ${applicationId} and document_id = ${documentId}
      and not exists (select 1 from document_version v where v.office_id = ${officeId} and v.document_id = ${documentId})`;
}
