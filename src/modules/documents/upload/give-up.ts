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
    const { document_id: documentId, target } = unfinished;
    const holder = { officeId: owner.officeId, ownerId: unfinished.owner_id };
    const purpose = { ...owner, target };
    // Everybody locks in one order: what the document is for, the document, the upload. Asking whether it may arrive locks the
    // first, so that no version can come meanwhile; the answer does not matter here.
    await hooks.mayArrive(tx, purpose, documentId);
    const isFirst = (await versionsOf(tx, owner.officeId, [documentId])).length === 0;
    if (isFirst) await hooks.detached(tx, purpose, documentId);
    if (!(await lockDocument(tx, holder, documentId))) return false;
    const gone = await deleteUnfinished(tx, owner, uploadId);
    if (!gone) return false;
    await forgetLater(tx, owner.officeId, [gone.blob_id]);
    if (isFirst) await markRemoved(tx, holder, documentId);
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
