import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, environment, failure, wayInto } from './cluster.ts';
import { commandOf, isAlive, processesIn, signal, waitUntil, workingFolder } from './life.ts';

/** A running PostgreSQL. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Settings of PostgreSQL by name, given on its command line. */
export type Settings = Readonly<Record<string, string>>;

const DEFAULTS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

/** The PostgreSQL that serves this cluster already, left behind by a killed run. */
export function findOrphan(cluster: Cluster): Postmaster | undefined {
  const [pid, , , port] = readLock(cluster);
  if (!pid || !port || !isAlive(Number(pid)) || !serves(Number(pid), cluster)) return undefined;
  return { pid: Number(pid), port: Number(port) };
}

/** Whether a running PostgreSQL was started as this version of the application would. */
export function isUpToDate(cluster: Cluster, postmaster: Postmaster, settings: Settings): boolean {
  const options = readFileSync(join(cluster.folder, 'postmaster.opts'), 'utf8').trim();
  const words = [...options.matchAll(/"([^"]*)"/g)].map(([, word]) => word);
  return (
    options.startsWith(program(cluster)) &&
    words.join('\n') === parameters(cluster, postmaster.port, settings).join('\n')
  );
}

/**
 * Starts PostgreSQL on the cluster and returns when it takes connections. It outlives a killed parent, whose
 * next run finds it with {@link findOrphan}.
 * @param port the port to take, else a free one.
 */
export async function launch(
  cluster: Cluster,
  settings: Settings,
  port?: number,
): Promise<Postmaster> {
  await clearRemains(cluster);
  const deadline = performance.now() + 20_000;
  for (;;) {
    const chosen = port ?? (await freePort());
    const outcome = await attempt(cluster, parameters(cluster, chosen, settings));
    if (typeof outcome === 'number') return { pid: outcome, port: chosen };
    // The port was taken between asking and using it, or a killed predecessor's memory is still being released.
    const passing =
      /could not bind|could not create any TCP|pre-existing shared memory|lock file .* already exists/;
    if (!passing.test(outcome) || performance.now() > deadline) throw failure(cluster, outcome);
    await sleep(200);
  }
}

/** Ends PostgreSQL in good order: running statements are rolled back, everything is on disk. */
export async function shutDown({ pid }: Postmaster): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntil(() => !isAlive(pid), 30_000)) return;
  signal(pid, 'SIGQUIT');
  await waitUntil(() => !isAlive(pid), 5_000);
}

async function attempt(cluster: Cluster, words: string[]): Promise<number | string> {
  if ((statSync(cluster.log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) {
    renameSync(cluster.log, `${cluster.log}.1`);
  }
  const log = openSync(cluster.log, 'a', 0o600);
  const before = statSync(cluster.log).size;
  const child = spawn(program(cluster), words, {
    ...cluster.account,
    cwd: wayInto(cluster).cwd,
    env: environment(),
    // A group of its own: Ctrl+C in the terminal reaches the application, which ends PostgreSQL after itself.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let failed: Error | undefined;
  child.on('error', (error) => {
    failed = error;
  });
  child.unref();
  const ended = () => failed !== undefined || child.exitCode !== null || child.signalCode !== null;
  // Recovery after a power cut may take minutes; it is not cut short while PostgreSQL is alive.
  await waitUntil(() => ended() || isReady(cluster, child.pid), 600_000);
  if (!ended() && child.pid !== undefined) return child.pid;
  return failed?.message ?? readFileSync(cluster.log).subarray(before).toString('utf8');
}

function isReady(cluster: Cluster, pid: number | undefined): boolean {
  const lock = readLock(cluster);
  return Number(lock[0]) === pid && lock[7]?.trim() === 'ready';
}

function readLock(cluster: Cluster): string[] {
  const path = join(cluster.folder, 'postmaster.pid');
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Whether that process is the PostgreSQL of this cluster and not a stranger with a recycled number. */
function serves(pid: number, cluster: Cluster): boolean {
  if (process.platform === 'linux') return workingFolder(pid) === cluster.folder;
  return commandOf(pid).includes(cluster.folder);
}

/**
 * After PostgreSQL itself was killed: its helper processes end by themselves within moments and are helped along
 * when not. Its lock file is left for PostgreSQL to judge, unless a stranger now bears the number in it.
 */
async function clearRemains(cluster: Cluster): Promise<void> {
  const helpers = () =>
    processesIn(cluster.folder).filter((pid) => commandOf(pid).startsWith('postgres: '));
  if (!(await waitUntil(() => helpers().length === 0, 3_000))) {
    for (const pid of helpers()) signal(pid, 'SIGQUIT');
    if (!(await waitUntil(() => helpers().length === 0, 3_000))) {
      for (const pid of helpers()) signal(pid, 'SIGKILL');
      await waitUntil(() => helpers().length === 0, 3_000);
    }
  }
  const [pid] = readLock(cluster);
  const path = join(cluster.folder, 'postmaster.pid');
  if (pid && isAlive(Number(pid)) && !serves(Number(pid), cluster) && existsSync(path))
    rmSync(path);
}

function program(cluster: Cluster): string {
  return join(cluster.native, 'bin', 'postgres');
}

function parameters(cluster: Cluster, port: number, settings: Settings): string[] {
  const all = Object.entries({ ...DEFAULTS, ...settings });
  return [
    '-D',
    wayInto(cluster).dir,
    '-p',
    String(port),
    ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
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
