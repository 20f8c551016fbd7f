import type { Query } from '../../../kernel/db.ts';

/** The newest version of a person's document, when it can be used again. */
export async function reusableVersion(
  query: Query,
  officeId: string,
  ownerId: string,
  documentId: string,
): Promise<string | undefined> {
  const [row] = await query<{ id: string }[]>`
    select v.id
    from document d
    join lateral (select * from document_version v where v.office_id = d.office_id and v.document_id = d.id
      order by v.number desc limit 1) v on v.state = 'ready' and v.blob_id is not null
    where d.office_id = ${officeId} and d.id = ${documentId} and d.owner_id = ${ownerId} and d.removed_at is null
      and ${provesNothing(query)}`;
  return row?.id;
}

/**
 * Documents this person handed in here before, newest first: to be used again, with their date. The same content is offered
 * once, and not when it lies in the draft already.
 */
export async function earlierDocuments(
  query: Query,
  officeId: string,
  ownerId: string,
  draftId: string,
): Promise<
  { document_id: string; name: string; size: number; type: string | null; uploaded_at: Date }[]
> {
  return query`
    select * from (
      select distinct on (coalesce(v.sha256, uuid_send(v.id))) d.id as document_id, v.name, v.size, v.type, v.uploaded_at
      from document d
      join lateral (select * from document_version v where v.office_id = d.office_id and v.document_id = d.id
        order by v.number desc limit 1) v on v.state = 'ready' and v.blob_id is not null
      where d.office_id = ${officeId} and d.owner_id = ${ownerId} and d.removed_at is null and ${provesNothing(query)}
        and not exists (select from draft_document f
          join document_version u on u.office_id = f.office_id and u.document_id = f.document_id and u.sha256 = v.sha256
          where f.office_id = ${officeId} and f.draft_id = ${draftId})
      order by coalesce(v.sha256, uuid_send(v.id)), d.created_at desc) once
    order by uploaded_at desc, document_id limit 40`;
}

/** The document `d` belongs to a person, not to the office as the proof of a step. */
export const provesNothing = (query: Query) => query`
  not exists (select from step_result r where r.office_id = d.office_id and r.document_id = d.id)
  and not exists (select from step_proof p where p.office_id = d.office_id and p.document_id = d.id)
  and not exists (select from message_file m where m.office_id = d.office_id and m.document_id = d.id and m.side = 'office')`;
