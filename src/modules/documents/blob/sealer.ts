import { OVERHEAD, SEALED, SEGMENT } from './format.ts';
import { sealSegment } from './segment.ts';

/** Segments sealed before they are written out together: 512 KiB. */
const BATCH = 8;
/** Room for a batch and a segment; the same rooms serve one request after the other, so that memory stays flat. */
const rooms: Buffer[] = [];
const MOST_ROOMS = 32;

/** Turns arriving bytes into sealed segments. Holds at most one batch and one segment, however large the file. */
export interface Sealer {
  /** Takes as many of the bytes as there is room for; returns how many. */
  take(bytes: Uint8Array): number;
  /** True when nothing more is taken before {@link flushed}. */
  readonly full: boolean;
  /** The sealed segments not yet written; valid until the next call. */
  readonly sealed: Buffer;
  /** Plain bytes in whole segments and before: what {@link sealed} and all before it hold. */
  readonly whole: number;
  /** Plain bytes after the last whole segment. */
  readonly tail: Buffer;
  /** The sealed segments are written. */
  flushed(): void;
  /** Seals the tail as the file's last segment. */
  end(): void;
  /** Gives the memory back; the sealer is not used again. */
  close(): void;
}

/** Goes on with the file after `offset` plain bytes, of which `tail` are the incomplete segment's. */
export function createSealer(
  key: Buffer,
  blobId: string,
  offset: number,
  tail: Uint8Array,
): Sealer {
  let inTail = tail.length;
  let inOut = 0;
  let whole = offset - tail.length;
  if (whole % SEGMENT !== 0 || inTail >= SEGMENT)
    throw new Error('the tail does not fit the offset');
  const room = rooms.pop() ?? Buffer.allocUnsafeSlow(BATCH * SEALED + SEGMENT);
  const out = room.subarray(0, BATCH * SEALED);
  const plain = room.subarray(BATCH * SEALED);
  let isOpen = true;
  plain.set(tail);

  const seal = () => {
    const size = inTail + OVERHEAD;
    sealSegment(
      key,
      blobId,
      Math.floor(whole / SEGMENT),
      plain.subarray(0, inTail),
      out.subarray(inOut, inOut + size),
    );
    inOut += size;
    whole += inTail;
    inTail = 0;
  };

  return {
    take(bytes) {
      let taken = 0;
      while (taken < bytes.length && inOut <= out.length - SEALED) {
        const part = bytes.subarray(taken, taken + SEGMENT - inTail);
        plain.set(part, inTail);
        inTail += part.length;
        taken += part.length;
        if (inTail === SEGMENT) seal();
      }
      return taken;
    },
    get full() {
      return inOut > out.length - SEALED;
    },
    get sealed() {
      return out.subarray(0, inOut);
    },
    get whole() {
      return whole;
    },
    get tail() {
      return plain.subarray(0, inTail);
    },
    flushed() {
      inOut = 0;
    },
    end() {
      if (inTail > 0) seal();
    },
    close() {
      if (isOpen && rooms.length < MOST_ROOMS) rooms.push(room.fill(0));
      isOpen = false;
    },
  };
}
