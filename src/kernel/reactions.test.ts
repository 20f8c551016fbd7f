import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../../test/support/database.ts';
import { connect, transaction } from './db.ts';
import type { House } from './house.ts';
import { addJob, startJobs } from './jobs.ts';
import { openBook } from './ledger.fixture.ts';
import { createLog } from './log.ts';
import { type Reaction, reactTask } from './reactions.ts';

test('each reaction answers an event once, however often the job runs, and a failed one answers later', async (t) => {
  const book = await openBook(t);
  const told: string[] = [];
  let broken = true;
  const reactions: Reaction[] = [
    {
      name: 'uji.first',
      answers: ['a', 'b'],
      react: async (_tx, _house, event) => void told.push(`first ${event.kind}`),
    },
    {
      name: 'uji.second',
      answers: ['a'],
      async react(tx, _house, event) {
        await tx`insert into person (full_name) values ('Dari reaksi')`;
        if (broken) throw new Error('the mail server is away');
        told.push(`second ${event.kind}`);
      },
    },
  ];
  const house: Pick<House, 'db'> = { db: book.db };
  const react = reactTask(house as House, reactions);
  const stream = await book.dossier();
  await book.tell(stream, [{ kind: 'a' }, { kind: 'b' }, { kind: 'c' }]);
  await assert.rejects(react({ stream: stream.id, seq: 1 }), /away/);
  assert.deepEqual(told, ['first a']);
  assert.equal((await book.db`select 1 from person where full_name = 'Dari reaksi'`).length, 0);
  broken = false;
  for (let run = 0; run < 3; run += 1)
    await Promise.all([1, 2, 3].map((seq) => react({ stream: stream.id, seq })));
  assert.deepEqual(told.sort(), ['first a', 'first b', 'second a']);
  assert.equal((await book.db`select 1 from person where full_name = 'Dari reaksi'`).length, 1);
  await assert.rejects(react({ stream: stream.id, seq: 9 }), /no event/);
});

test('a job is there if, and only if, its command commits; those of one queue run in order', async (t) => {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 4 });
  t.after(async () => {
    await db.end({ timeout: 1 });
    await close();
  });
  await assert.rejects(
    transaction(db, async (tx) => {
      await addJob(tx, 'uji.work', { n: 99 });
      throw new Error('undone');
    }),
  );
  for (let n = 1; n <= 12; n += 1)
    await transaction(db, (tx) => addJob(tx, 'uji.work', { n }, { queue: 'satu' }));
  for (let again = 0; again < 5; again += 1)
    await transaction(db, (tx) =>
      addJob(tx, 'uji.work', { n: 100 }, { queue: 'satu', key: 'sama' }),
    );
  const done: number[] = [];
  const jobs = await startJobs({
    url,
    db,
    concurrency: 4,
    log: createLog('silent'),
    tasks: {
      'uji.work': async (payload) => {
        const { n } = payload as { n: number };
        await sleep(n === 1 ? 50 : 1);
        done.push(n);
      },
    },
  });
  t.after(() => jobs.stop());
  for (let tries = 0; done.length < 13 && tries < 1500; tries += 1) await sleep(20);
  assert.deepEqual(done, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100]);
});
