import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, beforeEach, describe, test } from 'node:test';
import { serve } from '@hono/node-server';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { DESK, newVisitor, openBrowser } from '../../../../test/support/browser.ts';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { translator } from '../../../kernel/i18n.ts';
import { person, type Route } from '../../../web/route.ts';
import { openBlob } from '../blob/read.ts';
import {
  closeHouse,
  openApp,
  openHouse,
  settle,
  type TestHouse,
  type Town,
  tellingHooks,
} from '../house.fixture.ts';
import { closeInspection, documentTasks, uploadWords } from '../index.ts';
import { jpg } from '../inspection/fixtures.ts';

const MiB = 1024 * 1024;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

describe('choosing files in a browser', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'browser-'));
  const hooks = tellingHooks();
  const sockets = new Set<Socket>();
  let database: FreshDatabase;
  let house: TestHouse;
  let town: Town;
  let server: ReturnType<typeof serve>;
  let base: string;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let target = 0;

  before(async () => {
    database = await freshDatabase();
    house = await openHouse({ url: database.url, dataDir, masterKey: randomBytes(32) });
    town = await settle(house, database.url);
    await build({
      entryPoints: [join(import.meta.dirname, '../../../islands/upload.ts')],
      outfile: join(dataDir, 'assets/upload.js'),
      bundle: true,
      format: 'esm',
      platform: 'browser',
    });
    writeFileSync(join(dataDir, 'assets/manifest.json'), '{"upload.js":"upload.js"}');
    const form: Route = {
      method: 'GET',
      path: '/:office/halaman',
      access: person,
      handle: (visit) =>
        visit.c.html(`<!doctype html><html lang="id"><title>Unggah</title><form method="post">
        <sl-upload data-unggah="/kantor-uji/unggah" data-untuk="${visit.query('untuk')}"
          data-kata="${escaped(uploadWords(translator('id')))}">
        <label for="f">Berkas</label><input type="file" id="f" name="berkas" multiple accept=".jpg,.pdf,.zip"></sl-upload>
        <button>Kirim</button></form><script type="module" src="/aset/upload.js"></script>`),
    };
    const app = openApp(house, hooks, town, { routes: [form], assets: join(dataDir, 'assets') });
    base = await new Promise((resolve) => {
      server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      );
    });
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    server.close();
    await closeInspection();
    await closeHouse(house);
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    target += 1;
    ({ page, complaints } = await newVisitor(browser, base, {
      viewport: DESK,
      javaScript: true,
      language: 'id',
    }));
    await page.context().addCookies([{ name: 'sesi', value: town.ani, url: base }]);
    await open();
  });

  const open = () => page.goto(`/kantor-uji/halaman?untuk=draft:${target}`);
  const choose = (files: { name: string; bytes: Buffer }[], field = '#f') =>
    page.setInputFiles(
      field,
      files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: bytes })),
    );
  const row = (name: string) => page.locator('li', { hasText: name });
  /** Works off the inspections, as the queue would. */
  const inspectAll = async () => {
    const waiting = await house.db<
      { id: string }[]
    >`select id from document_version where state = 'checking'`;
    for (const { id } of waiting)
      await documentTasks(house, hooks)['documents.inspect']?.({
        office: town.officeId,
        version: id,
      });
  };
  const stored = async (name: string): Promise<string> => {
    const [version] = await house.db<
      { blob_id: string }[]
    >`select blob_id from document_version where name = ${name}`;
    assert.ok(version, `${name} has arrived`);
    const bytes = await buffer(openBlob(house, town.officeId, version.blob_id));
    return createHash('sha256').update(bytes).digest('hex');
  };
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const slow = async (bytesPerSecond: number) => {
    const session = await page.context().newCDPSession(page);
    const network = {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond,
    };
    await session.send('Network.emulateNetworkConditions', network);
  };

  test('several files go up the moment they are chosen; one that is refused says why in its own line', async () => {
    const good = await jpg(300, 200);
    await choose([
      { name: 'ktp.jpg', bytes: good },
      { name: 'palsu.jpg', bytes: Buffer.from('MZ a program') },
      { name: 'film.mp4', bytes: Buffer.from('x') },
    ]);
    await row('film.mp4').getByText('belum bisa kami terima').waitFor();
    await row('ktp.jpg').getByText('Sudah sampai').waitFor();
    await row('palsu.jpg').getByText('Sudah sampai').waitFor();
    await inspectAll();
    await row('palsu.jpg').getByText('Nama berkas berakhiran .jpg').waitFor();
    await row('ktp.jpg').getByText('lolos pemeriksaan').waitFor();
    assert.equal(await stored('ktp.jpg'), sha256(good));
    assert.equal(
      await page.locator('#f').inputValue(),
      '',
      'the form does not send them a second time',
    );
    assert.deepEqual(complaints, []);
  });

  test('after a cut it goes on by itself', async () => {
    const file = randomBytes(3 * MiB + 5);
    await slow(2 * MiB);
    await choose([{ name: 'putus.zip', bytes: file }]);
    await row('putus.zip')
      .getByText(/[1-9]\d?%/)
      .waitFor();
    for (const socket of sockets) socket.destroy();
    await row('putus.zip').getByText('Sudah sampai').waitFor({ timeout: 20_000 });
    assert.equal(await stored('putus.zip'), sha256(file));
  });

  test('paused it waits, continued it ends, and the form holds back while files are on their way', async () => {
    const file = randomBytes(2 * MiB);
    await slow(MiB);
    await choose([{ name: 'jeda.zip', bytes: file }]);
    await row('jeda.zip')
      .getByText(/[1-9]\d?%/)
      .waitFor();
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('masih diunggah').waitFor();
    await row('jeda.zip').getByRole('button', { name: 'Jeda: jeda.zip' }).focus();
    await page.keyboard.press('Enter');
    await row('jeda.zip').getByText('Dijeda').waitFor();
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(focused, 'Lanjutkan: jeda.zip', 'the keyboard stays where it was');
    await page.keyboard.press('Enter');
    await row('jeda.zip').getByText('Sudah sampai').waitFor({ timeout: 20_000 });
    assert.equal(await stored('jeda.zip'), sha256(file));
  });

  test('after a reload the file is asked for again; another is refused, the same goes on where it stopped', async () => {
    const file = randomBytes(3 * MiB);
    await slow(MiB);
    await choose([{ name: 'lanjut.zip', bytes: file }]);
    await row('lanjut.zip')
      .getByText(/[2-9]\d%/)
      .waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await open();
    await row('lanjut.zip').getByText('Pilih lagi lanjut.zip').waitFor();
    const field = 'input[aria-label="Pilih lagi berkasnya: lanjut.zip"]';
    await choose([{ name: 'lanjut.zip', bytes: randomBytes(3 * MiB) }], field);
    await row('lanjut.zip').getByText('bukan berkas yang sama').waitFor();
    const [before] = await house.db<
      { offset_bytes: number }[]
    >`select offset_bytes from upload where name = 'lanjut.zip'`;
    assert.ok((before?.offset_bytes ?? 0) > 0);
    await slow(-1);
    await choose([{ name: 'lanjut.zip', bytes: file }], field);
    await row('lanjut.zip').getByText('Sudah sampai').waitFor({ timeout: 20_000 });
    assert.equal(await stored('lanjut.zip'), sha256(file));
    const [lines] = await house.db<
      { n: number }[]
    >`select count(*)::int as n from upload where name = 'lanjut.zip'`;
    assert.equal(lines?.n, 1, 'it is one upload');
  });

  test('removed while on its way it is gone from the page and from the server', async () => {
    await slow(MiB);
    await choose([{ name: 'salah.zip', bytes: randomBytes(3 * MiB) }]);
    await row('salah.zip')
      .getByText(/[1-9]\d?%/)
      .waitFor();
    await row('salah.zip').getByRole('button', { name: 'Hapus: salah.zip' }).click();
    await row('salah.zip').waitFor({ state: 'detached' });
    for (let tries = 0; ; tries += 1) {
      if ((await house.db`select 1 from upload where name = 'salah.zip'`).length === 0) break;
      assert.ok(tries < 50);
      await page.waitForTimeout(100);
    }
    await page.locator('#f').focus();
  });
});
