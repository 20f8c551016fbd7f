import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { transaction } from '../../../kernel/db.ts';
import { closeHouse, openHouse, settle, type TestHouse, type Town } from '../house.fixture.ts';
import { setBlobSize } from './blob.sql.ts';
import { newBlob, type OpenBlob } from './blob.ts';
import { OVERHEAD, SEALED, SEGMENT, sealedSize } from './format.ts';
import { openBlob } from './read.ts';
import { createSealer } from './sealer.ts';
import { DamagedBlob } from './segment.ts';

describe('bytes at rest', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'blob-'));
  let database: FreshDatabase;
  let house: TestHouse;
  let town: Town;
  before(async () => {
    database = await freshDatabase();
    house = await openHouse({ url: database.url, dataDir, masterKey: randomBytes(32) });
    town = await settle(house, database.url);
  });
  after(async () => {
    await closeHouse(house);
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Stores a file that arrives in pieces; between requests the sealer is thrown away and only the tail carried over. */
  const store = async (
    plain: Buffer,
    pieces: readonly number[],
    requests: readonly number[],
  ): Promise<OpenBlob> => {
    const { data } = await house.vault.office(town.officeId);
    const blob = await transaction(house.db, (tx) => newBlob(tx, data, town.officeId));
    let sealer = createSealer(blob.key, blob.id, 0, Buffer.alloc(0));
    let stored = 0;
    const write = async () => {
      if (sealer.sealed.length > 0)
        await house.storage.append(blob.storageKey, stored, sealer.sealed);
      stored += sealer.sealed.length;
      sealer.flushed();
    };
    for (let at = 0, turn = 0; at < plain.length; turn += 1) {
      const piece = plain.subarray(at, at + (pieces[turn % pieces.length] ?? 1));
      for (let used = 0; used < piece.length; ) {
        used += sealer.take(piece.subarray(used));
        if (sealer.full) await write();
      }
      at += piece.length;
      if (requests.includes(turn)) {
        await write();
        sealer = createSealer(blob.key, blob.id, at, Buffer.from(sealer.tail));
      }
    }
    sealer.end();
    await write();
    await transaction(house.db, (tx) => setBlobSize(tx, town.officeId, blob.id, plain.length));
    return blob;
  };
  const pathOf = ({ storageKey: key }: OpenBlob) =>
    join(dataDir, 'files', key.slice(0, 2), key.slice(2, 4), key);
  const read = (blob: OpenBlob, range?: { start: number; end: number }) =>
    buffer(openBlob(house, town.officeId, blob.id, range));

  test('any file, arriving in any pieces and requests, comes back whole and in any range', async () => {
    const piece = fc.oneof(
      fc.integer({ min: 1, max: 300_000 }),
      fc.constantFrom(1, SEGMENT - 1, SEGMENT, SEGMENT + 1),
    );
    const size = fc.oneof(
      fc.integer({ min: 1, max: 400_000 }),
      fc.integer({ min: 1, max: 40 }).map((n) => n * SEGMENT),
      fc.integer({ min: 1, max: 4 }).map((n) => n * SEGMENT + 1),
    );
    const property = fc.asyncProperty(
      size,
      fc.array(piece, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat(8), { maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(300_000)), { minLength: 3, maxLength: 3 }),
      async (length, pieces, requests, ranges) => {
        fc.pre(length / Math.max(...pieces) < 3_000);
        const plain = randomBytes(length);
        const blob = await store(plain, pieces, requests);
        assert.equal(await house.storage.size(blob.storageKey), sealedSize(length));
        assert.ok(plain.equals(await read(blob)));
        for (const [from, many] of ranges) {
          const start = from % length;
          assert.ok(
            plain
              .subarray(start, start + many)
              .equals(await read(blob, { start, end: start + many })),
          );
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test('equal files look different at rest, and no plain byte is seen there', async () => {
    const plain = Buffer.alloc(SEGMENT + 10, 'NIK 3201');
    const [one, two] = [await store(plain, [5000], []), await store(plain, [5000], [])];
    const bytes = readFileSync(pathOf(one));
    assert.ok(!bytes.equals(readFileSync(pathOf(two))));
    assert.equal(bytes.indexOf('NIK 3201'), -1);
  });

  const damages: readonly [string, (bytes: Buffer, other: Buffer) => Buffer][] = [
    ['a flipped bit', (bytes) => flip(bytes, SEALED + OVERHEAD + 7)],
    ['a flipped bit in a nonce', (bytes) => flip(bytes, 3)],
    ['a flipped bit in a tag', (bytes) => flip(bytes, 15)],
    [
      'two segments swapped',
      (bytes) =>
        Buffer.concat([
          bytes.subarray(SEALED, 2 * SEALED),
          bytes.subarray(0, SEALED),
          bytes.subarray(2 * SEALED),
        ]),
    ],
    ['the last segment cut off', (bytes) => bytes.subarray(0, 2 * SEALED)],
    ['the last byte cut off', (bytes) => bytes.subarray(0, -1)],
    ['something added', (bytes) => Buffer.concat([bytes, Buffer.of(1)])],
    ["another file's bytes", (_bytes, other) => other],
  ];
  for (const [what, damage] of damages)
    test(`${what} is noticed`, async () => {
      const plain = randomBytes(2 * SEGMENT + 999);
      const [blob, other] = [await store(plain, [10_000], []), await store(plain, [10_000], [])];
      writeFileSync(pathOf(blob), damage(readFileSync(pathOf(blob)), readFileSync(pathOf(other))));
      await assert.rejects(read(blob), DamagedBlob);
    });

  test('the key of one office opens nothing of another', async () => {
    const blob = await store(randomBytes(100), [100], []);
    await assert.rejects(buffer(openBlob(house, town.ani, blob.id)), DamagedBlob);
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
}
