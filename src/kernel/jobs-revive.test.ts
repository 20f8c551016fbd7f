import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { freshDatabase } from '../../test/support/database.ts';
import { connect } from './db.ts';
import { startJobs } from './jobs.ts';

test('a job whose worker was killed is done by the next one, not four hours later', async (t) => {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 2 });
  t.after(async () => {
    await db.end({ timeout: 1 });
    await close();
  });
  await db`select graphile_worker.add_job('greet', '{}'::json, queue_name => 'stream:one')`;
  await db`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', locked_by = 'worker-killed', attempts = 1`;
  await db`update graphile_worker._private_job_queues set locked_at = now() - interval '1 minute', locked_by = 'worker-killed'`;

  const greeted = Promise.withResolvers<void>();
  const jobs = await startJobs({
    url,
    db,
    concurrency: 1,
    tasks: { greet: async () => greeted.resolve() },
    log: pino({ level: 'silent' }),
  });
  t.after(() => jobs.stop());
  await greeted.promise;

  const [mine] = await db<{ count: number }[]>`select count(*)::int as count from job_worker`;
  assert.equal(mine?.count, 1, 'the living worker says that it is alive');
});
