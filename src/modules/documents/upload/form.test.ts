import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { openBlob } from '../blob/read.ts';
import { versionById } from '../documents.sql.ts';
import {
  closeHouse,
  openApp,
  openHouse,
  settle,
  type TestHouse,
  type Town,
  tellingHooks,
} from '../house.fixture.ts';
import type { ReceivedFile, ReceivedForm } from '../index.ts';
import { ask } from '../tus.fixture.ts';

const MiB = 1024 * 1024;

describe('a form sent without JavaScript', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'form-'));
  const hooks = tellingHooks();
  let database: FreshDatabase;
  let house: TestHouse;
  let town: Town;
  let server: ReturnType<typeof serve>;
  let base: string;
  before(async () => {
    database = await freshDatabase();
    house = await openHouse({ url: database.url, dataDir, masterKey: randomBytes(32) });
    town = await settle(house, database.url);
    const app = openApp(house, hooks, town);
    base = await new Promise((resolve) => {
      server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      );
    });
  });
  after(async () => {
    server.close();
    await closeHouse(house);
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const post = async (form: FormData): Promise<{ status: number; received: ReceivedForm }> => {
    const answer = await fetch(`${base}/kantor-uji/formulir`, {
      method: 'POST',
      body: form,
      headers: { cookie: `sesi=${town.ani}` },
    });
    return { status: answer.status, received: (await answer.json()) as ReceivedForm };
  };
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  test('files and words arrive; empty fields are passed over; a refused file loses nothing else', async () => {
    const form = new FormData();
    const first = randomBytes(300_001);
    const last = randomBytes(70_000);
    form.append('nama', 'Ani');
    form.append('berkas_ktp', new File([first], 'KTP "Ani"; 1.jpg'));
    form.append('berkas_kosong', new File([], ''));
    form.append('berkas_besar', new File([Buffer.alloc(60 * MiB + 1)], 'besar.pdf'));
    form.append('berkas_nol', new File([], 'nol.pdf'));
    form.append('lain', new File([first], 'bukan.jpg'));
    form.append('keterangan', 'sudah\r\nlengkap');
    form.append('berkas_kk', new File([last], 'kk.pdf'));
    const { status, received } = await post(form);
    assert.equal(status, 200);
    assert.ok(received.ok);
    assert.deepEqual({ ...received.input }, { nama: 'Ani', keterangan: 'sudah\nlengkap' });
    assert.deepEqual(
      received.files.map(({ field, outcome }) => [field, outcome.ok ? 'ok' : outcome.reason.key]),
      [
        ['berkas_ktp', 'ok'],
        ['berkas_besar', 'documents.refused.too_large'],
        ['berkas_nol', 'documents.refused.empty'],
        ['berkas_kk', 'ok'],
      ],
    );
    for (const [index, bytes] of [
      [0, first],
      [3, last],
    ] as const) {
      const outcome: ReceivedFile['outcome'] | undefined = received.files[index]?.outcome;
      assert.ok(outcome?.ok);
      const version = await versionById(house.db, town.officeId, outcome.versionId);
      assert.ok(version?.blob_id);
      assert.equal(version.size, bytes.length);
      assert.equal(
        sha256(await buffer(openBlob(house, town.officeId, version.blob_id))),
        sha256(bytes),
      );
      assert.ok(
        hooks.told.includes(
          `attached draft:${received.files[index]?.field} ${version.document_id}`,
        ),
      );
    }
    const leftOver = await house.db`select 1 from document d
      where not exists (select from document_version v where v.document_id = d.id)`;
    assert.equal(leftOver.length, 0, 'a refused file leaves no empty document');
  });

  test('exactly 60 MiB is taken', async () => {
    const form = new FormData();
    form.append('berkas', new File([Buffer.alloc(60 * MiB, 7)], 'pas.pdf'));
    const { received } = await post(form);
    assert.ok(received.ok && received.files[0]?.outcome.ok);
  });

  test('the sixteenth file is asked to wait, the fifteen are kept', async () => {
    const form = new FormData();
    for (let n = 1; n <= 16; n += 1) form.append('berkas', new File([`isi ${n}`], `${n}.pdf`));
    const { received } = await post(form);
    assert.deepEqual(
      received.files.map(({ outcome }) => outcome.ok),
      [...Array(15).fill(true), false],
    );
  });

  test('more words than a person types, a form cut off and no form at all are told apart', async () => {
    const form = new FormData();
    form.append('nama', 'x'.repeat(300 * 1024));
    assert.equal((await post(form)).status, 413);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const cut = '--x\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\nabc';
    const ani = { base, person: town.ani };
    const answer = await ask(ani, 'POST', '/kantor-uji/formulir', {
      headers,
      body: Buffer.from(cut),
    });
    assert.equal(answer.status, 400);
    assert.match(answer.body, /documents.form_cut/);
    assert.equal(
      (await ask(ani, 'POST', '/kantor-uji/formulir', { body: Buffer.from('a=b') })).status,
      400,
    );
  });

  test('a connection that breaks in a file leaves nothing of that file', async () => {
    const head = Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n',
    );
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const body = Buffer.concat([head, randomBytes(3 * MiB)]);
    const ani = { base, person: town.ani };
    const jobs = async () =>
      (
        await house.db`select 1 from graphile_worker.jobs where task_identifier = 'documents.forget'`
      ).length;
    const before = await jobs();
    await assert.rejects(
      ask(ani, 'POST', '/kantor-uji/formulir', { headers, body, cutAfter: 2 * MiB }),
    );
    for (let tries = 0; (await jobs()) === before; tries += 1) {
      assert.ok(tries < 50, 'the bytes are let go');
      await sleep(50);
    }
  });
});
