import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/kernel/config.ts';
import { connect, type Db } from '../../src/kernel/db.ts';
import { OWNER, openCluster } from '../../src/kernel/embedded/cluster.ts';
import { isAlive, signal } from '../../src/kernel/embedded/life.ts';
import { launch, shutDown } from '../../src/kernel/embedded/postmaster.ts';
import { demoMasterKey } from '../../src/kernel/master-key.ts';
import { migrate } from '../../src/kernel/migrate.ts';
import { openVault } from '../../src/kernel/vault.ts';
import { importOffices } from '../../src/modules/offices/index.ts';
import { installDemoStaff } from '../../src/modules/staff/index.ts';
import { projectFolder } from '../../test/support/cluster.ts';
import { type RunningServer, startServer } from '../../test/support/server.ts';
import { type Filled, fill } from '../generate/fill.ts';

/** A database cluster of its own, as the application starts it: fsync on, nothing tuned. */
export interface World {
  readonly dataDir: string;
  /** What PostgreSQL writes, for plans. */
  readonly logFile: string;
  /** PostgreSQL's own process. */
  readonly databasePid: number;
  address(database: string): string;
  /** A filled database by its size, made once in each run. */
  filled(applications: number): Promise<FilledDatabase>;
  /** The built server on a database; ends with the world. */
  serve(url: string, env?: Readonly<Record<string, string>>): Promise<RunningServer>;
  /** Ends the servers that a measurement left running when it failed. */
  endServers(): Promise<void>;
  close(): Promise<void>;
}

export interface FilledDatabase {
  readonly url: string;
  readonly owner: Db;
  readonly figures: Filled;
}

/**
 * Opens a world in a new folder below the system's temporary folder; `close` removes everything. With BENCH_WORLD the world lies
 * in that folder, stays, and is found again: filling 1.2 million applications takes a quarter of an hour.
 */
export async function openWorld(): Promise<World> {
  const kept = process.env['BENCH_WORLD'];
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'satu-loket-bench-'));
  const remove = () => {
    if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  mkdirSync(dataDir, { recursive: true });
  const cluster = await openCluster(dataDir);
  const postmaster = await launch(cluster, {});
  // Whoever ends the run early ends the database with it.
  const abandon = () => {
    signal(postmaster.pid, 'SIGQUIT');
    // An ending process cannot wait for events any more, only for time.
    const clock = new Int32Array(new SharedArrayBuffer(4));
    for (let waits = 0; isAlive(postmaster.pid) && waits < 100; waits++)
      Atomics.wait(clock, 0, 0, 50);
    remove();
  };
  process.once('exit', abandon);
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
  const address = (database: string) =>
    `postgres://${OWNER}:${cluster.password}@127.0.0.1:${postmaster.port}/${database}`;
  const endings: (() => Promise<unknown>)[] = [];
  const servers: RunningServer[] = [];
  const made = new Map<number, Promise<FilledDatabase>>();

  const make = async (applications: number): Promise<FilledDatabase> => {
    const name = `filled_${applications}`;
    const told = join(dataDir, `${name}.json`);
    const url = address(name);
    const owner = connect(url, { owner: true, max: 2 });
    endings.push(() => owner.end({ timeout: 2 }));
    if (existsSync(told)) {
      await migrate({ url, folder: join(projectFolder, 'db/migrations') });
      return { url, owner, figures: JSON.parse(readFileSync(told, 'utf8')) as Filled };
    }
    const admin = connect(address('postgres'), { owner: true, max: 1 });
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin`create database ${admin(name)}`;
    await admin.end();
    const figures = await install(url, owner, dataDir, applications);
    writeFileSync(told, JSON.stringify(figures));
    return { url, owner, figures };
  };

  return {
    dataDir,
    logFile: cluster.log,
    databasePid: postmaster.pid,
    address,
    filled(applications) {
      const known = made.get(applications) ?? make(applications);
      made.set(applications, known);
      return known;
    },
    async serve(url, env = {}) {
      const server = await startServer(
        { after: (work) => void endings.unshift(work) },
        { dataDir, databaseUrl: url, env: { LOG_LEVEL: 'warn', ...env } },
      );
      servers.push(server);
      return server;
    },
    async endServers() {
      for (const server of servers.splice(0)) await server.stop();
    },
    async close() {
      for (const end of endings) await end();
      await shutDown(postmaster);
      process.off('exit', abandon);
      remove();
    },
  };
}

/** Schema, offices, then life. */
async function install(
  url: string,
  owner: Db,
  dataDir: string,
  applications: number,
): Promise<Filled> {
  const folder = join(projectFolder, 'db/migrations');
  await migrate({ url, folder });
  const vault = openVault(owner, await demoMasterKey(dataDir));
  const now = () => new Date();
  const house = { db: owner, vault, now, config: readConfig({ DATA_DIR: dataDir }) };
  const installed = await importOffices(house, join(projectFolder, 'offices'), {
    staff: installDemoStaff(house),
  });
  if (!installed.ok) throw new Error(installed.sentences.en);
  const present = new Date(`${now().toISOString().slice(0, 10)}T00:00:00Z`);
  let told = 0;
  return fill(owner, vault, { applications, seed: 20_261_121, offices: 500, present }, (done) => {
    const tenths = Math.floor((10 * done) / applications);
    if (tenths === told) return;
    told = tenths;
    console.log(
      `  filling: ${done.toLocaleString('en-GB')} of ${applications.toLocaleString('en-GB')}`,
    );
  });
}
