import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../../../../test/support/database.ts';
import { openBlob } from '../blob/read.ts';
import { versionById } from '../documents.sql.ts';
import {
  closeHouse,
  openHouse,
  type Plot,
  settle,
  type TestHouse,
  type Town,
} from '../house.fixture.ts';
import { announce, ask, type Browser, offsetOf, send } from '../tus.fixture.ts';

const MiB = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('uploads through the real edge', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'documents-'));
  const servers: ChildProcess[] = [];
  let plot: Plot;
  let house: TestHouse;
  let town: Town;
  let browser: Browser;
  let database: { url: string; close(): Promise<void> };

  before(async () => {
    database = await freshDatabase();
    plot = { url: database.url, dataDir, masterKey: randomBytes(32) };
    house = await openHouse(plot);
    town = await settle(house, plot.url);
    browser = (await startServer()).browser;
  });
  after(async () => {
    for (const server of servers) server.kill('SIGKILL');
    await closeHouse(house);
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const startServer = async (): Promise<{ browser: Browser; process: ChildProcess }> => {
    const child = spawn(
      process.execPath,
      ['--import', './bin/tsx-hooks.mjs', join(import.meta.dirname, '../server.fixture.ts')],
      {
        env: {
          ...process.env,
          DATABASE_URL: plot.url,
          DATA_DIR: dataDir,
          MASTER_KEY: plot.masterKey.toString('base64'),
          TOWN: JSON.stringify(town),
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    servers.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return {
      browser: { base: `http://127.0.0.1:${String(line).trim()}`, person: town.ani },
      process: child,
    };
  };

  /** The plain bytes at rest of a finished upload, by their SHA-256. */
  const atRest = async (path: string): Promise<string> => {
    const [row] = await house.db<{ version_id: string }[]>`
      select version_id from upload where id = ${path.split('/').at(-1) ?? ''}`;
    const version = await versionById(house.db, town.officeId, row?.version_id ?? '');
    assert.ok(version?.blob_id);
    assert.equal(version.state, 'checking');
    const hash = createHash('sha256');
    for await (const piece of openBlob(house, town.officeId, version.blob_id))
      hash.update(piece as Buffer);
    return hash.digest('hex');
  };

  const locationOf = (answer: { headers: Readonly<Record<string, unknown>> }) =>
    String(answer.headers['location']);

  test('a cut connection resumes at the very byte that arrived last', async () => {
    const file = randomBytes(3 * MiB + 77);
    const path = locationOf(await announce(browser, file.length));
    assert.match(path, /^\/kantor-uji\/unggah\/[0-9a-f-]{36}$/);
    await assert.rejects(send(browser, path, 0, file, 1_234_567));
    await sleep(100);
    const offset = await offsetOf(browser, path);
    assert.equal(offset, 1_234_567, 'nothing that arrived is lost, however it falls');
    const next = await send(browser, path, offset, file.subarray(offset, offset + 1001));
    assert.equal(next.status, 204);
    const done = await send(browser, path, offset + 1001, file.subarray(offset + 1001));
    assert.equal(done.status, 204);
    assert.equal(done.headers['upload-offset'], String(file.length));
    assert.equal(
      await offsetOf(browser, path),
      file.length,
      'a browser that missed the answer learns that it is done',
    );
    assert.equal(await atRest(path), sha256(file));
  });

  test('kill -9 in the middle loses nothing acknowledged, and the file is whole in the end', async () => {
    const first = await startServer();
    const file = randomBytes(9 * MiB + 5);
    const path = locationOf(await announce(first.browser, file.length));
    assert.equal((await send(first.browser, path, 0, file.subarray(0, 2_000_003))).status, 204);
    const cut = send(first.browser, path, 2_000_003, file.subarray(2_000_003), 5 * MiB);
    await sleep(120);
    first.process.kill('SIGKILL');
    await assert.rejects(cut);
    const second = await startServer();
    const offset = await offsetOf(second.browser, path);
    assert.ok(offset >= 2_000_003, `acknowledged bytes are there (${offset})`);
    assert.equal((await send(second.browser, path, offset, file.subarray(offset))).status, 204);
    assert.equal(await atRest(path), sha256(file));
  });

  test('two processes asked to write one upload at once never mix its bytes', async () => {
    const [one, two] = [{ browser }, await startServer()];
    for (let round = 0; round < 6; round += 1) {
      const file = randomBytes(4 * MiB + round * 1_000);
      const path = locationOf(await announce(one.browser, file.length));
      for (let tries = 0; (await offsetOf(two.browser, path)) < file.length; tries += 1) {
        assert.ok(tries < 20, 'it comes to an end');
        const offset = await offsetOf(one.browser, path);
        const part = file.subarray(offset, offset + 1.5 * MiB);
        const answers = await Promise.all([
          send(one.browser, path, offset, part),
          send(two.browser, path, offset, part),
        ]);
        for (const { status } of answers)
          assert.ok([204, 409, 423].includes(status), `status ${status}`);
      }
      assert.equal(await atRest(path), sha256(file));
    }
    const doubled =
      await house.db`select document_id from document_version group by document_id having count(*) > 1`;
    assert.equal(doubled.length, 0, 'no file became two versions');
  });

  test("another person's upload does not exist, and nothing is handed out by GET", async () => {
    const path = locationOf(await announce(browser, 10));
    const budi = { ...browser, person: town.budi };
    assert.equal(await offsetOf(budi, path), -1);
    assert.equal((await send(budi, path, 0, Buffer.alloc(10))).status, 404);
    assert.equal((await ask(budi, 'DELETE', path)).status, 404);
    assert.equal((await ask(browser, 'GET', path)).status, 404);
    assert.equal((await ask(browser, 'HEAD', '/kantor-uji/unggah/nothing')).status, 404);
    assert.equal((await ask({ ...browser, person: '' }, 'HEAD', path)).status, 303);
    const listed = await ask(budi, 'GET', '/kantor-uji/unggah?untuk=draft:1');
    assert.deepEqual(JSON.parse(listed.body), { uploads: [] });
    assert.equal((await ask(browser, 'DELETE', path)).status, 204);
    assert.equal(await offsetOf(browser, path), -1);
  });

  test('60 MiB is taken to the last byte, one byte more is refused with a sentence', async () => {
    const over = await announce(browser, 60 * MiB + 1);
    assert.equal(over.status, 413);
    assert.match(over.body, /60 MB/);
    const empty = await announce(browser, 0);
    assert.equal(empty.status, 422);
    const file = randomBytes(60 * MiB);
    const path = locationOf(await announce(browser, file.length));
    for (let offset = 0; offset < file.length; offset += 5 * MiB)
      assert.equal(
        (await send(browser, path, offset, file.subarray(offset, offset + 5 * MiB))).status,
        204,
      );
    assert.equal(await atRest(path), sha256(file));
  });

  test('after a reload the page finds what is unfinished, and the same announcement is one upload', async () => {
    const told = { untuk: 'draft:7:kk', filename: 'Kartu‮gpj.pdf', sidik: 'KK.pdf 30 abc' };
    const path = locationOf(await announce(browser, 30, told));
    await send(browser, path, 0, Buffer.alloc(11));
    assert.equal(
      locationOf(await announce(browser, 30, told)),
      path,
      'a lost answer makes no second document',
    );
    const listed = await ask(browser, 'GET', '/kantor-uji/unggah?untuk=draft:7');
    const { uploads } = JSON.parse(listed.body) as { uploads: Record<string, unknown>[] };
    assert.equal(uploads.length, 1);
    const { name, size, offset, fingerprint, state, url } = uploads[0] ?? {};
    assert.deepEqual(
      { name, size, offset, fingerprint, state, url },
      {
        name: 'Kartugpj.pdf',
        size: 30,
        offset: 11,
        fingerprint: 'KK.pdf 30 abc',
        state: 'unfinished',
        url: path,
      },
    );
    assert.equal(
      (await announce(browser, 9, { untuk: 'draft:full' })).status,
      422,
      'the asking module may say no',
    );
  });

  test('a wrong offset, too many bytes and a foreign origin are refused and change nothing', async () => {
    const path = locationOf(await announce(browser, 100));
    assert.equal((await send(browser, path, 5, Buffer.alloc(5))).status, 409);
    assert.equal((await send(browser, path, 0, Buffer.alloc(101))).status, 413);
    const foreign = await ask(browser, 'PATCH', path, {
      headers: {
        origin: 'https://evil.example',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: Buffer.alloc(5),
    });
    assert.equal(foreign.status, 403);
    assert.equal(await offsetOf(browser, path), 0);
    const options = await ask(browser, 'OPTIONS', '/kantor-uji/unggah', {
      headers: { origin: 'https://evil.example' },
    });
    assert.equal(options.headers['access-control-allow-origin'], undefined);
    assert.equal(options.headers['tus-max-size'], String(60 * MiB));
  });

  test('ASVS 3.5.1: a header cannot turn one method into another', async () => {
    const begun = await announce(browser, 100);
    const url = String(begun.headers['location']);
    const disguised = await ask(browser, 'POST', '/kantor-uji/unggah', {
      headers: { 'x-http-method-override': 'DELETE', 'upload-length': '100' },
    });
    assert.equal(disguised.status, 201, 'it is what it was sent as');
    const head = await ask(browser, 'PATCH', url, {
      headers: {
        'x-http-method-override': 'DELETE',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: Buffer.alloc(10),
    });
    assert.equal(head.status, 204);
    assert.equal(await offsetOf(browser, url), 10);
  });

  test('a file whose purpose is over when its last byte comes is refused in words and leaves nothing behind', async () => {
    const path = locationOf(await announce(browser, 20, { untuk: 'draft:sent' }));
    assert.equal((await send(browser, path, 0, Buffer.alloc(11))).status, 204);
    const last = await send(browser, path, 11, Buffer.alloc(9));
    assert.equal(last.status, 422);
    assert.ok(last.body.length > 0);
    assert.equal(await offsetOf(browser, path), -1);
    const [{ n } = { n: -1 }] = await house.db<{ n: number }[]>`
      select count(*)::int as n from document d where d.owner_id = ${town.ani} and d.removed_at is null
        and not exists (select from upload u where u.document_id = d.id)`;
    assert.equal(n, 0, 'no document without an upload or a version');
  });
});
