import type { Tx } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../kernel/ids.ts';
import { newBlob } from '../blob/blob.ts';
import { insertDocument, lockDocument } from '../documents.sql.ts';
import { type DocumentHooks, holderOf, type Owner, type Purpose } from '../hooks.ts';
import { MAX_OPEN, refuseBySize, shownName, UNFINISHED_DAYS } from '../rules.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { roomFor } from './limits.ts';
import { insertUpload, openUploads, sameUpload } from './upload.sql.ts';

/** A file announced by a browser. */
export interface Announced {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** What the browser makes of name, size and content, to know the file again; may be empty. */
  readonly fingerprint: string;
  /** The document that gets a new version; undefined for a new document. */
  readonly replaces: string | undefined;
}

export type Begun =
  | { readonly ok: true; readonly uploadId: string; readonly documentId: string }
  | { readonly ok: false; readonly reason: Reason };

/**
 * Opens an upload and attaches its document in one transaction. The same announcement sent again, because its answer was
 * lost, leads to the first one.
 */
export async function beginUpload(
  house: House,
  hooks: DocumentHooks,
  purpose: Purpose,
  file: Announced,
): Promise<Begun> {
  const tooBig = refuseBySize(file.size);
  if (tooBig) return { ok: false, reason: tooBig };
  if (file.replaces !== undefined && !isUuid(file.replaces))
    return { ok: false, reason: reason('documents.gone') };
  const { data: officeKey } = await house.vault.office(purpose.officeId);
  return allOrNothing<Begun>(house, async (tx): Promise<Begun> => {
    await oneAtATime(tx, purpose);
    const earlier = await sameUpload(tx, purpose, file, house.now());
    if (earlier) return { ok: true, uploadId: earlier.id, documentId: earlier.document_id };
    if ((await openUploads(tx, purpose)) >= MAX_OPEN)
      return { ok: false, reason: reason('documents.too_many_open') };
    const room = await roomFor(tx, house, hooks, purpose, file.size);
    if (room) return { ok: false, reason: room };
    const permission = await hooks.mayUpload(tx, purpose, file.replaces);
    if (!permission.ok) return permission;
    const documentId = await documentFor(tx, holderOf(purpose, permission), file.replaces);
    if (documentId === undefined) return { ok: false, reason: reason('documents.gone') };
    const uploadId = newId();
    const now = house.now();
    const blob = await newBlob(tx, officeKey, purpose.officeId);
    await insertUpload(tx, purpose, {
      id: uploadId,
      documentId,
      name: shownName(file.name),
      size: file.size,
      fingerprint: file.fingerprint,
      blobId: blob.id,
      now,
      expiresAt: daysLater(now, UNFINISHED_DAYS),
    });
    await hooks.attached(tx, purpose, documentId);
    return { ok: true, uploadId, documentId };
  });
}

/** A new document, or the one that is to be replaced; undefined when that is not this person's. */
export async function documentFor(
  tx: Tx,
  holder: Owner,
  replaces: string | undefined,
): Promise<string | undefined> {
  if (replaces !== undefined)
    return (await lockDocument(tx, holder, replaces)) ? replaces : undefined;
  const id = newId();
  await insertDocument(tx, holder, id);
  return id;
}

export const daysLater = (from: Date, days: number): Date =>
  new Date(from.getTime() + days * 86_400_000);

/** One person's announcements wait for one another, so that limits and repeats are seen. */
async function oneAtATime(tx: Tx, purpose: Purpose): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`upload:${purpose.officeId}:${purpose.ownerId}`}, 0))`;
}
