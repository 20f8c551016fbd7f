import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Query } from './db.ts';

/**
 * Keys and what is sealed with them. The installation's master key wraps each office's keys; an office's key wraps the
 * key of each dossier and file. Everything sealed is AES-256-GCM: one byte key id, 12 bytes nonce, 16 bytes tag, cipher text.
 * The associated data binds a sealed value to its place, so that it cannot be moved to another row.
 */
const KEY_ID = 1;
const HEADER = 1 + 12 + 16;

/** Seals bytes under a 32-byte key for one place. */
export function seal(key: Buffer, plain: Uint8Array, place: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(KEY_ID), nonce, cipher.getAuthTag(), body]);
}

/** Opens what {@link seal} closed; throws when a bit, the key or the place differs. */
export function unseal(key: Buffer, sealed: Uint8Array, place: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < HEADER || bytes[0] !== KEY_ID)
    throw new Error('sealed value of an unknown kind');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(13, HEADER));
  return Buffer.concat([decipher.update(bytes.subarray(HEADER)), decipher.final()]);
}

/** An office's two keys: one seals, the other makes blind indexes. */
export interface OfficeKeys {
  readonly data: Buffer;
  readonly index: Buffer;
}

export interface Vault {
  /** The office's keys; made on first use by the importer, read once for each process. Throws for an office without keys. */
  office(officeId: string): Promise<OfficeKeys>;
  /** Makes and stores the keys of a new office; does nothing when it has them. */
  makeOfficeKeys(query: Query, officeId: string): Promise<void>;
  sealText(officeId: string, text: string, place: string): Promise<Buffer>;
  openText(officeId: string, sealed: Uint8Array, place: string): Promise<string>;
  /** Exact search over an identity number without storing it: HMAC-SHA-256 under the office's index key. */
  blindIndex(officeId: string, value: string): Promise<Buffer>;
  /** A key for one purpose of the installation (sealing the ledger, signing links), derived from the master key. */
  purposeKey(purpose: string): Buffer;
}

/** Opens the vault. `master` is 32 bytes. */
export function openVault(db: Query, master: Buffer): Vault {
  const wrapping = derive(master, 'wrap office keys');
  const known = new Map<string, Promise<OfficeKeys>>();

  const load = async (officeId: string): Promise<OfficeKeys> => {
    const [row] = await db<{ wrapped_data_key: Buffer; wrapped_index_key: Buffer }[]>`
      select wrapped_data_key, wrapped_index_key from office_key where office_id = ${officeId}`;
    if (!row) throw new Error(`office ${officeId} has no keys`);
    return {
      data: unseal(wrapping, row.wrapped_data_key, `office_key:data:${officeId}`),
      index: unseal(wrapping, row.wrapped_index_key, `office_key:index:${officeId}`),
    };
  };

  const office = (officeId: string): Promise<OfficeKeys> => {
    const found = known.get(officeId);
    if (found) return found;
    const loading = load(officeId);
    known.set(officeId, loading);
    loading.catch(() => known.delete(officeId));
    return loading;
  };

  return {
    office,
    async makeOfficeKeys(query, officeId) {
      await query`insert into office_key (office_id, wrapped_data_key, wrapped_index_key) values (
        ${officeId},
        ${seal(wrapping, randomBytes(32), `office_key:data:${officeId}`)},
        ${seal(wrapping, randomBytes(32), `office_key:index:${officeId}`)}
      ) on conflict do nothing`;
    },
    async sealText(officeId, text, place) {
      return seal((await office(officeId)).data, Buffer.from(text), place);
    },
    async openText(officeId, sealed, place) {
      return unseal((await office(officeId)).data, sealed, place).toString();
    },
    async blindIndex(officeId, value) {
      return createHmac('sha256', (await office(officeId)).index)
        .update(value)
        .digest();
    },
    purposeKey: (purpose) => derive(master, purpose),
  };
}

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), purpose, 32));
}
