import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { type Cluster, OWNER, openCluster } from '../../src/kernel/embedded/cluster.ts';
import { birthOf, isAlive, signal } from '../../src/kernel/embedded/life.ts';
import { claimFolder } from '../../src/kernel/embedded/lock.ts';
import {
  findOrphan,
  isUpToDate,
  launch,
  type Postmaster,
  shutDown,
} from '../../src/kernel/embedded/postmaster.ts';
import { StartProblem } from '../../src/kernel/start-problem.ts';

/** Nothing here outlives a run, so nothing needs to survive a power cut. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

export const projectFolder = resolve(import.meta.dirname, '../..');

/** The test databases' cluster of this checkout, with the right to name databases in it. */
export interface TestCluster {
  address(database: string): string;
  /** Runs statements as the cluster's owner, on a connection of their own. */
  asOwner<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T>;
}

let joined: Promise<TestCluster> | undefined;

/**
 * Joins the cluster that all test files of this checkout share: whoever comes first starts it, whoever leaves last
 * stops it. Its folder in the system's temporary folder is kept, so that a later run starts in a tenth of a second.
 */
export function testCluster(): Promise<TestCluster> {
  joined ??= alone(enter);
  return joined;
}

/** Runs `work` while no other test process of this checkout is in such a place. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  const release = await claim();
  try {
    return await work();
  } finally {
    release();
  }
}

async function enter(): Promise<TestCluster> {
  const cluster = await openCluster(folder);
  const { port } = await running(cluster);
  register(cluster);
  const address = (database: string) =>
    `postgres://${OWNER}:${cluster.password}@127.0.0.1:${port}/${database}`;
  return {
    address,
    async asOwner(work) {
      const sql = postgres(address('postgres'), { max: 1, onnotice: () => {} });
      try {
        return await work(sql);
      } finally {
        await sql.end({ timeout: 5 });
      }
    },
  };
}

async function running(cluster: Cluster): Promise<Postmaster> {
  const present = findOrphan(cluster);
  const isShared = users().length > 0;
  if (
    present &&
    (isShared || isUpToDate(cluster, present, SETTINGS)) &&
    (await answers(cluster, present))
  )
    return present;
  if (present) await shutDown(present);
  return launch(cluster, SETTINGS);
}

async function answers(cluster: Cluster, { port }: Postmaster): Promise<boolean> {
  const sql = postgres(`postgres://${OWNER}:${cluster.password}@127.0.0.1:${port}/postgres`, {
    max: 1,
    connect_timeout: 5,
  });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Notes this process as a user; the last one to leave sends PostgreSQL home. */
function register(cluster: Cluster): void {
  const own = join(usersFolder, String(process.pid));
  mkdirSync(usersFolder, { recursive: true });
  writeFileSync(own, birthOf(process.pid) ?? '');
  process.on('exit', () => {
    rmSync(own, { force: true });
    if (users().length > 0) return;
    try {
      // Whoever is joining at this moment holds the claim and needs the cluster.
      const release = claimFolder(folder);
      const postmaster = findOrphan(cluster);
      if (postmaster && users().length === 0) signal(postmaster.pid, 'SIGINT');
      release();
    } catch {
      // The next to leave stops it.
    }
  });
}

/** Whether no other test process uses the cluster now. */
export function isSoleUser(): boolean {
  return users().every((pid) => pid === process.pid);
}

/** The test processes that use the cluster now. */
function users(): number[] {
  if (!existsSync(usersFolder)) return [];
  return readdirSync(usersFolder)
    .map(Number)
    .filter((pid) => {
      const path = join(usersFolder, String(pid));
      const lives =
        isAlive(pid) && existsSync(path) && (birthOf(pid) ?? '') === readFileSync(path, 'utf8');
      if (!lives) rmSync(path, { force: true });
      return lives;
    });
}

async function claim(): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const end = performance.now() + 120_000; ; await sleep(30)) {
    try {
      return claimFolder(folder);
    } catch (error) {
      if (!(error instanceof StartProblem) || performance.now() > end) throw error;
    }
  }
}

function folderName(): string {
  const boot = existsSync('/proc/sys/kernel/random/boot_id')
    ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
    : '';
  // Without fsync a cluster is not to be trusted after the machine went down: each boot has its own.
  const key = createHash('sha256')
    .update(`${projectFolder}\0${boot}\0${process.getuid?.() ?? 0}`)
    .digest('hex');
  return join(tmpdir(), `satu-loket-test-${key.slice(0, 12)}`);
}

const folder = folderName();
const usersFolder = join(folder, 'users');
