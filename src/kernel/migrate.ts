import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeWorkerUtils } from 'graphile-worker';
import { APP_ROLE, connect, type Tx } from './db.ts';

/** Any number nobody else uses: two servers that start together migrate one after the other. */
const MIGRATION_LOCK = 7_201_846_113;

/** The database is ahead of this program; going on could destroy what a newer version wrote. */
export class NewerDatabase extends Error {
  constructor(found: number, known: number) {
    super(
      `Basis data ini sudah memakai skema ${found}, sedangkan program ini baru mengenal skema ${known}. ` +
        'Pasang versi Satu Loket yang lebih baru, atau pulihkan cadangan dari versi ini. ' +
        `(The database is at schema ${found}; this program knows ${known}. Install the newer release or restore a backup of this one.)`,
    );
    this.name = 'NewerDatabase';
  }
}

/**
 * Brings the schema up to this program's, forward only, under an advisory lock. Each file runs in one transaction, so a
 * crash leaves either the old or the new schema. Throws {@link NewerDatabase} when the database is ahead.
 */
export async function migrate(options: { url: string; folder?: string }): Promise<void> {
  const folder = options.folder ?? join(process.cwd(), 'db/migrations');
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
  const db = connect(options.url, { owner: true, max: 1 });
  try {
    await db`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await db`create table if not exists schema_version (
      number int primary key, name text not null, applied_at timestamptz not null default now())`;
    const applied = new Set(
      (await db<{ number: number }[]>`select number from schema_version`).map((row) => row.number),
    );
    const current = Math.max(0, ...applied);
    const newest = files.length === 0 ? 0 : Number(files.at(-1)?.slice(0, 4));
    if (current > newest) throw new NewerDatabase(current, newest);
    await ensureRole(options.url);
    await migrateJobs(options.url);
    for (const name of files) {
      const number = Number(name.slice(0, 4));
      // Two changes may land in another order than they were numbered: what is missing is made up for, whatever came since.
      if (applied.has(number)) continue;
      const text = await readFile(join(folder, name), 'utf8');
      await db.begin(async (tx: Tx) => {
        await tx.unsafe(text);
        await tx`insert into schema_version (number, name) values (${number}, ${name})`;
      });
    }
  } finally {
    await db.end();
  }
}

/** The least-privileged role of the application, made once for each cluster. */
async function ensureRole(url: string): Promise<void> {
  const db = connect(url, { owner: true, max: 1 });
  try {
    await db.unsafe(`do $$ begin
      if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
        begin
          create role ${APP_ROLE} nologin;
        exception when duplicate_object or unique_violation then null;
        end;
      end if;
      -- 'set', not 'member': whoever creates a role is its member without the right to work under it (PostgreSQL 16).
      if not pg_has_role(current_user, '${APP_ROLE}', 'set') then
        execute format('grant ${APP_ROLE} to %I', current_user);
      end if;
    end $$`);
  } finally {
    await db.end();
  }
}

/** The job queue keeps its own schema; the application may add jobs to it from inside a command's transaction. */
async function migrateJobs(url: string): Promise<void> {
  const worker = await makeWorkerUtils({ connectionString: url });
  try {
    await worker.migrate();
  } finally {
    await worker.release();
  }
  const db = connect(url, { owner: true, max: 1 });
  try {
    await db.unsafe(`
      grant usage on schema graphile_worker to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema graphile_worker to ${APP_ROLE};
      grant usage, select on all sequences in schema graphile_worker to ${APP_ROLE};
      grant execute on all functions in schema graphile_worker to ${APP_ROLE};`);
    // The queue's tables have row security without any policy: rights alone would not let the application in.
    await db.unsafe(`do $$ declare queue record; begin
      for queue in select tablename from pg_tables t where schemaname = 'graphile_worker' and rowsecurity
        and not exists (select from pg_policies p where p.schemaname = t.schemaname
          and p.tablename = t.tablename and p.policyname = '${APP_ROLE}')
      loop
        execute format('create policy ${APP_ROLE} on graphile_worker.%I to ${APP_ROLE} using (true) with check (true)', queue.tablename);
      end loop;
    end $$`);
  } finally {
    await db.end();
  }
}
