import assert from 'node:assert/strict';
import { test } from 'node:test';
import postgres from 'postgres';
import { emptyDatabase, freshDatabase } from './database.ts';

test('each suite has its own migrated database, empty and apart from the others', async (t) => {
  const [one, other] = [await freshDatabase(t), await freshDatabase(t)];
  const [first, second] = [one, other].map(({ url }) =>
    postgres(url, { max: 1, onnotice: () => {} }),
  );
  assert.ok(first && second);
  t.after(() => Promise.all([first.end(), second.end()]));
  await first`create table only_here (id int)`;
  const tables = await second<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public'`;
  assert.ok(tables.some(({ name }) => name === 'schema_version'));
  assert.ok(!tables.some(({ name }) => name === 'only_here'));
});

test('an empty database has no schema at all', async (t) => {
  const sql = postgres((await emptyDatabase(t)).url, { max: 1 });
  t.after(() => sql.end());
  assert.deepEqual([...(await sql`select 1 from pg_tables where schemaname = 'public'`)], []);
});

test('a closed database is gone', async () => {
  const database = await freshDatabase();
  await database.close();
  const sql = postgres(database.url, { max: 1 });
  await assert.rejects(sql`select 1`, { code: '3D000' });
  await sql.end();
});
