import { randomBytes } from 'node:crypto';
import type { Tx } from '../../../kernel/db.ts';
import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { seal, unseal } from '../../../kernel/vault.ts';
import { type BlobRow, deleteUnused, insertBlob } from './blob.sql.ts';

/** An opened blob: where its bytes are and the key that opens them. */
export interface OpenBlob {
  readonly id: string;
  readonly storageKey: string;
  readonly key: Buffer;
}

const keyPlace = (blobId: string) => `blob:${blobId}`;

/**
 * Makes the row of a new, empty file: a random name at rest and a key of its own, wrapped by the office's (`officeKey`,
 * fetched before the transaction: one that waits for a second connection while it holds a lock may wait for ever).
 */
export async function newBlob(tx: Tx, officeKey: Buffer, officeId: string): Promise<OpenBlob> {
  const id = newId();
  const key = randomBytes(32);
  const storageKey = randomBytes(20).toString('hex');
  await insertBlob(tx, officeId, {
    id,
    storageKey,
    wrappedKey: seal(officeKey, key, keyPlace(id)),
  });
  return { id, storageKey, key };
}

/** Unwraps a blob's key. */
export function unwrapBlob(
  officeKey: Buffer,
  row: Pick<BlobRow, 'id' | 'storage_key' | 'wrapped_key'>,
): OpenBlob {
  return {
    id: row.id,
    storageKey: row.storage_key,
    key: unseal(officeKey, row.wrapped_key, keyPlace(row.id)),
  };
}

/**
 * Deletes a file's bytes and row, unless something still refers to it. The bytes go first: a crash in between leaves a
 * row without bytes that the nightly sweep finds again, never bytes that nobody knows of.
 */
export async function forgetBlob(house: House, officeId: string, blobId: string): Promise<boolean> {
  return transaction(house.db, async (tx) => {
    const storageKey = await deleteUnused(tx, officeId, blobId);
    if (storageKey === undefined) return false;
    await house.storage.remove(storageKey);
    return true;
  });
}
