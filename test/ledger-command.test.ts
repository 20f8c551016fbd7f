import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import postgres from 'postgres';
import { OWNER } from '../src/kernel/embedded/cluster.ts';
import { projectFolder } from './support/cluster.ts';
import { startServer } from './support/server.ts';

/** Runs the command as an operator does, on a data folder. */
function verify(dataDir: string, ...words: string[]): { code: number | null; said: string } {
  const done = spawnSync(
    process.execPath,
    [join(projectFolder, 'bin/ledger.mjs'), 'verify', ...words],
    {
      cwd: projectFolder,
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir },
      encoding: 'utf8',
      timeout: 120_000,
    },
  );
  return { code: done.status, said: done.stdout + done.stderr };
}

test('the ledger is checked beside a running server and without one; what was tampered with is named', async (t) => {
  const server = await startServer(t, { env: { JOBS: '0' } });
  const { dataDir } = server;
  const whole = verify(dataDir);
  assert.equal(whole.code, 0, whole.said);
  assert.match(whole.said, /Buku kejadian utuh: [1-9]\d* kejadian/);
  assert.equal(verify(dataDir, '--office', 'kantah-bandar-lampung').code, 0);

  const unknown = verify(dataDir, '--office', 'tak-ada');
  assert.equal(unknown.code, 2);
  assert.match(unknown.said, /Kantor "tak-ada" tidak ada/);

  const [, , , port] = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
  const sql = postgres(`postgres://${OWNER}:${password}@127.0.0.1:${port}/${OWNER}`, { max: 1 });
  const [event] = await sql<{ stream_id: string; seq: string; kind: string }[]>`
    update event set data = data || '{"peran": "lain"}' where (stream_id, seq) =
      (select stream_id, seq from event join office on office.id = stream_id where slug = 'kantah-bandar-lampung' limit 1)
    returning stream_id, seq, kind`;
  await sql.end();
  assert.ok(event);
  const named = new RegExp(
    `kantor ${event.stream_id}, kejadian ${event.seq} \\(${event.kind}\\): isinya diubah`,
  );
  const beside = verify(dataDir);
  assert.equal(beside.code, 1, beside.said);
  assert.match(beside.said, named);
  assert.equal(verify(dataDir, '--office', 'bppt-bandung').code, 0, 'another office is whole');

  assert.equal(await server.stop(), 0);
  const alone = verify(dataDir, '--office', 'kantah-bandar-lampung');
  assert.equal(alone.code, 1, alone.said);
  assert.match(alone.said, named);
});

test('a folder without a database gets a sentence, not a new database', () => {
  const { code, said } = verify(join(projectFolder, 'docs'));
  assert.equal(code, 2);
  assert.match(said, /tidak berisi basis data/);
  assert.doesNotMatch(said, /\n\s+at /, 'no stack');
});
