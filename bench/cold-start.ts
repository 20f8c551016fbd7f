import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder } from '../test/support/cluster.ts';
import { median } from './support/http.ts';
import { type Chapter, openChapter } from './support/report.ts';

/** From the command to the first page: a built checkout, an empty data folder, its own PostgreSQL. */
export async function coldStart(): Promise<Chapter> {
  const chapter = openChapter('Cold start');
  const why =
    'PostgreSQL’s initdb, the migrations and the import of 551 offices are work for the processor: on a machine that is busy otherwise (see the load averages above) they take as many times longer.';
  const [cold, warm]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'satu-loket-bench-cold-'));
    try {
      cold.push(await startOnce(dataDir));
      warm.push(await startOnce(dataDir));
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  chapter.figure({
    name: 'empty data folder to first page, median of three',
    value: median(cold),
    unit: 's',
    budget: 5,
    why,
  });
  chapter.figure({
    name: 'empty data folder to first page, slowest of three',
    value: Math.max(...cold),
    unit: 's',
    budget: 5,
    why,
  });
  chapter.figure({
    name: 'second start on the same folder, median',
    value: median(warm),
    unit: 's',
  });
  chapter.note(
    `Single runs: ${cold.map((seconds) => seconds.toFixed(2)).join(', ')} s. Database made, migrated, five offices with 546 in their tree installed, \`/kantah-bandar-lampung\` answered.`,
  );
  return chapter.close();
}

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(projectFolder, 'dist/server.mjs')],
    {
      cwd: projectFolder,
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: String(port),
        DATA_DIR: dataDir,
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  try {
    for (const end = begun + 60_000; performance.now() < end; await sleep(10)) {
      if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
      const page = await fetch(`http://127.0.0.1:${port}/kantah-bandar-lampung`).catch(
        () => undefined,
      );
      await page?.text();
      if (page?.status === 200) return (performance.now() - begun) / 1000;
    }
    throw new Error('no page within a minute');
  } finally {
    const exit = once(child, 'exit');
    if (child.exitCode === null) child.kill('SIGTERM');
    if (child.exitCode === null) await exit;
    // PostgreSQL may still be putting things away.
    const lock = join(dataDir, 'postgres/postmaster.pid');
    for (const end = performance.now() + 10_000; existsSync(lock) && performance.now() < end; )
      await sleep(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
