import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from './support/cluster.ts';
import { startServer } from './support/server.ts';

test('a practice office is made at the machine, and brought up to date when it is asked for again', async (t) => {
  const server = await startServer(t, { env: { JOBS: '0' } });
  const office = (...words: string[]) => {
    const done = spawnSync(process.execPath, [join(projectFolder, 'bin/office.mjs'), ...words], {
      cwd: projectFolder,
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: server.dataDir },
      encoding: 'utf8',
      timeout: 120_000,
    });
    return { code: done.status, said: done.stdout + done.stderr };
  };
  const made = office('practice', 'bppt-bandung');
  assert.equal(made.code, 0, made.said);
  assert.match(made.said, /\/bppt-bandung-latihan: dibuat/);
  assert.match(office('practice', 'bppt-bandung').said, /disesuaikan/);
  for (const slug of ['bppt-bandung-latihan', 'tidak-ada']) {
    const refused = office('practice', slug);
    assert.equal(refused.code, 1);
    assert.match(refused.said, /tidak ada/);
  }
  assert.match(office('export', 'bppt-bandung-latihan', server.dataDir).said, /tidak ada/);
  assert.equal(office('practise').code, 1);
});
