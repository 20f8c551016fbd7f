import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { testCluster } from '../../test/support/cluster.ts';
import { freshDatabase } from '../../test/support/database.ts';
import { connect } from './db.ts';
import { startJobs } from './jobs.ts';

const log = pino({ level: 'silent' });

test('a job at work is locked by somebody who says that they are alive, so that nobody does it a second time', async (t) => {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 2 });
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const jobs = await startJobs({
    url,
    db,
    concurrency: 2,
    tasks: {
      async slow() {
        begun.resolve();
        await mayEnd.promise;
      },
    },
    log,
  });
  t.after(async () => {
    mayEnd.resolve();
    await jobs.stop();
    await db.end({ timeout: 1 });
    await close();
  });
  await db`select graphile_worker.add_job('slow', '{}'::json)`;
  await begun.promise;
  const alive = () => db`
    select 1 from graphile_worker._private_jobs j join job_worker w on w.worker_id = j.locked_by`;
  for (
    const end = performance.now() + 3000;
    (await alive()).length === 0 && performance.now() < end;
  )
    await sleep(50);
  assert.equal((await alive()).length, 1);
});

test('a database that goes away and comes back finds the house still working off its jobs', async (t) => {
  const { url, close } = await freshDatabase();
  const cluster = await testCluster();
  const db = connect(url, { max: 2 });
  const name = new URL(url).pathname.slice(1);
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  let done = 0;
  const away = Promise.withResolvers<void>();
  const isDoing = Promise.withResolvers<void>();
  const jobs = await startJobs({
    url,
    db,
    concurrency: 2,
    tasks: {
      async interrupted() {
        isDoing.resolve();
        await away.promise;
        throw new Error('the database is away');
      },
      async later() {
        done += 1;
      },
    },
    log,
  });
  t.after(async () => {
    process.off('unhandledRejection', note);
    await jobs.stop();
    await db.end({ timeout: 1 });
    await close();
  });
  await db`select graphile_worker.add_job('interrupted', '{}'::json, queue_name => 'a')`;
  await isDoing.promise;
  await cluster.asOwner(async (sql) => {
    await sql`alter database ${sql(name)} allow_connections false`;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    away.resolve();
    await sleep(1500);
    await sql`alter database ${sql(name)} allow_connections true`;
  });
  await db`select graphile_worker.add_job('later', '{}'::json)`;
  for (const end = performance.now() + 15_000; done === 0 && performance.now() < end; )
    await sleep(50);
  assert.equal(done, 1);
  assert.deepEqual(unhandled, [], 'an unhandled error would have closed the counter');
});
