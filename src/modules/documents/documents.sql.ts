import type { JsonValue, Query, Tx } from '../../kernel/db.ts';
import type { Owner } from './hooks.ts';
import type { DocumentType, ScanMark, VersionState } from './rules.ts';

export interface VersionRow {
  readonly id: string;
  readonly document_id: string;
  readonly owner_id: string;
  readonly number: number;
  readonly name: string;
  readonly size: number;
  readonly state: VersionState;
  readonly type: DocumentType | null;
  readonly sha256: Buffer | null;
  readonly pages: number | null;
  readonly listing: Listing | null;
  readonly refusal: { key: string; params?: Record<string, string | number> } | null;
  readonly scan: ScanMark;
  readonly blob_id: string | null;
  readonly uploaded_at: Date;
  /** Who brought it: its owner, or somebody who acts for them. */
  readonly uploaded_by: string;
}

/** What is inside a zip or docx: the first names, and how many there are. Sizes in bytes, unpacked. */
export interface Listing {
  readonly members: number;
  readonly shown: readonly { name: string; size: number }[];
}

export async function insertDocument(tx: Tx, owner: Owner, id: string): Promise<void> {
  await tx`insert into document (office_id, id, owner_id) values (${owner.officeId}, ${id}, ${owner.ownerId})`;
}

/** Locks a document of this owner that is not removed. */
export async function lockDocument(tx: Tx, owner: Owner, id: string): Promise<boolean> {
  const rows = await tx`select 1 from document
    where office_id = ${owner.officeId} and owner_id = ${owner.ownerId} and id = ${id} and removed_at is null for update`;
  return rows.length === 1;
}

/** Adds the next version of a document; the caller holds its lock. */
export async function insertVersion(
  tx: Tx,
  owner: Owner,
  version: {
    id: string;
    documentId: string;
    name: string;
    size: number;
    blobId: string;
    now: Date;
  },
): Promise<void> {
  await tx`insert into document_version (office_id, id, document_id, number, name, size, state, blob_id, uploaded_at, uploaded_by)
    select ${owner.officeId}, ${version.id}, ${version.documentId}, coalesce(max(number), 0) + 1, ${version.name},
      ${version.size}, 'checking', ${version.blobId}, ${version.now}, ${owner.ownerId}
    from document_version where office_id = ${owner.officeId} and document_id = ${version.documentId}`;
}

/** Lets go of the bytes of a document's versions before this one; the blobs that it let go of. */
export async function releaseEarlier(
  tx: Tx,
  officeId: string,
  documentId: string,
  versionId: string,
): Promise<readonly string[]> {
  const rows = await tx<{ blob_id: string }[]>`
    with held as (
      select id, blob_id from document_version
      where office_id = ${officeId} and document_id = ${documentId} and id <> ${versionId} and blob_id is not null for update),
    released as (
      update document_version v set blob_id = null from held
      where v.office_id = ${officeId} and v.id = held.id)
    select distinct blob_id from held`;
  return rows.map((row) => row.blob_id);
}

export async function versionById(
  query: Query,
  officeId: string,
  id: string,
): Promise<VersionRow | undefined> {
  const [row] = await query<VersionRow[]>`
    select v.id, v.document_id, d.owner_id, v.number, v.name, v.size, v.state, v.type, v.sha256, v.pages, v.listing,
      v.refusal, v.scan, v.blob_id, v.uploaded_at, v.uploaded_by
    from document_version v join document d on d.office_id = v.office_id and d.id = v.document_id
    where v.office_id = ${officeId} and v.id = ${id}`;
  return row;
}

/** Every version of these documents, newest first. */
export async function versionsOf(
  query: Query,
  officeId: string,
  ids: readonly string[],
): Promise<readonly VersionRow[]> {
  return query<VersionRow[]>`
    select v.id, v.document_id, d.owner_id, v.number, v.name, v.size, v.state, v.type, v.sha256, v.pages, v.listing,
      v.refusal, v.scan, v.blob_id, v.uploaded_at, v.uploaded_by
    from document_version v join document d on d.office_id = v.office_id and d.id = v.document_id
    where v.office_id = ${officeId} and v.document_id = any(${[...ids]}::uuid[])
    order by v.document_id, v.number desc`;
}

export interface DocumentRow {
  readonly id: string;
  readonly owner_id: string;
  readonly created_at: Date;
}

export async function documentsById(
  query: Query,
  officeId: string,
  ids: readonly string[],
): Promise<readonly DocumentRow[]> {
  return query<DocumentRow[]>`select id, owner_id, created_at from document
    where office_id = ${officeId} and id = any(${[...ids]}::uuid[]) and removed_at is null order by created_at, id`;
}

/** A person's documents in an office that have a version ready to be used, newest first, at most 100. */
export async function readyDocuments(query: Query, owner: Owner): Promise<readonly DocumentRow[]> {
  return query<DocumentRow[]>`select d.id, d.owner_id, d.created_at from document d
    where d.office_id = ${owner.officeId} and d.owner_id = ${owner.ownerId} and d.removed_at is null
      and exists (select from document_version v
        where v.office_id = d.office_id and v.document_id = d.id and v.state = 'ready')
    order by d.created_at desc, d.id desc limit 100`;
}

/** Gives documents of one person to another; which ones changed hands. */
export async function giveDocuments(
  tx: Tx,
  from: Owner,
  to: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update document set owner_id = ${to}
    where office_id = ${from.officeId} and owner_id = ${from.ownerId} and id = any(${[...ids]}::uuid[]) returning id`;
  return rows.map((row) => row.id);
}

/** Marks a document removed and lets go of its bytes; the blobs that it let go of. */
export async function markRemoved(tx: Tx, owner: Owner, id: string): Promise<readonly string[]> {
  const gone = await tx`update document set removed_at = now()
    where office_id = ${owner.officeId} and owner_id = ${owner.ownerId} and id = ${id} and removed_at is null returning 1`;
  if (gone.length === 0) return [];
  const rows = await tx<{ blob_id: string }[]>`
    with held as (
      select id, blob_id from document_version
      where office_id = ${owner.officeId} and document_id = ${id} and blob_id is not null for update),
    released as (
      update document_version v set blob_id = null from held
      where v.office_id = ${owner.officeId} and v.id = held.id)
    select distinct blob_id from held`;
  return rows.map((row) => row.blob_id);
}

/** A new version 1 of another document that shares the bytes and the findings of an existing one. */
export async function insertShared(
  tx: Tx,
  owner: Owner,
  copy: { from: string; documentId: string; versionId: string },
): Promise<boolean> {
  const rows = await tx`
    insert into document_version (office_id, id, document_id, number, name, size, state, type, sha256, pages, listing, scan,
      blob_id, uploaded_at, uploaded_by)
    select v.office_id, ${copy.versionId}, ${copy.documentId}, 1, v.name, v.size, v.state, v.type, v.sha256, v.pages,
      v.listing, v.scan, v.blob_id, v.uploaded_at, v.uploaded_by
    from document_version v join document d on d.office_id = v.office_id and d.id = v.document_id
    where v.office_id = ${owner.officeId} and v.id = ${copy.from} and d.owner_id = ${owner.ownerId}
      and d.removed_at is null and v.state = 'ready' and v.blob_id is not null
    returning 1`;
  return rows.length === 1;
}

/** What the inspection found out about a version that passed. */
export async function markReady(
  tx: Tx,
  officeId: string,
  id: string,
  found: {
    type: DocumentType;
    sha256: Buffer;
    pages: number | null;
    listing: Listing | null;
    scan: ScanMark;
  },
): Promise<void> {
  await tx`update document_version set state = 'ready', type = ${found.type}, sha256 = ${found.sha256},
      pages = ${found.pages}, listing = ${found.listing === null ? null : tx.json(asJson(found.listing))}, scan = ${found.scan}
    where office_id = ${officeId} and id = ${id}`;
}

/** Refuses a version: the reason stays, the bytes are let go. */
export async function markRefused(
  tx: Tx,
  officeId: string,
  id: string,
  why: { refusal: JsonValue; scan: ScanMark; sha256: Buffer | null },
): Promise<void> {
  await tx`update document_version set state = 'refused', refusal = ${tx.json(why.refusal)}, scan = ${why.scan},
      sha256 = ${why.sha256}, blob_id = null
    where office_id = ${officeId} and id = ${id}`;
}

export async function markHeld(tx: Tx, officeId: string, id: string): Promise<void> {
  await tx`update document_version set state = 'held' where office_id = ${officeId} and id = ${id}`;
}

/** Locks a version that still waits for its inspection. */
export async function lockWaiting(tx: Tx, officeId: string, id: string): Promise<boolean> {
  const rows = await tx`select 1 from document_version
    where office_id = ${officeId} and id = ${id} and state in ('checking', 'held') and blob_id is not null for update`;
  return rows.length === 1;
}

const asJson = (listing: Listing): JsonValue => ({
  members: listing.members,
  shown: listing.shown.map(({ name, size }) => ({ name, size })),
});
