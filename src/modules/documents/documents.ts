import type { Query, Tx } from '../../kernel/db.ts';
import { isMessageKey, type Reason, reason } from '../../kernel/i18n.ts';
import { isUuid, newId } from '../../kernel/ids.ts';
import {
  documentsById,
  insertDocument,
  insertShared,
  type Listing,
  lockDocument,
  markRemoved,
  readyDocuments,
  type VersionRow,
  versionById,
  versionsOf,
} from './documents.sql.ts';
import type { DocumentType, ScanMark, VersionState } from './rules.ts';
import { forgetLater } from './upload/give-up.ts';
import { deleteUnfinishedOf, type PendingRow, pendingOf } from './upload/upload.sql.ts';

/** One immutable edition of a document. */
export interface Version {
  readonly id: string;
  readonly documentId: string;
  readonly ownerId: string;
  /** 1 is the first. */
  readonly number: number;
  readonly name: string;
  /** Plain bytes. */
  readonly size: number;
  readonly state: VersionState;
  /** Known once it is `ready`. */
  readonly type: DocumentType | undefined;
  /** Of the plain bytes, lower-case hexadecimal; known once it was looked at. */
  readonly sha256: string | undefined;
  /** PDF only. */
  readonly pages: number | undefined;
  /** zip and docx only. */
  readonly listing: Listing | undefined;
  /** Why it was refused. */
  readonly refusal: Reason | undefined;
  readonly scan: ScanMark;
  /** False when its bytes are gone: refused, or removed. */
  readonly kept: boolean;
  readonly uploadedAt: Date;
}

/** A document in the applicant's sense: a line of versions. */
export interface Document {
  readonly id: string;
  readonly ownerId: string;
  readonly createdAt: Date;
  /** Newest first; empty while the first is still on its way. */
  readonly versions: readonly Version[];
  /** What is still on its way to it. */
  readonly pending: readonly Pending[];
}

/** An unfinished upload; sizes in bytes. */
export interface Pending {
  readonly uploadId: string;
  readonly name: string;
  readonly size: number;
  readonly offset: number;
}

/** One version, whoever owns it; undefined when this office has none such. The caller decides who may see it. */
export async function versionFor(
  query: Query,
  officeId: string,
  versionId: string,
): Promise<Version | undefined> {
  if (!isUuid(versionId)) return undefined;
  const row = await versionById(query, officeId, versionId);
  return row && asVersion(row);
}

/** These documents of an office that are not removed, oldest first, with all their versions and what is on its way. */
export async function documentsByIds(
  query: Query,
  officeId: string,
  ids: readonly string[],
): Promise<readonly Document[]> {
  if (ids.length === 0) return [];
  const rows = await documentsById(query, officeId, ids);
  const versions = await versionsOf(query, officeId, ids);
  const pending = await pendingOf(query, officeId, ids);
  return rows.map((row) => ({
    id: row.id,
    ownerId: row.owner_id,
    createdAt: row.created_at,
    versions: versions.filter((version) => version.document_id === row.id).map(asVersion),
    pending: pending.filter((upload) => upload.document_id === row.id).map(asPending),
  }));
}

/** A person's earlier documents in this office that can be used again, newest first, at most 100. */
export async function documentsOf(
  query: Query,
  officeId: string,
  ownerId: string,
): Promise<readonly Document[]> {
  const rows = await readyDocuments(query, { officeId, ownerId });
  const byId = new Map(
    (
      await documentsByIds(
        query,
        officeId,
        rows.map((row) => row.id),
      )
    ).map((found) => [found.id, found]),
  );
  return rows.flatMap((row) => byId.get(row.id) ?? []);
}

/**
 * Uses a ready version again: a new document whose first version shares bytes, findings and date with it. Nothing is
 * copied; the bytes go with the last version that refers to them. Undefined when it is not this person's, not ready or gone.
 */
export async function copyReference(
  tx: Tx,
  officeId: string,
  ownerId: string,
  versionId: string,
): Promise<{ documentId: string; versionId: string } | undefined> {
  if (!isUuid(versionId)) return undefined;
  const owner = { officeId, ownerId };
  const source = await versionById(tx, officeId, versionId);
  if (source?.owner_id !== ownerId || source.state !== 'ready') return undefined;
  if (!(await lockDocument(tx, owner, source.document_id))) return undefined;
  const made = { documentId: newId(), versionId: newId() };
  await insertDocument(tx, owner, made.documentId);
  if (await insertShared(tx, owner, { from: versionId, ...made })) return made;
  throw new Error(`version ${versionId} cannot be shared`);
}

/**
 * Removes a person's document: what is on its way to it is given up, its bytes go unless another document refers to them.
 * The caller has taken it out of wherever it was attached. False when there is no such document of theirs.
 */
export async function removeDocument(
  tx: Tx,
  officeId: string,
  ownerId: string,
  documentId: string,
): Promise<boolean> {
  const owner = { officeId, ownerId };
  if (!isUuid(documentId) || !(await lockDocument(tx, owner, documentId))) return false;
  const unfinished = await deleteUnfinishedOf(tx, officeId, documentId);
  const released = await markRemoved(tx, owner, documentId);
  await forgetLater(tx, officeId, [...unfinished, ...released]);
  return true;
}

function asVersion(row: VersionRow): Version {
  const { refusal } = row;
  return {
    id: row.id,
    documentId: row.document_id,
    ownerId: row.owner_id,
    number: row.number,
    name: row.name,
    size: row.size,
    state: row.state,
    type: row.type ?? undefined,
    sha256: row.sha256?.toString('hex'),
    pages: row.pages ?? undefined,
    listing: row.listing ?? undefined,
    refusal: refusal && isMessageKey(refusal.key) ? reason(refusal.key, refusal.params) : undefined,
    scan: row.scan,
    kept: row.blob_id !== null,
    uploadedAt: row.uploaded_at,
  };
}

const asPending = (row: PendingRow): Pending => ({
  uploadId: row.id,
  name: row.name,
  size: row.length,
  offset: row.offset_bytes,
});
