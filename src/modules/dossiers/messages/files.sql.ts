import type { Query, Tx } from '../../../kernel/db.ts';
import type { Side } from '../../correspondence/index.ts';

/** Whose files, in which thread: they wait for their writer's next message. */
export interface FilePlace {
  readonly officeId: string;
  readonly dossierId: string;
  readonly byId: string;
  readonly side: Side;
}

/** A file beside a message, sent or waiting. */
export interface MessageFile {
  readonly document_id: string;
  readonly message_id: string | null;
  readonly version_id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string | null;
  readonly state: 'checking' | 'ready' | 'refused' | 'held';
  readonly refusal: { key: string; params?: Record<string, string | number> } | null;
}

/** The places that are taken, those of files still on their way included. */
export async function placesTaken(query: Query, at: FilePlace): Promise<readonly number[]> {
  const rows = await query<{ place: number }[]>`
    select place from message_file
    where office_id = ${at.officeId} and thread_id = ${at.dossierId} and by_id = ${at.byId} and side = ${at.side}
      and message_id is null order by place`;
  return rows.map((row) => row.place);
}

export async function putFile(
  tx: Tx,
  at: FilePlace,
  file: { documentId: string; place: number; now: Date },
): Promise<void> {
  await tx`
    insert into message_file (office_id, document_id, thread_id, by_id, side, place, at)
    values (${at.officeId}, ${file.documentId}, ${at.dossierId}, ${at.byId}, ${at.side}, ${file.place}, ${file.now})
    on conflict (office_id, document_id) do nothing`;
}

/** Whether this document waits there, arrived or not. */
export async function waitsThere(
  query: Query,
  at: FilePlace,
  documentId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from message_file
    where office_id = ${at.officeId} and document_id = ${documentId} and thread_id = ${at.dossierId}
      and by_id = ${at.byId} and side = ${at.side} and message_id is null`;
  return rows.length > 0;
}

/** The files that have arrived and wait for the next message. */
export async function waitingFiles(query: Query, at: FilePlace): Promise<MessageFile[]> {
  return query<MessageFile[]>`
    select f.document_id, f.message_id, v.id as version_id, v.name, v.size, v.type, v.state, v.refusal
    from message_file f
    join lateral (select * from document_version v where v.office_id = f.office_id and v.document_id = f.document_id
      order by v.number desc limit 1) v on true
    where f.office_id = ${at.officeId} and f.thread_id = ${at.dossierId} and f.by_id = ${at.byId} and f.side = ${at.side}
      and f.message_id is null
    order by f.place`;
}

/** The files of all messages in a thread. */
export async function sentFiles(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<MessageFile[]> {
  return query<MessageFile[]>`
    select f.document_id, f.message_id, v.id as version_id, v.name, v.size, v.type, v.state, v.refusal
    from message_file f
    join lateral (select * from document_version v where v.office_id = f.office_id and v.document_id = f.document_id
      order by v.number desc limit 1) v on true
    where f.office_id = ${officeId} and f.thread_id = ${dossierId} and f.message_id is not null
    order by f.message_id, f.place limit 2500`;
}

/** Sends the files that have arrived with a message; one that is still on its way waits for the next. */
export async function sendFiles(
  tx: Tx,
  at: FilePlace,
  messageId: string,
  documentIds: readonly string[],
): Promise<void> {
  await tx`
    update message_file set message_id = ${messageId}
    where office_id = ${at.officeId} and thread_id = ${at.dossierId} and by_id = ${at.byId} and side = ${at.side}
      and message_id is null and document_id = any(${[...documentIds]}::uuid[])`;
}

/** Lets go of a waiting file; false when there is none such. */
export async function dropFile(tx: Tx, officeId: string, documentId: string): Promise<boolean> {
  const rows = await tx`
    delete from message_file where office_id = ${officeId} and document_id = ${documentId} and message_id is null returning 1`;
  return rows.length > 0;
}

/** Takes away up to 100 files that nobody came back to. */
export async function takeStaleFiles(
  tx: Tx,
  before: Date,
): Promise<{ office_id: string; by_id: string; document_id: string }[]> {
  return tx`
    delete from message_file where ctid in (
      select ctid from message_file where message_id is null and at < ${before} limit 100 for update skip locked)
    returning office_id, by_id, document_id`;
}

/** Whether this version was sent in the dossier's thread: its applicant and the office may then read it. */
export async function sentInThread(
  query: Query,
  officeId: string,
  dossierId: string,
  versionId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from document_version v
    join message_file f on f.office_id = v.office_id and f.document_id = v.document_id
    where v.office_id = ${officeId} and v.id = ${versionId} and f.thread_id = ${dossierId} and f.message_id is not null limit 1`;
  return rows.length > 0;
}

/** Bytes of what this person keeps in drafts not handed in and beside messages not sent, in one office. */
export async function heldBytes(tx: Tx, officeId: string, ownerId: string): Promise<number> {
  const [row] = await tx<{ bytes: number }[]>`
    select coalesce(sum(v.size), 0)::float8 as bytes
    from (
      select f.document_id from draft d
      join draft_document f on f.office_id = d.office_id and f.draft_id = d.id
      where d.office_id = ${officeId} and d.owner_id = ${ownerId} and d.dossier_id is null
      union
      select document_id from message_file where office_id = ${officeId} and by_id = ${ownerId} and message_id is null) held
    join document_version v on v.office_id = ${officeId} and v.document_id = held.document_id and v.blob_id is not null`;
  return row?.bytes ?? 0;
}
