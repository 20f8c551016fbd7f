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

/**
 * Takes earlier files off a requirement, and later ones that did not pass inspection: they would stand in the way for
 * good. Their versions stay, for the officer to compare.
 */
export async function retireEvidence(
  tx: Tx,
  officeId: string,
  applicationId: string,
  requirement: string,
  at: Date,
): Promise<void> {
  await tx`
    update evidence e set removed_at = ${at}
    where e.office_id = ${officeId} and e.application_id = ${applicationId} and e.requirement = ${requirement}
      and e.removed_at is null and (${isOld(tx)} or ${isRefused(tx)})`;
}

/** Takes only those files off a requirement that did not pass inspection: the applicant has said why there is none. */
export async function retireRefused(
  tx: Tx,
  officeId: string,
  applicationId: string,
  requirement: string,
  at: Date,
): Promise<void> {
  await tx`
    update evidence e set removed_at = ${at}
    where e.office_id = ${officeId} and e.application_id = ${applicationId} and e.requirement = ${requirement}
      and e.removed_at is null and ${isRefused(tx)}`;
}

const isOld = (query: Query) => query`e.added_at < (select max(sent_at) from deficiency_letter l
  where l.office_id = e.office_id and l.application_id = e.application_id)`;
const isRefused = (query: Query) => query`'refused' = (select v.state from document_version v
  where v.office_id = e.office_id and v.document_id = e.document_id order by v.number desc limit 1)`;

/** The places of an application's files; without those that a correction of `requirement` would take off. */
export async function takenPlaces(
  query: Query,
  officeId: string,
  applicationId: string,
  requirement?: string,
): Promise<number[]> {
  const rows = await query<{ place: number }[]>`
    select distinct place from evidence e
    where office_id = ${officeId} and application_id = ${applicationId} and removed_at is null
      and not (requirement = ${requirement ?? ''} and (${isOld(query)} or ${isRefused(query)}))
    order by place`;
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

/** Whether the document answers this requirement now, arrived or not. */
export async function holdsEvidence(
  query: Query,
  officeId: string,
  what: { readonly applicationId: string; readonly requirement: string },
  documentId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from evidence where office_id = ${officeId} and application_id = ${what.applicationId}
      and requirement = ${what.requirement} and document_id = ${documentId} and removed_at is null`;
  return rows.length > 0;
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

/** Takes a file off a requirement that came after the last letter; false when there is none such. */
export async function removeFresh(
  tx: Tx,
  officeId: string,
  applicationId: string,
  requirement: string,
  documentId: string,
): Promise<boolean> {
  const rows = await tx`
    delete from evidence e
    where e.office_id = ${officeId} and e.application_id = ${applicationId} and e.requirement = ${requirement}
      and e.document_id = ${documentId} and e.removed_at is null and not (${isOld(tx)}) returning 1`;
  return rows.length > 0;
}

/** Whether a draft or a dossier, now or earlier, still holds the document. */
export async function isHeldAnywhere(
  query: Query,
  officeId: string,
  documentId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from evidence where office_id = ${officeId} and document_id = ${documentId}
    union all select 1 from draft_document where office_id = ${officeId} and document_id = ${documentId} limit 1`;
  return rows.length > 0;
}
