import { Readable } from 'node:stream';
import type { House } from '../../../kernel/house.ts';
import { blobById } from './blob.sql.ts';
import { unwrapBlob } from './blob.ts';
import { SEALED, SEGMENT, sealedSize } from './format.ts';
import { giveBack } from './give-back.ts';
import { DamagedBlob, openSegment } from './segment.ts';

/** Plain bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A file's plain bytes, or a range of them, segment by segment; memory stays flat. The stream fails with
 * {@link DamagedBlob} as soon as what is at rest is not what was written, before any wrong byte is given out.
 */
export function openBlob(
  house: House,
  officeId: string,
  blobId: string,
  range?: ByteRange,
): Readable {
  return Readable.from(plainBytes(house, officeId, blobId, range), {
    objectMode: false,
    highWaterMark: SEGMENT,
  });
}

async function* plainBytes(
  house: House,
  officeId: string,
  blobId: string,
  range: ByteRange | undefined,
): AsyncGenerator<Buffer> {
  const row = await blobById(house.db, officeId, blobId);
  if (!row) throw new DamagedBlob(`no blob ${blobId}`);
  const { data } = await house.vault.office(officeId);
  const blob = unwrapBlob(data, row);
  const atRest = await house.storage.size(blob.storageKey);
  if (atRest !== sealedSize(row.size))
    throw new DamagedBlob(`blob ${blobId} has ${atRest ?? 0} bytes at rest`);
  const start = Math.max(0, range?.start ?? 0);
  const end = Math.min(row.size, range?.end ?? row.size);
  if (start >= end) return;

  let index = Math.floor(start / SEGMENT);
  const last = Math.floor((end - 1) / SEGMENT);
  const stored = { start: index * SEALED, end: Math.min((last + 1) * SEALED, atRest) };
  for await (const sealed of inSegments(house.storage.read(blob.storageKey, stored))) {
    const plain = openSegment(blob.key, blob.id, index, sealed);
    const from = index * SEGMENT;
    yield plain.subarray(Math.max(0, start - from), Math.min(plain.length, end - from));
    index += 1;
  }
  if (index !== last + 1) throw new DamagedBlob(`blob ${blobId} ends early`);
}

/** Cuts a stream into sealed segments; the given buffer is used again for the next. */
async function* inSegments(stream: Readable): AsyncGenerator<Buffer> {
  const segment = Buffer.allocUnsafeSlow(SEALED);
  let filled = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    for (let used = 0; used < piece.length; ) {
      const copied = piece.copy(segment, filled, used);
      used += copied;
      filled += copied;
      if (filled < SEALED) continue;
      yield segment;
      filled = 0;
    }
    giveBack(piece);
  }
  if (filled > 0) yield segment.subarray(0, filled);
}
