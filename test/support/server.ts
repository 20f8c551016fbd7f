import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, signal, waitUntil, workingFolder } from '../../src/kernel/embedded/life.ts';
import { projectFolder } from './cluster.ts';

export interface RunningServer {
  /** Such as http://127.0.0.1:40123, without a slash at the end. */
  readonly address: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** Pulls the plug. Its own database, if it has one, stays behind as after a real accident. */
  kill9(): Promise<void>;
  /** Ends it in good order and returns its exit code. */
  stop(): Promise<number | null>;
}

/** What a test or a suite offers to end with. */
interface Ending {
  after(work: () => Promise<void>): void;
}

/**
 * Starts the built server as a process of its own on a free port and waits until it can serve.
 * With `databaseUrl` it uses that database; without, it starts its own below `dataDir`.
 * @param t the test that it ends with, together with a database of its own.
 */
export async function startServer(
  t: Ending,
  options: {
    readonly dataDir?: string;
    readonly databaseUrl?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<RunningServer> {
  buildIfNeeded();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'satu-loket-server-'));
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(projectFolder, 'dist/server.mjs')],
    {
      cwd: projectFolder,
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: '0',
        DATA_DIR: dataDir,
        ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  child.stderr.on('data', (chunk) => (printed += String(chunk)));

  t.after(async () => {
    await end(child, 'SIGTERM');
    if (options.dataDir === undefined) {
      await stopOrphan(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  const address = await ready(child, () => printed);
  return {
    address,
    dataDir,
    pid: child.pid ?? 0,
    output: () => printed,
    kill9: async () => {
      await end(child, 'SIGKILL');
    },
    stop: () => end(child, 'SIGTERM'),
  };
}

let built = false;

function buildIfNeeded(): void {
  if (built) return;
  const done = spawnSync(process.execPath, ['bin/build.mjs', '--if-needed'], {
    cwd: projectFolder,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(done.stderr);
  built = true;
}

async function ready(child: ChildProcess, printed: () => string): Promise<string> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await sleep(30)) {
    if (child.exitCode !== null)
      throw new Error(`The server ended with code ${child.exitCode}:\n${printed()}`);
    const address = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(printed())?.[0];
    if (address === undefined) continue;
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return address;
  }
  throw new Error(`The server was not ready within a minute:\n${printed()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill(signal);
    const gone = await Promise.race([exit.then(() => true), sleep(20_000, false, { ref: false })]);
    if (!gone) {
      child.kill('SIGKILL');
      await exit;
    }
  }
  return child.exitCode;
}

/** Ends the database that a killed server left behind. */
async function stopOrphan(dataDir: string): Promise<void> {
  const lock = join(dataDir, 'postgres/postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (workingFolder(pid) !== realpathSync(join(dataDir, 'postgres'))) return;
  signal(pid, 'SIGQUIT');
  await waitUntil(() => !isAlive(pid), 10_000);
}
