import type { JsonValue, Query, Tx } from '../../../kernel/db.ts';
import type { Answers } from '../answers.ts';
import type { EvidenceRow } from '../facts.sql.ts';

export interface DraftRow {
  readonly id: string;
  readonly owner_id: string;
  /** What it asks for, in the order in which it was chosen. */
  readonly services: readonly DraftService[];
  readonly full_name: string;
  readonly note: string;
  /** By question, see `asked-once.ts`. */
  readonly answers: Answers;
  /** By slot. */
  readonly missing: Readonly<Record<string, string>>;
  readonly saved_at: Date;
  readonly dossier_id: string | null;
}

/** A service that a draft asks for, in the edition that is offered now. */
export interface DraftService {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  /** It takes no applications any more. */
  readonly stopped: boolean;
}

/** A file of the draft: as evidence, with the slots it is tied to. */
export type DraftFile = EvidenceRow;

export async function insertDraft(
  tx: Tx,
  draft: {
    officeId: string;
    id: string;
    ownerId: string;
    fullName: string;
    note: string;
    answers: Answers;
  },
): Promise<void> {
  await tx`
    insert into draft (office_id, id, owner_id, full_name, note, answers)
    values (${draft.officeId}, ${draft.id}, ${draft.ownerId}, ${draft.fullName}, ${draft.note},
      ${tx.json(draft.answers as JsonValue)})`;
}

/** The services a draft asks for from now on, in this order; the caller holds its lock. */
export async function putServices(
  tx: Tx,
  officeId: string,
  draftId: string,
  serviceIds: readonly string[],
): Promise<void> {
  await tx`delete from draft_application where office_id = ${officeId} and draft_id = ${draftId}`;
  await tx`
    insert into draft_application (office_id, draft_id, service_id, place)
    select ${officeId}, ${draftId}, s.id, s.place
    from unnest(${[...serviceIds]}::uuid[]) with ordinality as s (id, place)`;
}

const services = (query: Query) => query`
  (select jsonb_agg(jsonb_build_object('id', s.id, 'code', s.code, 'version', s.current_version,
      'stopped', s.retired_at is not null) order by a.place)
   from draft_application a join service s on s.office_id = a.office_id and s.id = a.service_id
   where a.office_id = d.office_id and a.draft_id = d.id) as services`;

/** The owner's draft; nobody else finds it. */
export async function draftOf(
  query: Query,
  officeId: string,
  ownerId: string,
  id: string,
): Promise<DraftRow | undefined> {
  const [row] = await query<DraftRow[]>`
    select d.id, d.owner_id, ${services(query)}, d.full_name, d.note, d.answers, d.missing, d.saved_at, d.dossier_id
    from draft d
    where d.office_id = ${officeId} and d.owner_id = ${ownerId} and d.id = ${id}`;
  return row;
}

/** As {@link draftOf}, locked until the transaction ends; a draft that was sent is not found. */
export async function lockDraft(
  tx: Tx,
  officeId: string,
  ownerId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx`
    select 1 from draft where office_id = ${officeId} and owner_id = ${ownerId} and id = ${id} and dossier_id is null for update`;
  return rows.length > 0;
}

export async function draftsOf(
  query: Query,
  officeId: string,
  ownerId: string,
): Promise<DraftRow[]> {
  return query<DraftRow[]>`
    select d.id, d.owner_id, ${services(query)}, d.full_name, d.note, d.answers, d.missing, d.saved_at, d.dossier_id
    from draft d
    where d.office_id = ${officeId} and d.owner_id = ${ownerId} and d.dossier_id is null
    order by d.saved_at desc limit 20`;
}

/** Stores what was typed; answers that are not among it, another service's, stay as they rest: leaving that one may be a mistake. */
export async function updateDraft(
  query: Query,
  officeId: string,
  ownerId: string,
  id: string,
  content: {
    fullName: string;
    note: string;
    answers: Answers;
    missing: Readonly<Record<string, string>>;
    /** For which slots a reason could have been given; those for others stay. */
    slots: readonly string[];
  },
): Promise<boolean> {
  const rows = await query`
    update draft set full_name = ${content.fullName}, note = ${content.note},
      answers = answers || ${query.json(content.answers as JsonValue)},
      missing = (missing - ${[...content.slots]}::text[]) || ${query.json(content.missing)}, saved_at = ${later(query)}
    where office_id = ${officeId} and owner_id = ${ownerId} and id = ${id} and dossier_id is null returning 1`;
  return rows.length > 0;
}

/** Stores answers, reasons and ties under the names they have now; the caller holds the draft's lock. */
export async function renameContent(
  tx: Tx,
  officeId: string,
  id: string,
  content: {
    answers: Answers;
    missing: Readonly<Record<string, string>>;
    ties: readonly { documentId: string; requirements: readonly string[] }[];
  },
): Promise<void> {
  await tx`
    update draft set answers = ${tx.json(content.answers as JsonValue)}, missing = ${tx.json(content.missing)}, saved_at = ${later(tx)}
    where office_id = ${officeId} and id = ${id}`;
  for (const { documentId, requirements } of content.ties)
    await tieFile(tx, officeId, id, documentId, requirements, null);
}

/** Always later than before, so that a submission which read the draft sees that it changed. */
const later = (query: Query) => query`greatest(now(), saved_at + interval '1 millisecond')`;

/** Notes that the draft's files changed; the caller holds its lock. */
export async function touchDraft(tx: Tx, officeId: string, id: string): Promise<void> {
  await tx`update draft set saved_at = ${later(tx)} where office_id = ${officeId} and id = ${id}`;
}

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

export async function deleteDraft(
  tx: Tx,
  officeId: string,
  ownerId: string,
  id: string,
): Promise<string[]> {
  const files = await tx<{ document_id: string }[]>`
    delete from draft_document f using draft d
    where d.office_id = ${officeId} and d.owner_id = ${ownerId} and d.id = ${id} and d.dossier_id is null
      and f.office_id = d.office_id and f.draft_id = d.id
    returning f.document_id`;
  await tx`delete from draft where office_id = ${officeId} and owner_id = ${ownerId} and id = ${id} and dossier_id is null`;
  return files.map((file) => file.document_id);
}

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
