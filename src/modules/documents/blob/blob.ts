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

/** Makes the row of a new, empty file: a random name at rest and a key of its own, wrapped by the office's. */
export async function newBlob(tx: Tx, house: House, officeId: string): Promise<OpenBlob> {
  const id = newId();
  const key = randomBytes(32);
  const storageKey = randomBytes(20).toString('hex');
  const { data } = await house.vault.office(officeId);
  await insertBlob(tx, officeId, { id, storageKey, wrappedKey: seal(data, key, keyPlace(id)) });
  return { id, storageKey, key };
}

/** Unwraps a blob's key. */
export async function unwrapBlob(
  house: House,
  officeId: string,
  row: Pick<BlobRow, 'id' | 'storage_key' | 'wrapped_key'>,
): Promise<OpenBlob> {
  const { data } = await house.vault.office(officeId);
  return { id: row.id, storageKey: row.storage_key, key: unseal(data, row.wrapped_key, keyPlace(row.id)) };
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
