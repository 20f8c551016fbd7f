import { type Tx, transaction } from '../../../kernel/db.ts';
import { ring } from '../../../kernel/doorbell.ts';
import type { House } from '../../../kernel/house.ts';
import type { Reason } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import { addJob } from '../../../kernel/jobs.ts';
import { seal, unseal } from '../../../kernel/vault.ts';
import { setBlobSize } from '../blob/blob.sql.ts';
import { type OpenBlob, unwrapBlob } from '../blob/blob.ts';
import { sealedWhole } from '../blob/format.ts';
import { giveBack } from '../blob/give-back.ts';
import { createSealer, type Sealer } from '../blob/sealer.ts';
import { insertVersion, lockDocument, releaseEarlier } from '../documents.sql.ts';
import { type DocumentHooks, holderOf, type Owner } from '../hooks.ts';
import { FINISHED_DAYS, UNFINISHED_DAYS } from '../rules.ts';
import { daysLater } from './begin.ts';
import { forgetLater } from './give-up.ts';
import { claimUpload, closeUpload, moveOffset } from './upload.sql.ts';

/** A newer request goes on with this upload, or it was given up: this one has nothing more to say. */
export class Superseded extends Error {
  override name = 'Superseded';
}
/** More bytes came than were announced. */
export class TooMany extends Error {
  override name = 'TooMany';
}
/** The upload stands elsewhere than the browser believes, is finished, over, or somebody else's. */
export class NotThere extends Error {
  override name = 'NotThere';
}
/** What the file was for takes nothing any more: the upload is to be given up. */
export class TooLate extends Error {
  readonly reason: Reason;
  constructor(why: Reason) {
    super(why.key);
    this.name = 'TooLate';
    this.reason = why;
  }
}

interface Writing {
  readonly house: House;
  readonly hooks: DocumentHooks;
  readonly owner: Owner;
  readonly uploadId: string;
  readonly documentId: string;
  readonly target: string;
  readonly name: string;
  readonly length: number;
  readonly writer: string;
  readonly blob: OpenBlob;
  readonly sealer: Sealer;
  /** Bytes at rest. */
  stored: number;
}

/**
 * Takes the bytes that follow `offset` and returns how far the upload has come. Whatever arrived is kept when the stream
 * breaks. Nothing is acknowledged before it is durable, no database connection is held while waiting for the network, and
 * the pieces are used up: their memory is given back. Throws {@link NotThere}, {@link Superseded}, {@link TooMany},
 * {@link TooLate}, or what the stream broke with.
 */
export async function receiveBytes(
  house: House,
  hooks: DocumentHooks,
  owner: Owner,
  uploadId: string,
  offset: number,
  stream: AsyncIterable<Uint8Array>,
): Promise<number> {
  const writing = await claim(house, hooks, owner, uploadId, offset);
  const pieces = stream[Symbol.asyncIterator]();
  let arrived = offset;
  let broken: { error: unknown } | undefined;
  try {
    for (;;) {
      const next = await pieces.next().catch((error: unknown) => ({ broken: { error } }));
      if ('broken' in next) broken = next.broken;
      if ('broken' in next || next.done) break;
      if (arrived + next.value.length > writing.length) throw new TooMany();
      const { length } = next.value;
      await take(writing, next.value);
      arrived += length;
      giveBack(next.value);
    }
    if (arrived === writing.length) await finish(writing);
    else if (arrived > offset) await keepAll(writing, arrived);
  } catch (error) {
    await pieces.return?.();
    throw error;
  } finally {
    writing.sealer.close();
  }
  if (broken && arrived < writing.length) throw broken.error;
  return arrived;
}

async function take(writing: Writing, piece: Uint8Array): Promise<void> {
  for (let used = 0; used < piece.length; ) {
    used += writing.sealer.take(piece.subarray(used));
    if (writing.sealer.full) await keepWhole(writing);
  }
}

/** Makes this request the upload's only writer and cuts off what a crash left beyond the acknowledged bytes. */
async function claim(
  house: House,
  hooks: DocumentHooks,
  owner: Owner,
  uploadId: string,
  offset: number,
): Promise<Writing> {
  const writer = newId();
  const now = house.now();
  const { data: officeKey } = await house.vault.office(owner.officeId);
  return transaction(house.db, async (tx) => {
    const row = await claimUpload(tx, owner, uploadId, {
      writer,
      offset,
      now,
      expiresAt: daysLater(now, UNFINISHED_DAYS),
    });
    if (!row) throw new NotThere();
    const blob = unwrapBlob(officeKey, { ...row, id: row.blob_id });
    const stored = sealedWhole(offset);
    await house.storage.truncate(blob.storageKey, stored);
    const tail =
      row.tail === null ? Buffer.alloc(0) : unseal(blob.key, row.tail, tailPlace(uploadId, offset));
    const sealer = createSealer(blob.key, blob.id, offset, tail);
    const { document_id: documentId, target, name, length } = row;
    const what = { house, hooks, owner, uploadId, documentId, target, name, length };
    return { ...what, writer, blob, sealer, stored };
  });
}

/** A full batch: the offset moves to the end of its last segment. */
async function keepWhole(writing: Writing): Promise<void> {
  await transaction(writing.house.db, (tx) => write(tx, writing, writing.sealer.whole, null));
}

/** The end of a request, wherever it falls: the incomplete segment waits sealed in the row. */
async function keepAll(writing: Writing, offset: number): Promise<void> {
  const { tail } = writing.sealer;
  const sealed =
    tail.length === 0 ? null : seal(writing.blob.key, tail, tailPlace(writing.uploadId, offset));
  await transaction(writing.house.db, (tx) => write(tx, writing, offset, sealed));
}

/** The last byte: the document has a new version, and its inspection is asked for, if and only if all is durable. */
async function finish(writing: Writing): Promise<void> {
  const { house, hooks, owner, sealer, target, documentId } = writing;
  sealer.end();
  const now = house.now();
  await transaction(house.db, async (tx) => {
    const permission = await hooks.mayArrive(tx, { ...owner, target }, documentId);
    if (!permission.ok) throw new TooLate(permission.reason);
    // Always the document before the upload, as in removing one.
    if (!(await lockDocument(tx, holderOf(owner, permission), documentId))) throw new Superseded();
    await write(tx, writing, writing.length, null);
    const versionId = await addVersion(tx, house, owner, {
      documentId: documentId,
      name: writing.name,
      size: writing.length,
      blobId: writing.blob.id,
    });
    await closeUpload(tx, owner, writing.uploadId, {
      versionId,
      expiresAt: daysLater(now, FINISHED_DAYS),
    });
  });
}

/**
 * Adds a version of a whole file and asks for its inspection; the bytes of the versions before it go, for only what was not
 * handed in yet gets another version. The caller holds the document's lock.
 */
export async function addVersion(
  tx: Tx,
  house: House,
  owner: Owner,
  file: { documentId: string; name: string; size: number; blobId: string },
): Promise<string> {
  const id = newId();
  await setBlobSize(tx, owner.officeId, file.blobId, file.size);
  await insertVersion(tx, owner, { id, ...file, now: house.now() });
  await forgetLater(
    tx,
    owner.officeId,
    await releaseEarlier(tx, owner.officeId, file.documentId, id),
  );
  // Two lanes: one slow file does not hold up all others, and a hundred at once do not exhaust the machine.
  const lane = `documents:${Number.parseInt(id.slice(-1), 16) % 2}`;
  await addJob(
    tx,
    'documents.inspect',
    { office: owner.officeId, version: id },
    { queue: lane, key: `inspect:${id}` },
  );
  await ring(tx, `person:${owner.ownerId}`);
  return id;
}

/** Moves the offset and writes the sealed segments under the row's lock: of two writers only one can be here. */
async function write(tx: Tx, writing: Writing, offset: number, tail: Buffer | null): Promise<void> {
  const { house, owner, sealer } = writing;
  const moved = await moveOffset(tx, owner, writing.uploadId, {
    writer: writing.writer,
    offset,
    tail,
  });
  if (!moved) throw new Superseded();
  const { sealed } = sealer;
  if (sealed.length > 0) {
    await house.storage.append(writing.blob.storageKey, writing.stored, sealed);
    writing.stored += sealed.length;
    sealer.flushed();
  }
}

const tailPlace = (uploadId: string, offset: number) => `upload:${uploadId}:${offset}`;
