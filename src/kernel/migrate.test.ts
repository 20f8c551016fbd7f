import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../test/support/cluster.ts';
import { emptyDatabase, freshDatabase } from '../../test/support/database.ts';
import { APP_ROLE, connect } from './db.ts';
import { migrate, NewerDatabase } from './migrate.ts';

const FOLDER = join(projectFolder, 'db/migrations');
const NEWEST = Number(readdirSync(FOLDER).sort().at(-1)?.slice(0, 4));

/** A program of its own, as a second server is. */
async function migrateElsewhere(url: string): Promise<{ code: number; said: string }> {
  const text = `import { migrate } from './src/kernel/migrate.ts'; await migrate({ url: process.env.URL });`;
  // With the driver mended, as the house runs it.
  const child = spawn(
    process.execPath,
    ['--import', './bin/tsx-hooks.mjs', '--input-type=module', '--eval', text],
    { cwd: projectFolder, env: { PATH: process.env['PATH'] ?? '', URL: url } },
  );
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'exit')) as [number];
  return { code, said };
}

test('servers that start together migrate an empty database once', async (t) => {
  const { url } = await emptyDatabase(t);
  const ends = await Promise.all([
    migrateElsewhere(url),
    migrateElsewhere(url),
    migrateElsewhere(url),
  ]);
  for (const { code, said } of ends) assert.equal(code, 0, said);
  const db = connect(url, { owner: true, max: 1 });
  t.after(() => db.end());
  const rows = await db<{ number: number }[]>`select number from schema_version order by number`;
  assert.deepEqual(
    rows.map(({ number }) => number),
    Array.from({ length: NEWEST }, (_, index) => index + 1),
  );
  await migrate({ url });
  assert.equal(
    (await db`select 1 from schema_version`).length,
    NEWEST,
    'a second start changes nothing',
  );
});

test('a newer database is refused with a sentence that helps, and left as it is', async (t) => {
  const { url } = await freshDatabase(t);
  const db = connect(url, { owner: true, max: 1 });
  t.after(() => db.end());
  await db`insert into schema_version (number, name) values (${NEWEST + 1}, 'besok.sql')`;
  await assert.rejects(migrate({ url }), (error) => {
    assert.ok(error instanceof NewerDatabase);
    assert.match(error.message, new RegExp(`skema ${NEWEST + 1}.*skema ${NEWEST}\\b`));
    assert.match(error.message, /Pasang versi Satu Loket yang lebih baru, atau pulihkan cadangan/);
    return true;
  });
  assert.equal((await db`select 1 from schema_version`).length, NEWEST + 1);
});

test('a migration that fails halfway leaves the schema before it, and the next start goes on from there', async (t) => {
  const { url } = await freshDatabase(t);
  const folder = mkdtempSync(join(tmpdir(), 'satu-loket-migrations-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(FOLDER, folder, { recursive: true });
  const next = join(folder, `${String(NEWEST + 1).padStart(4, '0')}_besok.sql`);
  writeFileSync(next, 'create table besok (id int); select 1 / 0;');
  const db = connect(url, { owner: true, max: 1 });
  t.after(() => db.end());
  await assert.rejects(migrate({ url, folder }), /division by zero/);
  assert.equal((await db`select 1 from pg_tables where tablename = 'besok'`).length, 0);
  writeFileSync(next, 'create table besok (id int);');
  await migrate({ url, folder });
  assert.equal((await db`select 1 from pg_tables where tablename = 'besok'`).length, 1);
});

test('a migration that lands after one with a higher number is made up for at the next start', async (t) => {
  const { url } = await emptyDatabase(t);
  const folder = mkdtempSync(join(tmpdir(), 'satu-loket-migrations-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '0001_first.sql'), 'create table first (a int);');
  writeFileSync(join(folder, '0003_third.sql'), 'create table third (a int);');
  await migrate({ url, folder });
  writeFileSync(join(folder, '0002_second.sql'), 'create table second (a int);');
  await migrate({ url, folder });
  const db = connect(url, { owner: true, max: 1 });
  t.after(() => db.end());
  const [row] = await db`select to_regclass('second') is not null as there`;
  assert.equal(row?.['there'], true);
});

test('the application owns no table and holds no right beyond reading and writing rows', async (t) => {
  const { url } = await freshDatabase(t);
  const db = connect(url, { max: 1 });
  t.after(() => db.end());
  const [me] = await db<
    { role: string; super: string }[]
  >`select current_user as role, current_setting('is_superuser') as super`;
  assert.deepEqual({ ...me }, { role: APP_ROLE, super: 'off' });
  const owned = await db`select tablename from pg_tables where tableowner = ${APP_ROLE}`;
  assert.deepEqual([...owned], []);
  const rights = await db<{ table: string; right: string }[]>`
    select table_name as "table", privilege_type as "right" from information_schema.role_table_grants
    where grantee = ${APP_ROLE} and table_schema = 'public' and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')`;
  assert.deepEqual([...rights], []);
});
