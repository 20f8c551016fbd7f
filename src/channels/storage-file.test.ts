import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { fileStorage, storageFolder, WrongOffset } from './storage-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'storage-'));
const storage = fileStorage(join(folder, 'files'));
const key = 'ab12'.repeat(8);
after(() => rmSync(folder, { recursive: true, force: true }));

test('a file grows at its end only, is cut back, read in ranges and removed', async () => {
  assert.equal(await storage.size(key), undefined);
  await storage.append(key, 0, Buffer.from('hello '));
  await storage.append(key, 6, Buffer.from('world'));
  await assert.rejects(storage.append(key, 5, Buffer.from('x')), WrongOffset);
  await assert.rejects(storage.append(key, 99, Buffer.from('x')), WrongOffset);
  await assert.rejects(storage.append(key, 0, Buffer.from('x')), WrongOffset, 'never written over');
  assert.equal(await text(storage.read(key)), 'hello world');
  assert.equal(await text(storage.read(key, { start: 6, end: 8 })), 'wo');
  assert.equal(await text(storage.read(key, { start: 3, end: 3 })), '');
  await storage.truncate(key, 5);
  await assert.rejects(storage.truncate(key, 6), WrongOffset, 'what is lost is not made up');
  assert.equal(await storage.size(key), 5);
  await storage.remove(key);
  await storage.remove(key);
  assert.equal(await storage.size(key), undefined);
  await storage.truncate(key, 0);
});

test('only names of ours reach the disk, and only the server can read what lies there', async () => {
  for (const bad of ['../../etc/passwd', 'AB'.repeat(16), 'short', `${'a'.repeat(30)}/b`, ''])
    await assert.rejects(async () => storage.append(bad, 0, Buffer.from('x')));
  await storage.append(key, 0, Buffer.from('x'));
  assert.deepEqual(readdirSync(join(folder, 'files')), ['ab']);
  assert.equal(statSync(join(folder, 'files', 'ab', '12', key)).mode & 0o077, 0);
});

test('the address of the configuration names a folder', () => {
  assert.equal(storageFolder('file:/srv/satu loket/files'), '/srv/satu loket/files');
  assert.equal(storageFolder('file:///srv/files'), '/srv/files');
});
