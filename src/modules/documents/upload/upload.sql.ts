import type { Query, Tx } from '../../../kernel/db.ts';
import type { Owner, Purpose } from '../hooks.ts';

export interface UploadRow {
  readonly id: string;
  readonly document_id: string;
  readonly target: string;
  readonly name: string;
  readonly length: number;
  readonly fingerprint: string;
  readonly offset_bytes: number;
  readonly version_id: string | null;
  readonly created_at: Date;
}

/** An upload with what is needed to go on writing. */
export interface ClaimedRow extends UploadRow {
  readonly tail: Buffer | null;
  readonly blob_id: string;
  readonly storage_key: string;
  readonly wrapped_key: Buffer;
}

export async function uploadById(
  query: Query,
  owner: Owner,
  id: string,
  now: Date,
): Promise<UploadRow | undefined> {
  const [row] = await query<UploadRow[]>`
    select id, document_id, target, name, length, fingerprint, offset_bytes, version_id, created_at from upload
    where office_id = ${owner.officeId} and owner_id = ${owner.ownerId} and id = ${id} and expires_at > ${now}`;
  return row;
}

/** The same announcement made earlier and not yet finished. */
export async function sameUpload(
  tx: Tx,
  purpose: Purpose,
  file: { fingerprint: string; size: number; replaces: string | undefined },
  now: Date,
): Promise<UploadRow | undefined> {
  const [row] = await tx<UploadRow[]>`
    select id, document_id, target, name, length, fingerprint, offset_bytes, version_id, created_at from upload
    where office_id = ${purpose.officeId} and owner_id = ${purpose.ownerId} and target = ${purpose.target}
      and fingerprint = ${file.fingerprint} and fingerprint <> '' and version_id is null and length = ${file.size}
      and expires_at > ${now} and (${file.replaces ?? null}::uuid is null or document_id = ${file.replaces ?? null}::uuid)`;
  return row;
}

export async function openUploads(tx: Tx, owner: Owner): Promise<number> {
  const [row] = await tx<{ n: number }[]>`select count(*)::int as n from upload
    where office_id = ${owner.officeId} and owner_id = ${owner.ownerId} and version_id is null`;
  return row?.n ?? 0;
}

/** Bytes announced by this person in this office and not yet whole. */
export async function unfinishedBytes(tx: Tx, owner: Owner): Promise<number> {
  const [row] = await tx<
    { bytes: number }[]
  >`select coalesce(sum(length), 0)::float8 as bytes from upload
    where office_id = ${owner.officeId} and owner_id = ${owner.ownerId} and version_id is null`;
  return row?.bytes ?? 0;
}

export async function insertUpload(
  tx: Tx,
  purpose: Purpose,
  upload: {
    id: string;
    documentId: string;
    name: string;
    size: number;
    fingerprint: string;
    blobId: string;
    now: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await tx`insert into upload (office_id, id, owner_id, document_id, target, name, length, fingerprint, blob_id,
      created_at, expires_at)
    values (${purpose.officeId}, ${upload.id}, ${purpose.ownerId}, ${upload.documentId}, ${purpose.target}, ${upload.name},
      ${upload.size}, ${upload.fingerprint}, ${upload.blobId}, ${upload.now}, ${upload.expiresAt})`;
}

/** Makes this request the only one that writes; the row stays locked until the transaction ends. */
export async function claimUpload(
  tx: Tx,
  owner: Owner,
  id: string,
  claim: { writer: string; offset: number; now: Date; expiresAt: Date },
): Promise<ClaimedRow | undefined> {
  const [row] = await tx<ClaimedRow[]>`
    update upload u set writer = ${claim.writer}, expires_at = ${claim.expiresAt}
    from blob b
    where u.office_id = ${owner.officeId} and u.owner_id = ${owner.ownerId} and u.id = ${id}
      and u.version_id is null and u.expires_at > ${claim.now} and u.offset_bytes = ${claim.offset}
      and b.office_id = u.office_id and b.id = u.blob_id
    returning u.id, u.document_id, u.target, u.name, u.length, u.fingerprint, u.offset_bytes, u.version_id, u.created_at,
      u.tail, b.id as blob_id, b.storage_key, b.wrapped_key`;
  return row;
}

/** Moves the offset, if the writer is still the one that claimed it; false when a newer request took over. */
export async function moveOffset(
  tx: Tx,
  owner: Owner,
  id: string,
  move: { writer: string; offset: number; tail: Buffer | null },
): Promise<boolean> {
  const rows = await tx`
    update upload set offset_bytes = ${move.offset}, tail = ${move.tail}
    where office_id = ${owner.officeId} and id = ${id} and writer = ${move.writer} and version_id is null
    returning 1`;
  return rows.length === 1;
}

/** Notes that the upload became this version, which from now on holds the bytes. */
export async function closeUpload(
  tx: Tx,
  owner: Owner,
  id: string,
  close: { versionId: string; expiresAt: Date },
): Promise<void> {
  await tx`update upload set version_id = ${close.versionId}, writer = null, tail = null, blob_id = null,
      expires_at = ${close.expiresAt}
    where office_id = ${owner.officeId} and id = ${id}`;
}

/** The document that an unfinished upload is for, whose that is, and what it is for. */
export async function unfinishedDocument(
  tx: Tx,
  owner: Owner,
  id: string,
): Promise<{ document_id: string; owner_id: string; target: string } | undefined> {
  const [row] = await tx<{ document_id: string; owner_id: string; target: string }[]>`
    select u.document_id, d.owner_id, u.target
    from upload u join document d on d.office_id = u.office_id and d.id = u.document_id
    where u.office_id = ${owner.officeId} and u.owner_id = ${owner.ownerId} and u.id = ${id} and u.version_id is null`;
  return row;
}

/** Takes an unfinished upload away; what it was comes back. A finished one is not touched. */
export async function deleteUnfinished(
  tx: Tx,
  owner: Owner,
  id: string,
): Promise<{ blob_id: string } | undefined> {
  const [row] = await tx<{ blob_id: string }[]>`
    delete from upload where office_id = ${owner.officeId} and owner_id = ${owner.ownerId} and id = ${id}
      and version_id is null
    returning blob_id`;
  return row;
}

/** Takes away whatever is still on its way to a document, whoever sends it; the blobs that were being filled. */
export async function deleteUnfinishedOf(
  tx: Tx,
  officeId: string,
  documentId: string,
): Promise<readonly string[]> {
  const rows = await tx<{ blob_id: string }[]>`
    delete from upload where office_id = ${officeId} and document_id = ${documentId} and version_id is null
    returning blob_id`;
  return rows.map((row) => row.blob_id);
}

/** Uploads whose time is over, at most 500; finished ones among them are only notes. */
export async function expiredUploads(
  query: Query,
  now: Date,
): Promise<readonly { office_id: string; owner_id: string; id: string; finished: boolean }[]> {
  return query<{ office_id: string; owner_id: string; id: string; finished: boolean }[]>`
    select office_id, owner_id, id, version_id is not null as finished from upload
    where expires_at <= ${now} order by expires_at limit 500`;
}

/** Removes the note that an upload was finished; the document is not touched. */
export async function deleteFinishedNote(
  query: Query,
  officeId: string,
  id: string,
): Promise<void> {
  await query`delete from upload where office_id = ${officeId} and id = ${id} and version_id is not null`;
}

export interface ListedUpload extends UploadRow {
  readonly state: 'checking' | 'ready' | 'refused' | 'held' | null;
  readonly refusal: { key: string; params?: Record<string, string | number> } | null;
}

/** A person's uploads for a purpose, or for any purpose within it (`draft:<id>` covers `draft:<id>:<requirement>`). */
export async function uploadsFor(
  query: Query,
  purpose: Purpose,
  now: Date,
): Promise<readonly ListedUpload[]> {
  return query<ListedUpload[]>`
    select u.id, u.document_id, u.target, u.name, u.length, u.fingerprint, u.offset_bytes, u.version_id, u.created_at,
      v.state, v.refusal
    from upload u
    join document d on d.office_id = u.office_id and d.id = u.document_id and d.removed_at is null
    left join document_version v on v.office_id = u.office_id and v.id = u.version_id
    where u.office_id = ${purpose.officeId} and u.owner_id = ${purpose.ownerId} and u.expires_at > ${now}
      and (u.target = ${purpose.target} or starts_with(u.target, ${purpose.target} || ':'))
    order by u.created_at, u.id limit 100`;
}

export type PendingRow = Pick<UploadRow, 'id' | 'document_id' | 'name' | 'length' | 'offset_bytes'>;

/** What is on its way to these documents. */
export async function pendingOf(
  query: Query,
  officeId: string,
  documentIds: readonly string[],
): Promise<readonly PendingRow[]> {
  return query<PendingRow[]>`select id, document_id, name, length, offset_bytes from upload
    where office_id = ${officeId} and document_id = any(${[...documentIds]}::uuid[]) and version_id is null
    order by created_at, id`;
}
