import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { transaction } from './db.ts';
import { openDoorbell, ring, type Topic } from './doorbell.ts';
import { openBook } from './ledger.fixture.ts';

const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds() && tries < 300; tries += 1) await sleep(20);
  assert.ok(holds());
};

test('it rings when the command commits, for its topic only, and not when it fails', async (t) => {
  const book = await openBook(t);
  const bell = await openDoorbell(book.db, book.log);
  t.after(() => bell.stop());
  const heard: string[] = [];
  bell.listen('dossier:a', () => void heard.push('a'));
  bell.listen('dossier:b', () => {
    throw new Error('one page that fails');
  });
  bell.listen('dossier:b', () => void heard.push('b'));
  await assert.rejects(
    transaction(book.db, async (tx) => {
      await ring(tx, 'dossier:a');
      throw new Error('undone');
    }),
  );
  await transaction(book.db, async (tx) => {
    await ring(tx, 'dossier:b', 'office:x');
    await sleep(50);
    assert.deepEqual(heard, [], 'nobody hears of what is not yet so');
  });
  await until(() => heard.length > 0);
  assert.deepEqual(heard, ['b']);
});

test('after its connection was lost everybody is told to look again, once, and hears again', async (t) => {
  const book = await openBook(t);
  const bell = await openDoorbell(book.db, book.log);
  t.after(() => bell.stop());
  let heard = 0;
  bell.listen('person:ani', () => {
    heard += 1;
  });
  const killed = await book.owner`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`;
  assert.equal(killed.length, 1, 'one connection listens for the whole process');
  await until(() => heard === 1);
  await transaction(book.db, (tx) => ring(tx, 'person:ani'));
  await until(() => heard === 2);
});

test('who stops listening hears no more; stopping twice silences nobody else', async (t) => {
  const book = await openBook(t);
  const bell = await openDoorbell(book.db, book.log);
  t.after(() => bell.stop());
  const topic: Topic = 'office:x';
  let [first, second] = [0, 0];
  const stop = bell.listen(topic, () => void (first += 1));
  stop();
  bell.listen(topic, () => void (second += 1));
  stop();
  await transaction(book.db, (tx) => ring(tx, topic));
  await until(() => second === 1);
  assert.equal(first, 0);
});
