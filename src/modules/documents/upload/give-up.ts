import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { addJob } from '../../../kernel/jobs.ts';
import { lockDocument, markRemoved, versionsOf } from '../documents.sql.ts';
import type { DocumentHooks, Owner } from '../hooks.ts';
import {
  deleteFinishedNote,
  deleteUnfinished,
  expiredUploads,
  unfinishedDocument,
} from './upload.sql.ts';

/**
 * Takes an unfinished upload away, and its document when it never had a version. A finished upload stays; false then, and
 * when there is none.
 */
export async function giveUpUpload(
  house: House,
  hooks: DocumentHooks,
  owner: Owner,
  uploadId: string,
): Promise<boolean> {
  return transaction(house.db, async (tx) => {
    const unfinished = await unfinishedDocument(tx, owner, uploadId);
    if (!unfinished) return false;
    const holder = { officeId: owner.officeId, ownerId: unfinished.owner_id };
    // Always the document before the upload, as in finishing one.
    if (!(await lockDocument(tx, holder, unfinished.document_id))) return false;
    const gone = await deleteUnfinished(tx, owner, uploadId);
    if (!gone) return false;
    await forgetLater(tx, owner.officeId, [gone.blob_id]);
    const versions = await versionsOf(tx, owner.officeId, [gone.document_id]);
    if (versions.length > 0) return true;
    await hooks.detached(tx, { ...owner, target: gone.target }, gone.document_id);
    await markRemoved(tx, holder, gone.document_id);
    return true;
  });
}

/** Takes away the unfinished uploads whose time is over, and the notes of finished ones; never a finished document. */
export async function giveUpExpired(house: House, hooks: DocumentHooks): Promise<number> {
  let count = 0;
  for (;;) {
    const over = await expiredUploads(house.db, house.now());
    for (const upload of over) {
      if (upload.finished) await deleteFinishedNote(house.db, upload.office_id, upload.id);
      else
        await giveUpUpload(
          house,
          hooks,
          { officeId: upload.office_id, ownerId: upload.owner_id },
          upload.id,
        );
    }
    count += over.length;
    if (over.length < 500) return count;
  }
}

/** Has the bytes of these blobs deleted once the transaction commits, each unless something still refers to it. */
export async function forgetLater(
  tx: Tx,
  officeId: string,
  blobIds: readonly string[],
): Promise<void> {
  for (const blob of blobIds)
    await addJob(tx, 'documents.forget', { office: officeId, blob }, { key: `forget:${blob}` });
}
