import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { sandboxMailer } from '../../src/channels/email-sandbox.ts';
import { fileStorage } from '../../src/channels/storage-file.ts';
import { type Config, readConfig } from '../../src/kernel/config.ts';
import { connect, type Db } from '../../src/kernel/db.ts';
import { openDoorbell } from '../../src/kernel/doorbell.ts';
import type { House } from '../../src/kernel/house.ts';
import type { Tasks } from '../../src/kernel/jobs.ts';
import type { Mailer, Scanner } from '../../src/kernel/ports.ts';
import { createTypesetter } from '../../src/kernel/typeset.ts';
import { openVault } from '../../src/kernel/vault.ts';
import { freshDatabase } from './database.ts';

/** Where a test's house stands; a second process opens the same house from the same plot. */
export interface Plot {
  readonly url: string;
  readonly dataDir: string;
  /** 32 bytes in base64. */
  readonly masterKey: string;
}

export interface HouseOptions {
  /** Variables of the environment, as the real start reads them. */
  readonly env?: Readonly<Record<string, string>>;
  /** Or the whole configuration, already read. */
  readonly config?: Config;
  /** Connections to the database at most; 6 when not said. */
  readonly connections?: number;
  /** Where mails go; the demo's sandbox when not said. */
  readonly mail?: (db: Db) => Mailer;
  readonly scan?: Scanner;
}

/** A real house whose clock a test can set and whose log it can read. No jobs run by themselves. */
export interface TestHouse extends House {
  /** The pool itself. */
  readonly db: Db;
  readonly plot: Plot;
  /** What the log was told, line by line as it would stand there. */
  readonly logged: string[];
  /** Stops the clock at this moment. */
  at(moment: Date): void;
  /** Moves the clock ahead, running or stopped. */
  pass(milliseconds: number): void;
  /** Does the jobs that are due now, one by one, until none is left; returns their names. */
  doJobs(tasks: Tasks): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What a test or a suite offers to end with. */
interface Ending {
  after(work: () => Promise<void>): void;
}

/** A house on a database of its own, with files in a folder of its own; everything ends with `t`. */
export async function openTestHouse(t: Ending, options: HouseOptions = {}): Promise<TestHouse> {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'satu-loket-house-'));
  const plot = { url: database.url, dataDir, masterKey: randomBytes(32).toString('base64') };
  const house = await openHouseAt(plot, options);
  t.after(async () => {
    await house.close();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return house;
}

/** A house on a plot that somebody else looks after. */
export async function openHouseAt(plot: Plot, options: HouseOptions = {}): Promise<TestHouse> {
  const db = connect(plot.url, { max: options.connections ?? 6 });
  const logged: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void logged.push(line) });
  let stopped: number | undefined;
  let ahead = 0;
  const doorbell = await openDoorbell(db, log);
  return {
    config:
      options.config ??
      readConfig({
        DATA_DIR: plot.dataDir,
        DATABASE_URL: plot.url,
        MASTER_KEY: plot.masterKey,
        ...options.env,
      }),
    db,
    plot,
    vault: openVault(db, Buffer.from(plot.masterKey, 'base64')),
    log,
    logged,
    doorbell,
    storage: fileStorage(join(plot.dataDir, 'files')),
    scan: options.scan ?? (async () => ({ state: 'unscanned' })),
    mail: (options.mail ?? sandboxMailer)(db),
    typeset: createTypesetter(),
    now: () => new Date((stopped ?? Date.now()) + ahead),
    at(moment) {
      stopped = moment.getTime();
      ahead = 0;
    },
    pass(milliseconds) {
      ahead += milliseconds;
    },
    doJobs: (tasks) => doJobs(db, tasks),
    async close() {
      await doorbell.stop();
      await db.end({ timeout: 5 });
    },
  };
}

/** Takes jobs out of the queue in its own order; a job that fails fails the test. */
async function doJobs(db: Db, tasks: Tasks): Promise<readonly string[]> {
  const done: string[] = [];
  for (;;) {
    const [job] = await db<{ task: string; payload: unknown }[]>`
      with next as (select id, task_id, payload from graphile_worker._private_jobs where run_at <= now()
        order by priority, run_at, id limit 1),
      gone as (delete from graphile_worker._private_jobs where id in (select id from next))
      select t.identifier as task, next.payload from next join graphile_worker._private_tasks t on t.id = next.task_id`;
    if (!job) return done;
    const work = tasks[job.task];
    if (!work) throw new Error(`nobody does ${job.task}`);
    await work(job.payload);
    done.push(job.task);
  }
}
