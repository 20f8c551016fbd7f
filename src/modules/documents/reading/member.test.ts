import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { versionById } from '../documents.sql.ts';
import {
  closeHouse,
  openHouse,
  settle,
  type TestHouse,
  type Town,
  tellingHooks,
} from '../house.fixture.ts';
import {
  closeInspection,
  documentTasks,
  documentText,
  memberOf,
  PictureProblem,
  smallPicture,
  viewerPicture,
} from '../index.ts';
import { docx, jpg, pdf, zip } from '../inspection/fixtures.ts';
import { receiveFormFile } from '../upload/form-file.ts';

/** A picture that cannot be packed any smaller: three bytes for each of `side`² pixels. */
const noisy = (side: number): Promise<Buffer> =>
  sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();

describe('what is in a zip, looked at', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'member-'));
  const hooks = tellingHooks();
  let database: FreshDatabase;
  let house: TestHouse;
  let town: Town;
  /** Bytes that were read from storage. */
  let read = 0;
  before(async () => {
    database = await freshDatabase();
    const plain = await openHouse({ url: database.url, dataDir, masterKey: randomBytes(32) });
    const { storage } = plain;
    const counting = {
      append: storage.append.bind(storage),
      truncate: storage.truncate.bind(storage),
      size: storage.size.bind(storage),
      remove: storage.remove.bind(storage),
      read(key: string, range: { start: number; end: number }) {
        read += range.end - range.start;
        return storage.read(key, range);
      },
    };
    house = { ...plain, storage: counting };
    town = await settle(house, database.url);
  });
  after(async () => {
    await closeInspection();
    await closeHouse(house);
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const keep = async (name: string, bytes: Buffer): Promise<string> => {
    const kept = await receiveFormFile(
      house,
      hooks,
      { officeId: town.officeId, ownerId: town.ani, target: 'draft:1:ktp' },
      {
        name,
        replaces: undefined,
        bytes: (async function* () {
          yield Buffer.from(bytes);
        })(),
      },
    );
    assert.ok(kept.ok);
    const payload = { office: town.officeId, version: kept.versionId };
    await documentTasks(house, hooks)['documents.inspect']?.(payload);
    const version = await versionById(house.db, town.officeId, kept.versionId);
    assert.equal(version?.state, 'ready', JSON.stringify(version?.refusal));
    return kept.versionId;
  };
  const picture = (version: string, member: number, page = 1) =>
    viewerPicture(house, town.officeId, version, { page, width: 640, member });

  test('pictures, pages and words of members come through the same inspection; the rest is only listed', async () => {
    const inner = await zip([['a.jpg', await jpg()]]);
    const version = await keep(
      'berkas.zip',
      await zip([
        ['foto.jpg', await jpg(), { compress: false }],
        ['surat/dua halaman.pdf', await pdf(2)],
        ['surat/kuasa.docx', await docx()],
        ['catatan.txt', 'Baris satu\nBaris dua'],
        ['dalam.zip', inner],
      ]),
    );
    assert.ok(await picture(version, 0));
    assert.ok(await picture(version, 1, 2));
    assert.equal(await picture(version, 1, 3), undefined, 'there is no third page');
    const seen = await memberOf(house, town.officeId, version, 1);
    assert.deepEqual(seen?.ok && [seen.member.kind, seen.member.pages], ['pdf', 2]);
    const words = await documentText(house, town.officeId, version, 2);
    assert.match(JSON.stringify(words?.blocks), /Surat kuasa/);
    const lines = await documentText(house, town.officeId, version, 3);
    assert.deepEqual(lines?.blocks, [
      { kind: 'paragraph', text: 'Baris satu' },
      { kind: 'paragraph', text: 'Baris dua' },
    ]);
    assert.equal(
      await memberOf(house, town.officeId, version, 4),
      undefined,
      'a zip within stays shut',
    );
    assert.equal(await memberOf(house, town.officeId, version, 5), undefined);
    assert.equal(await picture(version, 2), undefined, 'words are no picture');
    assert.equal(await documentText(house, town.officeId, version, 0), undefined);
    assert.deepEqual(
      readdirSync(join(dataDir, 'tmp')).filter((name) => name.startsWith('plain-')),
      [],
      'nothing plain stays behind',
    );
  });

  test('only a member’s own bytes are fetched, not the whole archive', async () => {
    const version = await keep(
      'besar.zip',
      await zip([
        ['a.jpg', await jpg()],
        ['besar.png', await noisy(1_400)],
        ['b.jpg', await jpg(300, 200)],
      ]),
    );
    await picture(version, 0);
    read = 0;
    assert.ok(await picture(version, 2));
    assert.ok(read < 300_000, `${read} bytes were read for a picture of a few thousand`);
  });

  test('a member that is not what its name says is refused in words when it is looked at, never shown', async () => {
    const whole = await noisy(200);
    const cut = whole.subarray(0, whole.length / 2);
    const version = await keep('rusak.zip', await zip([['rusak.png', cut]]));
    const seen = await memberOf(house, town.officeId, version, 0);
    assert.ok(seen && !seen.ok);
    assert.equal(seen.problem.verdict.reason, 'documents.refused.image_broken');
    await assert.rejects(picture(version, 0), PictureProblem);
  });

  test('a small picture is small, whatever it was made from; words have none', async () => {
    const version = await keep('besar.png', await noisy(1_200));
    const small = await smallPicture(house, town.officeId, version);
    assert.ok(small && small.length <= 30 * 1024, `${small?.length} bytes`);
    const { width, height } = await sharp(small).metadata();
    assert.ok(width <= 320 && height <= 320);
    const pages = await keep('dua.pdf', await pdf(2));
    assert.ok(await smallPicture(house, town.officeId, pages));
    const words = await keep('surat.docx', await docx());
    assert.equal(await smallPicture(house, town.officeId, words), undefined);
    assert.equal(
      await smallPicture(house, town.ani, pages),
      undefined,
      'another office has it not',
    );
  });

  test('another office’s, a document that is no zip, and a Word document alone', async () => {
    const version = await keep('kuasa.docx', await docx());
    assert.match(JSON.stringify(await documentText(house, town.officeId, version)), /Surat kuasa/);
    assert.equal(await memberOf(house, town.officeId, version, 0), undefined);
    assert.equal(await documentText(house, town.ani, version), undefined);
    assert.equal(await picture(version, 0), undefined);
  });
});
