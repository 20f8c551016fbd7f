/**
 * A file at rest is a row of sealed segments: 12 bytes nonce, 16 bytes tag, then up to 64 KiB of cipher text. Every
 * segment but the last is full, so the place of any byte is known without reading what comes before it.
 */
export const SEGMENT = 64 * 1024;
export const OVERHEAD = 12 + 16;
export const SEALED = SEGMENT + OVERHEAD;

/** How many segments hold `size` plain bytes. */
export const segmentsOf = (size: number): number => Math.ceil(size / SEGMENT);

/** Bytes at rest of a file of `size` plain bytes. */
export const sealedSize = (size: number): number => size + segmentsOf(size) * OVERHEAD;

/** Bytes at rest of the whole segments among the first `offset` plain bytes. */
export const sealedWhole = (offset: number): number => Math.floor(offset / SEGMENT) * SEALED;
