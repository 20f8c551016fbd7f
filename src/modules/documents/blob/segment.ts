import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { OVERHEAD } from './format.ts';
import { giveBack } from './give-back.ts';

/** A file at rest is not what was written: a bit, a segment, the order or the length differs. */
export class DamagedBlob extends Error {
  override name = 'DamagedBlob';
}

/** The file and the place in it that a segment is bound to: it opens nowhere else. */
const placeOf = (blobId: string, index: number) => Buffer.from(`segment:${blobId}:${index}`);

/** Seals one segment into `out`, which has room for it and {@link OVERHEAD} bytes more. Each has a nonce of its own. */
export function sealSegment(
  key: Buffer,
  blobId: string,
  index: number,
  plain: Uint8Array,
  out: Buffer,
): void {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(placeOf(blobId, index));
  nonce.copy(out, 0);
  const sealed = cipher.update(plain);
  sealed.copy(out, OVERHEAD);
  giveBack(sealed);
  cipher.final();
  cipher.getAuthTag().copy(out, 12);
}

/** Opens one segment; throws {@link DamagedBlob}. */
export function openSegment(key: Buffer, blobId: string, index: number, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAAD(placeOf(blobId, index));
    decipher.setAuthTag(sealed.subarray(12, OVERHEAD));
    const plain = decipher.update(sealed.subarray(OVERHEAD));
    decipher.final();
    return plain;
  } catch {
    throw new DamagedBlob(`segment ${index} of blob ${blobId} does not open`);
  }
}
