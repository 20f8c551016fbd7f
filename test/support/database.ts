import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';
import { isAlive } from '../../src/kernel/embedded/life.ts';
import { migrate } from '../../src/kernel/migrate.ts';
import { alone, isSoleUser, projectFolder, type TestCluster, testCluster } from './cluster.ts';

export interface FreshDatabase {
  readonly url: string;
  /** Drops it, whoever is still connected. */
  close(): Promise<void>;
}

/** What a test or a suite offers to end with. */
interface Ending {
  after(work: () => Promise<void>): void;
}

/**
 * A database of its own with the newest schema and no rows, cloned from a template in about a tenth of a second.
 * @param t the test that it ends with; without one the caller closes it.
 */
export async function freshDatabase(t?: Ending): Promise<FreshDatabase> {
  const cluster = await testCluster();
  template ??= alone(() => ensureTemplate(cluster));
  return create(cluster, await template, t);
}

/** A database without any schema: for tests of the migrations themselves. */
export async function emptyDatabase(t?: Ending): Promise<FreshDatabase> {
  return create(await testCluster(), 'template0', t);
}

async function create(
  cluster: TestCluster,
  source: string,
  t: Ending | undefined,
): Promise<FreshDatabase> {
  const name = `t_${process.pid}_${++made}`;
  const drop = () =>
    cluster.asOwner(async (sql) => {
      await sql`drop database if exists ${sql(name)} with (force)`;
    });
  // A killed test with the same process number may have left one.
  await drop();
  await cluster.asOwner(
    (sql) => sql`create database ${sql(name)} template ${sql(source)} strategy wal_log`,
  );
  const fresh = { url: cluster.address(name), close: drop };
  t?.after(fresh.close);
  return fresh;
}

let template: Promise<string> | undefined;
let made = 0;

async function ensureTemplate(cluster: TestCluster): Promise<string> {
  const name = `template_${schemaHash()}`;
  return cluster.asOwner(async (sql) => {
    const databases = await sql<{ name: string; ready: boolean }[]>`
      select datname as name, datistemplate as ready from pg_database where datname ~ '^(template_[0-9a-f]|t_)'`;
    if (databases.some((database) => database.name === name && database.ready)) return name;
    if (isSoleUser()) await dropRemains(sql, databases);
    else await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
    await migrate({ url: cluster.address(name), folder: migrations });
    await sql`alter database ${sql(name)} with is_template true allow_connections false`;
    return name;
  });
}

/** Removes the templates of other schemas and what killed test processes left. */
async function dropRemains(
  sql: postgres.Sql,
  databases: readonly { name: string }[],
): Promise<void> {
  for (const { name } of databases) {
    const owner = /^t_(\d+)_/.exec(name)?.[1];
    if (owner !== undefined && isAlive(Number(owner))) continue;
    await sql`update pg_database set datistemplate = false where datname = ${name}`;
    await sql`drop database ${sql(name)} with (force)`;
  }
}

function schemaHash(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(migrations).sort())
    hash.update(file).update(readFileSync(join(migrations, file)));
  hash.update(readFileSync(join(projectFolder, 'src/kernel/migrate.ts')));
  return hash.digest('hex').slice(0, 16);
}

const migrations = join(projectFolder, 'db/migrations');
