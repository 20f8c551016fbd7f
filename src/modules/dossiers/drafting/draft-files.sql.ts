import type { Query, Tx } from '../../../kernel/db.ts';
import type { EvidenceRow } from '../facts.sql.ts';

/** A file of the draft: as evidence, with the slots it is tied to. */
export type DraftFile = EvidenceRow;

/** Whether the document is among the draft's files, arrived or not. */
export async function holdsFile(
  query: Query,
  officeId: string,
  draftId: string,
  documentId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from draft_document where office_id = ${officeId} and draft_id = ${draftId} and document_id = ${documentId}`;
  return rows.length > 0;
}

export async function filesOfDraft(
  query: Query,
  officeId: string,
  draftId: string,
): Promise<DraftFile[]> {
  return query<DraftFile[]>`
    select f.document_id, f.place, f.requirements, v.id as version_id, v.number, v.name, v.size, v.type, v.state, v.pages,
      v.sha256, v.scan, v.listing, v.refusal, v.uploaded_at
    from draft_document f
    join lateral (select * from document_version v where v.office_id = f.office_id and v.document_id = f.document_id
      order by v.number desc limit 1) v on true
    where f.office_id = ${officeId} and f.draft_id = ${draftId}
    order by f.place`;
}

/** Every place that is taken, files still arriving included, with what each is tied to. */
export async function placesTaken(
  query: Query,
  officeId: string,
  draftId: string,
): Promise<{ document_id: string; place: number; requirements: string[] }[]> {
  return query`
    select document_id, place, requirements from draft_document
    where office_id = ${officeId} and draft_id = ${draftId} order by place`;
}

export async function putFile(
  tx: Tx,
  officeId: string,
  draftId: string,
  file: { documentId: string; place: number; requirements: readonly string[] },
): Promise<void> {
  await tx`
    insert into draft_document (office_id, draft_id, document_id, place, requirements)
    values (${officeId}, ${draftId}, ${file.documentId}, ${file.place}, ${[...file.requirements]})
    on conflict (office_id, draft_id, document_id) do update set requirements = excluded.requirements`;
}

export async function tieFile(
  query: Query,
  officeId: string,
  draftId: string,
  documentId: string,
  requirements: readonly string[],
  /** The slots that could have been chosen; ties to others stay. Null: all. */
  shown: readonly string[] | null,
): Promise<void> {
  const kept = shown
    ? query`array(select r from unnest(requirements) as r where r <> all(${[...shown, ...requirements]}::text[]))`
    : query`'{}'::text[]`;
  await query`
    update draft_document set requirements = ${[...requirements]}::text[] || ${kept}
    where office_id = ${officeId} and draft_id = ${draftId} and document_id = ${documentId}`;
}

export async function takeFileOut(
  tx: Tx,
  officeId: string,
  draftId: string,
  documentId: string,
): Promise<boolean> {
  const rows = await tx`
    delete from draft_document where office_id = ${officeId} and draft_id = ${draftId} and document_id = ${documentId} returning 1`;
  return rows.length > 0;
}
