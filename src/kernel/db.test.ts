import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../../test/support/database.ts';
import { connect, transaction } from './db.ts';

test('a connection that breaks under a command rejects that command and nothing else', async (t) => {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 1 });
  const other = connect(url, { max: 1, owner: true });
  t.after(async () => {
    await Promise.all([db.end({ timeout: 1 }), other.end({ timeout: 1 })]);
    await close();
  });
  for (let round = 0; round < 10; round += 1) {
    const command = db.begin(async (tx) => {
      const [me] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await other`select pg_terminate_backend(${me?.pid ?? 0})`;
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx`select 1`;
    });
    await assert.rejects(command);
    const [row] = await db<{ answer: number }[]>`select 42 as answer`;
    assert.equal(row?.answer, 42, 'the next command finds a new connection');
  }
});

test('in a rush every transaction has a connection of its own, however many commands wait', async (t) => {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 2 });
  t.after(async () => {
    await db.end({ timeout: 1 });
    await close();
  });
  const alone = () =>
    db.begin(async (tx) => {
      const [mine] = await tx<{ pid: number; id: string }[]>`
        select pg_backend_pid() as pid, pg_current_xact_id()::text as id`;
      const [still] = await tx<{ pid: number; id: string }[]>`
        select pg_backend_pid() as pid, pg_current_xact_id()::text as id`;
      assert.deepEqual(still, mine);
      return mine?.id ?? '';
    });
  // More than a hundred wait on each connection: the driver sends no more ahead of the answers than that.
  for (let ahead = 194; ahead <= 204; ahead += 1) {
    const busy = [db`select pg_sleep(0.05)`, db`select pg_sleep(0.05)`];
    const reads = Array.from({ length: ahead }, () => db`select 1`.execute());
    const transactions = Array.from({ length: 20 }, alone);
    await Promise.all([...busy, ...reads]);
    const ids = await Promise.all(transactions);
    assert.equal(new Set(ids).size, 20, 'no two share a transaction');
  }
  const open = await db`
    select pid from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`;
  assert.equal(open.length, 0, 'none is left open');
});

test('a slow command holds up nobody else while another connection is free', async (t) => {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 2 });
  t.after(async () => {
    await db.end({ timeout: 1 });
    await close();
  });
  await Promise.all([db`select 1`, db`select 1`]);
  let isSlowDone = false;
  const slow = db`select pg_sleep(2)`.then(() => (isSlowDone = true));
  for (let round = 0; round < 20; round += 1)
    await Promise.all(Array.from({ length: 10 }, () => db`select 1`));
  assert.equal(isSlowDone, false, 'the others did not wait for it');
  await slow;
});

test('commands that ask something beside their transaction do not wait for one another for ever', async (t) => {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 4 });
  t.after(async () => {
    await db.end({ timeout: 1 });
    await close();
  });
  const commands = Array.from({ length: 40 }, () =>
    transaction(db, async (tx) => {
      await tx`select 1`;
      await db`select 2`;
      await tx`select 3`;
    }),
  );
  const patience = new AbortController();
  const late = sleep(10_000, 'late', { signal: patience.signal });
  const first = await Promise.race([Promise.all(commands).then(() => 'done'), late]);
  patience.abort();
  assert.equal(first, 'done');
});
