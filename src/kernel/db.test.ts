import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../test/support/database.ts';
import { connect } from './db.ts';

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
      await new Promise((resolve) => setTimeout(resolve, 20));
      await tx`select 1`;
    });
    await assert.rejects(command);
    const [row] = await db<{ answer: number }[]>`select 42 as answer`;
    assert.equal(row?.answer, 42, 'the next command finds a new connection');
  }
});
