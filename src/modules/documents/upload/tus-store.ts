import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { isUuid } from '../../../kernel/ids.ts';
import type { DocumentHooks, Owner } from '../hooks.ts';
import { beginUpload } from './begin.ts';
import { giveUpUpload } from './give-up.ts';
import { NotThere, receiveBytes, Superseded, TooLate, TooMany } from './receive.ts';
import { type UploadRow, uploadById } from './upload.sql.ts';

/** An upload that may not begin, with the sentence for the person. */
export class UploadRefused extends Error {
  readonly reason: Reason;
  constructor(why: Reason) {
    super(why.key);
    this.name = 'UploadRefused';
    this.reason = why;
  }
}

/**
 * The tus protocol's view of one person's uploads in one office: encrypted, at most 60 MiB, the offset in the database
 * after the bytes are durable. What belongs to others does not exist here.
 */
export class UploadStore extends DataStore {
  readonly #house: House;
  readonly #hooks: DocumentHooks;
  readonly #owner: Owner;
  readonly #body: Readable;

  /** `body` is the request's own stream: the bytes do not pass through the protocol's layers. */
  constructor(house: House, hooks: DocumentHooks, owner: Owner, body: Readable) {
    super();
    this.#body = body;
    this.#house = house;
    this.#hooks = hooks;
    this.#owner = owner;
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  /** Metadata: `filename`, `untuk` (the purpose), `sidik` (the browser's fingerprint), `dokumen` (the one replaced). */
  override async create(upload: Upload): Promise<Upload> {
    const told = upload.metadata ?? {};
    const target = told['untuk'] ?? '';
    const fingerprint = told['sidik'] ?? '';
    if (target.length > 500 || fingerprint.length > 200)
      throw new UploadRefused(reason('documents.gone'));
    const begun = await beginUpload(
      this.#house,
      this.#hooks,
      { ...this.#owner, target },
      {
        name: told['filename'] ?? '',
        size: upload.size ?? 0,
        fingerprint,
        replaces: told['dokumen'] || undefined,
      },
    );
    if (!begun.ok) throw new UploadRefused(begun.reason);
    upload.id = begun.uploadId;
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.#find(id);
    return new Upload({
      id: row.id,
      size: row.length,
      offset: row.offset_bytes,
      metadata: { filename: row.name, untuk: row.target, sidik: row.fingerprint },
      creation_date: row.created_at.toISOString(),
    });
  }

  override async write(_none: Readable, id: string, offset: number): Promise<number> {
    // A refused request still gets its answer: the connection is not torn down with the stream.
    const bytes = this.#body.iterator({ destroyOnReturn: false });
    try {
      return await receiveBytes(this.#house, this.#hooks, this.#owner, id, offset, bytes);
    } catch (error) {
      if (error instanceof NotThere) throw ERRORS.INVALID_OFFSET;
      if (error instanceof Superseded) throw { status_code: 423, body: '' };
      if (error instanceof TooLate) {
        await giveUpUpload(this.#house, this.#hooks, this.#owner, id);
        throw new UploadRefused(error.reason);
      }
      if (error instanceof TooMany) throw ERRORS.ERR_SIZE_EXCEEDED;
      throw error;
    }
  }

  override async remove(id: string): Promise<void> {
    await this.#find(id);
    await giveUpUpload(this.#house, this.#hooks, this.#owner, id);
  }

  async #find(id: string): Promise<UploadRow> {
    const row = isUuid(id)
      ? await uploadById(this.#house.db, this.#owner, id, this.#house.now())
      : undefined;
    if (!row) throw ERRORS.FILE_NOT_FOUND;
    return row;
  }
}
