import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { type Cluster, OWNER, openCluster } from './embedded/cluster.ts';
import { isAlive, signal, waitUntil } from './embedded/life.ts';
import { claimFolder } from './embedded/lock.ts';
import {
  findOrphan,
  isUpToDate,
  launch,
  type Postmaster,
  type Settings,
  shutDown,
} from './embedded/postmaster.ts';
import { asStartProblem, diskFull, StartProblem } from './start-problem.ts';

/** Where the start tells what it does. */
export interface StartLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface EmbeddedDatabase {
  /** Address of the application's database, with the password in it: never print it. */
  readonly url: string;
  /** Whether a running database of an earlier, killed run was taken over. */
  readonly reused: boolean;
  /** Ends the database in good order and gives the data folder back. */
  stop(): Promise<void>;
}

/** With less room than this, in bytes, PostgreSQL is not even tried. */
const LEAST_ROOM = 30_000_000;

/**
 * Starts the bundled PostgreSQL on `dataDir/postgres`, or takes over the one that a killed run left running.
 * It listens on 127.0.0.1 alone, on a free port, and is started again on the same port should it die.
 * The folder belongs to this process until `stop`.
 * @throws StartProblem with a sentence for the operator: folder in use, not writable, disk full.
 */
export async function startEmbedded(options: {
  readonly dataDir: string;
  readonly log: StartLog;
  readonly settings?: Settings;
}): Promise<EmbeddedDatabase> {
  const { log, settings = {} } = options;
  const dataDir = resolve(options.dataDir);
  const release = claim(dataDir);
  try {
    const cluster = await openCluster(dataDir);
    const orphan = await takeOver(cluster, settings, log);
    const first = orphan ?? (await launch(cluster, settings));
    const url = addressOf(cluster, first.port);
    await createDatabase(cluster, first.port);
    const watch = keepAlive(cluster, settings, first, log);
    // A start that is refused further on ends the process without `stop`: nothing is left running then either.
    const abandon = () => {
      signal(watch.current().pid, 'SIGINT');
      release();
    };
    process.once('exit', abandon);
    return {
      url,
      reused: orphan !== undefined,
      async stop() {
        await shutDown(await watch.end());
        process.off('exit', abandon);
        release();
      },
    };
  } catch (error) {
    release();
    throw asStartProblem(error, { folder: dataDir });
  }
}

/**
 * For commands beside the server: joins the database of a running server, or starts it for as long as the command lasts.
 * Never makes a new one.
 * @throws StartProblem when the folder holds no database.
 */
export async function joinEmbedded(options: {
  readonly dataDir: string;
  readonly log: StartLog;
}): Promise<EmbeddedDatabase> {
  const dataDir = resolve(options.dataDir);
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION')))
    throw new StartProblem(
      `Folder ${dataDir} tidak berisi basis data. Sebutkan folder data yang dipakai server: DATA_DIR=/folder/data`,
      `The folder ${dataDir} holds no database. Name the data folder that the server uses: DATA_DIR=/the/data/folder`,
    );
  const cluster = await openCluster(dataDir);
  const running = findOrphan(cluster);
  if (running && (await answers(cluster, running)))
    return { url: addressOf(cluster, running.port), reused: true, stop: async () => {} };
  return startEmbedded(options);
}

function claim(dataDir: string): () => void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    const release = claimFolder(dataDir);
    const disk = statfsSync(dataDir);
    if (disk.bavail * disk.bsize < LEAST_ROOM) {
      release();
      throw diskFull(dataDir);
    }
    return release;
  } catch (error) {
    throw asStartProblem(error, { folder: dataDir });
  }
}

async function takeOver(
  cluster: Cluster,
  settings: Settings,
  log: StartLog,
): Promise<Postmaster | undefined> {
  const orphan = findOrphan(cluster);
  if (!orphan) return undefined;
  const usable = isUpToDate(cluster, orphan, settings) && (await answers(cluster, orphan));
  if (usable) {
    log.info(`Took over the running database of an earlier run (process ${orphan.pid}).`);
    return orphan;
  }
  log.info(
    `Stopping the database of an earlier run (process ${orphan.pid}), it was started differently.`,
  );
  await shutDown(orphan);
  return undefined;
}

async function answers(cluster: Cluster, { pid, port }: Postmaster): Promise<boolean> {
  for (let tries = 0; tries < 50 && isAlive(pid); tries++) {
    const sql = connect(cluster, port, OWNER);
    try {
      await sql`select 1`;
      return true;
    } catch (error) {
      // It may still be starting or recovering; a wrong password will not become right.
      if (error instanceof postgres.PostgresError && error.code.startsWith('28')) return false;
      await waitUntil(() => !isAlive(pid), 200);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  return false;
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const sql = connect(cluster, port, 'postgres');
  try {
    const [present] = await sql`select 1 from pg_database where datname = ${OWNER}`;
    if (!present) await sql`create database ${sql(OWNER)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Looks every second whether PostgreSQL is alive, and starts it again on the same port when not. */
function keepAlive(cluster: Cluster, settings: Settings, first: Postmaster, log: StartLog) {
  let current = first;
  let ending = false;
  let reviving: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (ending || reviving || isAlive(current.pid)) return;
    log.error('The database stopped unexpectedly. Starting it again.');
    reviving = launch(cluster, settings, first.port)
      .then((revived) => {
        current = revived;
        log.warn('The database runs again.');
      })
      .catch((error: unknown) => log.error(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        reviving = undefined;
      });
  }, 1_000);
  timer.unref();
  return {
    current: () => current,
    async end(): Promise<Postmaster> {
      ending = true;
      clearInterval(timer);
      await reviving;
      return current;
    },
  };
}

function addressOf(cluster: Cluster, port: number, database: string = OWNER): string {
  return `postgres://${OWNER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

function connect(cluster: Cluster, port: number, database: string) {
  return postgres(addressOf(cluster, port, database), {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
  });
}
