import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { transaction } from '../../kernel/db.ts';
import type { ScanResult } from '../../kernel/ports.ts';
import {
  closeHouse,
  openApp,
  openHouse,
  settle,
  type TestHouse,
  type Town,
  tellingHooks,
} from './house.fixture.ts';
import {
  closeInspection,
  copyReference,
  documentsByIds,
  documentsOf,
  documentTasks,
  removeDocument,
  sweepPlainFiles,
  versionFor,
  viewerPicture,
} from './index.ts';
import { jpg, pdf } from './inspection/fixtures.ts';
import { beginUpload } from './upload/begin.ts';
import { receiveBytes } from './upload/receive.ts';

describe('the life of a document', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'life-'));
  const hooks = tellingHooks();
  let scanned: () => ScanResult = () => ({ state: 'clean' });
  let now = new Date();
  let database: FreshDatabase;
  let house: TestHouse;
  let town: Town;
  before(async () => {
    database = await freshDatabase();
    house = await openHouse(
      { url: database.url, dataDir, masterKey: randomBytes(32) },
      { scan: async () => scanned(), now: () => now },
    );
    town = await settle(house, database.url);
  });
  after(async () => {
    await closeInspection();
    await closeHouse(house);
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const owner = () => ({ officeId: town.officeId, ownerId: town.ani });
  const begin = async (name: string, size: number, replaces?: string) => {
    const purpose = { ...owner(), target: 'draft:1:ktp' };
    const begun = await beginUpload(house, hooks, purpose, {
      name,
      size,
      fingerprint: '',
      replaces,
    });
    assert.ok(begun.ok);
    return begun;
  };
  const upload = async (name: string, bytes: Buffer, replaces?: string): Promise<string> => {
    const begun = await begin(name, bytes.length, replaces);
    await receiveBytes(house, hooks, owner(), begun.uploadId, 0, pieces(Buffer.from(bytes)));
    return begun.documentId;
  };
  async function* pieces(bytes: Buffer) {
    yield bytes;
  }
  const run = async (task: string, payload: unknown = {}) =>
    documentTasks(house, hooks)[task]?.(payload);
  const newest = async (documentId: string) => {
    const [document] = await documentsByIds(house.db, town.officeId, [documentId]);
    const version = document?.versions[0];
    assert.ok(version);
    return version;
  };
  const inspectNewest = async (documentId: string) => {
    await run('documents.inspect', {
      office: town.officeId,
      version: (await newest(documentId)).id,
    });
    return newest(documentId);
  };
  /** Works off what the commands queued for deleting bytes. */
  const forget = async () => {
    const jobs = await house.db<{ id: number; payload: unknown }[]>`
      select j.id, p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
      where j.task_identifier = 'documents.forget'`;
    for (const job of jobs) {
      await run('documents.forget', job.payload);
      await house.db`select graphile_worker.complete_jobs(array[${job.id}::bigint])`;
    }
  };
  const filesAtRest = () =>
    existsSync(join(dataDir, 'files'))
      ? readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter(
          (entry) => entry.isFile(),
        ).length
      : 0;
  const plainFiles = () => readdirSync(join(dataDir, 'tmp'));

  test('an honest file is ready with type, pages, checksum and scan; nothing plain stays behind', async () => {
    const bytes = await pdf(2);
    const document = await upload('surat.pdf', Buffer.from(bytes));
    const [queued] =
      await house.db`select 1 from graphile_worker.jobs where task_identifier = 'documents.inspect'`;
    assert.ok(queued, 'the inspection is asked for with the last byte');
    assert.equal((await newest(document)).state, 'checking');
    assert.equal(
      await viewerPicture(house, town.officeId, (await newest(document)).id, {
        page: 1,
        width: 640,
      }),
      undefined,
    );
    const version = await inspectNewest(document);
    assert.equal(version.state, 'ready');
    assert.equal(version.type, 'pdf');
    assert.equal(version.pages, 2);
    assert.equal(version.scan, 'clean');
    assert.equal(version.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.deepEqual(plainFiles(), []);
    assert.ok(hooks.told.includes(`inspected ${version.id} ready`));
    const picture = await viewerPicture(house, town.officeId, version.id, { page: 2, width: 600 });
    assert.equal(picture?.bytes.subarray(8, 12).toString(), 'WEBP');
    assert.equal(
      await viewerPicture(house, town.officeId, version.id, { page: 3, width: 600 }),
      undefined,
    );
    assert.deepEqual(plainFiles(), []);
  });

  test('a refused file keeps its reason and loses its bytes', async () => {
    const at = filesAtRest();
    const document = await upload('foto.jpg', Buffer.from('MZ this is a program'));
    const version = await inspectNewest(document);
    assert.equal(version.state, 'refused');
    assert.equal(version.refusal?.key, 'documents.refused.mismatch');
    assert.equal(version.kept, false);
    await forget();
    assert.equal(filesAtRest(), at);
  });

  test('a scanner that is away holds the file, and the next try releases or refuses it', async () => {
    scanned = () => {
      throw new Error('connection refused');
    };
    const document = await upload('ktp.jpg', await jpg());
    await assert.rejects(inspectNewest(document), /connection refused/);
    const held = await newest(document);
    assert.equal(held.state, 'held');
    assert.equal(
      await viewerPicture(house, town.officeId, held.id, { page: 1, width: 640 }),
      undefined,
      'held is not released',
    );
    assert.deepEqual(plainFiles(), []);
    scanned = () => ({ state: 'clean' });
    assert.equal((await inspectNewest(document)).state, 'ready');
    scanned = () => ({ state: 'infected', signature: 'Eicar' });
    const bad = await inspectNewest(await upload('ktp.jpg', await jpg(60, 60)));
    assert.equal(bad.refusal?.key, 'documents.refused.infected');
    assert.equal(bad.scan, 'infected');
    scanned = () => ({ state: 'unscanned' });
    assert.equal(
      (await inspectNewest(await upload('ktp.jpg', await jpg(61, 60)))).scan,
      'unscanned',
    );
  });

  test('bytes damaged at rest are refused, not shown', async () => {
    const document = await upload('ktp.jpg', await jpg(62, 60));
    const [row] = await house.db<{ storage_key: string }[]>`select b.storage_key from blob b
      join document_version v on v.blob_id = b.id where v.document_id = ${document}`;
    const key = row?.storage_key ?? '';
    writeFileSync(join(dataDir, 'files', key.slice(0, 2), key.slice(2, 4), key), 'x');
    assert.equal((await inspectNewest(document)).refusal?.key, 'documents.refused.damaged');
  });

  test('a replacement is a new version; of the old one the findings stay and the bytes go', async () => {
    await forget();
    const at = filesAtRest();
    const document = await upload('lama.jpg', await jpg(70, 70));
    const old = await inspectNewest(document);
    assert.equal(await upload('baru.jpg', await jpg(71, 70), document), document);
    await inspectNewest(document);
    const [found] = await documentsByIds(house.db, town.officeId, [document]);
    assert.deepEqual(
      found?.versions.map(({ number, name }) => [number, name]),
      [
        [2, 'baru.jpg'],
        [1, 'lama.jpg'],
      ],
    );
    assert.deepEqual(await versionFor(house.db, town.officeId, old.id), { ...old, kept: false });
    await forget();
    assert.equal(filesAtRest(), at + 1);
    const foreign = await beginUpload(
      house,
      hooks,
      { ...owner(), ownerId: town.budi, target: 't' },
      {
        name: 'x.jpg',
        size: 9,
        fingerprint: '',
        replaces: document,
      },
    );
    assert.ok(!foreign.ok, "another person's document cannot be replaced");
  });

  test('used again it shares the bytes, which go with the last document that refers to them', async () => {
    await forget();
    const at = filesAtRest();
    const first = await upload('kk.jpg', await jpg(80, 80));
    const source = await inspectNewest(first);
    const { officeId, ani, budi } = town;
    assert.equal(
      await transaction(house.db, (tx) => copyReference(tx, officeId, budi, source.id)),
      undefined,
    );
    const copy = await transaction(house.db, (tx) => copyReference(tx, officeId, ani, source.id));
    assert.ok(copy);
    const shared = await versionFor(house.db, officeId, copy.versionId);
    assert.deepEqual(
      [shared?.sha256, shared?.uploadedAt, shared?.state],
      [source.sha256, source.uploadedAt, 'ready'],
    );
    assert.equal(filesAtRest(), at + 1, 'nothing is copied');
    assert.ok(
      (await documentsOf(house.db, officeId, ani)).some((found) => found.id === copy.documentId),
    );
    assert.equal((await documentsOf(house.db, officeId, budi)).length, 0);
    assert.equal(
      await transaction(house.db, (tx) => removeDocument(tx, officeId, budi, first)),
      false,
    );
    assert.equal(
      await transaction(house.db, (tx) => removeDocument(tx, officeId, ani, first)),
      true,
    );
    await forget();
    assert.equal(filesAtRest(), at + 1, 'the other still has them');
    assert.ok(await viewerPicture(house, officeId, copy.versionId, { page: 1, width: 640 }));
    assert.equal(
      await transaction(house.db, (tx) => removeDocument(tx, officeId, ani, copy.documentId)),
      true,
    );
    await forget();
    assert.equal(filesAtRest(), at);
  });

  test('what was never finished goes after a week; what was finished stays for good', async () => {
    const kept = await inspectNewest(await upload('kk.jpg', await jpg(90, 80)));
    const open = await begin('lupa.jpg', 100);
    await receiveBytes(house, hooks, owner(), open.uploadId, 0, pieces(Buffer.alloc(10)));
    now = new Date(Date.now() + 6 * 86_400_000);
    await run('documents:expire');
    assert.ok(
      !hooks.told.includes(`detached draft:1:ktp ${open.documentId}`),
      'a week is promised',
    );
    now = new Date(Date.now() + 8 * 86_400_000);
    await run('documents:expire');
    assert.ok(hooks.told.includes(`detached draft:1:ktp ${open.documentId}`));
    assert.deepEqual(await documentsByIds(house.db, town.officeId, [open.documentId]), []);
    await forget();
    await run('documents:sweep');
    assert.ok(await viewerPicture(house, town.officeId, kept.id, { page: 1, width: 640 }));
    const [left] = await house.db`select 1 from upload where expires_at <= ${now}`;
    assert.equal(left, undefined);
  });

  test('the sweep deletes bytes that nothing refers to, once they are a day old', async () => {
    await run('documents:sweep');
    const at = filesAtRest();
    const begun = await begin('x.jpg', 100_000);
    await receiveBytes(house, hooks, owner(), begun.uploadId, 0, pieces(randomBytes(90_000)));
    await house.db`delete from upload where id = ${begun.uploadId}`;
    assert.equal(filesAtRest(), at + 1);
    const later = now;
    now = new Date();
    await run('documents:sweep');
    assert.equal(filesAtRest(), at + 1);
    now = new Date(later.getTime() + 2 * 86_400_000);
    await run('documents:sweep');
    assert.equal(filesAtRest(), at);
  });

  test('plain files of a killed server are swept at start, those of a running one are not', async () => {
    mkdirSync(join(dataDir, 'tmp'), { recursive: true });
    const dead = join(dataDir, 'tmp', `plain-4194305-${'0'.repeat(24)}`);
    const alive = join(dataDir, 'tmp', `plain-${process.ppid}-${'0'.repeat(24)}`);
    for (const path of [dead, alive]) writeFileSync(path, 'x');
    await sweepPlainFiles(house);
    assert.deepEqual([existsSync(dead), existsSync(alive)], [false, true]);
    rmSync(alive);
  });

  test('only the owner fetches a file, whole, to be saved and never run', async () => {
    const app = openApp(house, hooks, town);
    const bytes = await jpg(95, 80);
    const version = await inspectNewest(await upload('KTP "Ani" – é.jpg', Buffer.from(bytes)));
    const get = (person: string, id = version.id) =>
      app.request(`/kantor-uji/dokumen/${id}`, { headers: { cookie: `sesi=${person}` } });
    const answer = await get(town.ani);
    assert.equal(answer.status, 200);
    assert.ok(bytes.equals(Buffer.from(await answer.arrayBuffer())));
    assert.equal(answer.headers.get('content-type'), 'image/jpeg');
    assert.equal(answer.headers.get('content-length'), String(bytes.length));
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.equal(
      answer.headers.get('content-disposition'),
      `attachment; filename="KTP _Ani_ _ e.jpg"; filename*=UTF-8''KTP%20%22Ani%22%20%E2%80%93%20%C3%A9.jpg`,
    );
    assert.equal((await get(town.budi)).status, 404);
    assert.equal((await get(town.ani, 'x')).status, 404);
    const unseen = await newest(await upload('baru.jpg', await jpg(96, 80)));
    assert.equal(
      (await get(town.ani, unseen.id)).status,
      404,
      'nobody opens what was not looked at',
    );
  });
});
