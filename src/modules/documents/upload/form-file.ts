import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { isUuid } from '../../../kernel/ids.ts';
import { newBlob, type OpenBlob } from '../blob/blob.ts';
import { createSealer } from '../blob/sealer.ts';
import { lockDocument } from '../documents.sql.ts';
import { type DocumentHooks, holderOf, type Purpose } from '../hooks.ts';
import { MAX_BYTES, refuseBySize, shownName } from '../rules.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { documentFor } from './begin.ts';
import { forgetLater } from './give-up.ts';
import { roomFor, roomForBytes } from './limits.ts';
import { addVersion } from './receive.ts';

export type FormFile =
  | { readonly ok: true; readonly documentId: string; readonly versionId: string }
  | { readonly ok: false; readonly reason: Reason };

/**
 * Takes one file out of a form sent without JavaScript: straight into an encrypted blob, and only when it is whole does a
 * document exist. A refusal leaves nothing behind. Rejects when the stream breaks.
 */
export async function receiveFormFile(
  house: House,
  hooks: DocumentHooks,
  purpose: Purpose,
  file: { name: string; replaces: string | undefined; bytes: AsyncIterable<Uint8Array> },
): Promise<FormFile> {
  const { replaces } = file;
  if (replaces !== undefined && !isUuid(replaces))
    return { ok: false, reason: reason('documents.gone') };
  const { data: officeKey } = await house.vault.office(purpose.officeId);
  const begun = await allOrNothing(house, async (tx) => {
    const room = await roomFor(tx, house, hooks, purpose, 0);
    if (room) return { ok: false as const, reason: room };
    const permission = await hooks.mayUpload(tx, purpose, replaces);
    return permission.ok
      ? { ok: true as const, blob: await newBlob(tx, officeKey, purpose.officeId) }
      : permission;
  });
  if (!begun.ok) return begun;
  const { blob } = begun;
  try {
    const size = await store(house, blob, file.bytes);
    const wrong = refuseBySize(size);
    const done = wrong
      ? { ok: false as const, reason: wrong }
      : await settle(house, hooks, purpose, { ...file, blob, size });
    if (!done.ok) await drop(house, purpose, blob);
    return done;
  } catch (error) {
    await drop(house, purpose, blob);
    throw error;
  }
}

/** Writes the file; what comes after the last allowed byte is only counted. Returns the plain bytes seen. */
async function store(
  house: House,
  blob: OpenBlob,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  const sealer = createSealer(blob.key, blob.id, 0, Buffer.alloc(0));
  let size = 0;
  let stored = 0;
  const write = async () => {
    const { sealed } = sealer;
    await house.storage.append(blob.storageKey, stored, sealed);
    stored += sealed.length;
    sealer.flushed();
  };
  try {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > MAX_BYTES) continue;
      for (let used = 0; used < piece.length; ) {
        used += sealer.take(piece.subarray(used));
        if (sealer.full) await write();
      }
    }
    sealer.end();
    if (size <= MAX_BYTES && sealer.sealed.length > 0) await write();
    return size;
  } finally {
    sealer.close();
  }
}

async function settle(
  house: House,
  hooks: DocumentHooks,
  purpose: Purpose,
  file: { name: string; replaces: string | undefined; blob: OpenBlob; size: number },
): Promise<FormFile> {
  return allOrNothing<FormFile>(house, async (tx): Promise<FormFile> => {
    const room = await roomForBytes(tx, house, hooks, purpose, file.size);
    if (room) return { ok: false, reason: room };
    // Asked again: what was free before a long upload may be taken now.
    const permission = await hooks.mayUpload(tx, purpose, file.replaces);
    if (!permission.ok) return permission;
    const holder = holderOf(purpose, permission);
    const documentId = await documentFor(tx, holder, file.replaces);
    if (documentId === undefined || !(await lockDocument(tx, holder, documentId)))
      return { ok: false, reason: reason('documents.gone') };
    const { size, blob } = file;
    const versionId = await addVersion(tx, house, purpose, {
      documentId,
      name: shownName(file.name),
      size,
      blobId: blob.id,
    });
    await hooks.attached(tx, purpose, documentId);
    return { ok: true, documentId, versionId };
  });
}

const drop = (house: House, purpose: Purpose, blob: OpenBlob): Promise<void> =>
  transaction(house.db, (tx) => forgetLater(tx, purpose.officeId, [blob.id]));
