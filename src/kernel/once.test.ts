import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './ids.ts';
import { openBook } from './ledger.fixture.ts';
import { once, onceKey } from './once.ts';

test('a form sent twenty times at once has one effect, and everybody is led to it', async (t) => {
  const { db, personId } = await openBook(t);
  const key = onceKey(personId, newId(), { nama: 'Ani' });
  let effects = 0;
  const send = () =>
    once<string>(db, key, async (tx) => {
      effects += 1;
      const [row] = await tx<
        { id: string }[]
      >`insert into person (full_name) values ('Sekali') returning id`;
      return { ok: true, result: row?.id ?? '' };
    });
  const answers = await Promise.all(Array.from({ length: 20 }, send));
  const results = new Set(
    answers.map((answer) => ('result' in answer ? answer.result : answer.kind)),
  );
  assert.equal(results.size, 1);
  assert.equal(answers.filter(({ kind }) => kind === 'done').length, 1);
  assert.equal(answers.filter(({ kind }) => kind === 'replayed').length, 19);
  assert.equal((await db`select 1 from person where full_name = 'Sekali'`).length, 1);
  assert.ok(effects >= 1);
  assert.equal((await send()).kind, 'replayed');
});

test('the same key with another content does nothing; the same key of another person is another key', async (t) => {
  const { db, personId } = await openBook(t);
  const key = newId();
  const effect = async () => ({ ok: true as const, result: 'a' });
  assert.equal((await once(db, onceKey(personId, key, { n: 1, m: 2 }), effect)).kind, 'done');
  assert.equal(
    (await once(db, onceKey(personId, key, { m: 2, n: 1 }), effect)).kind,
    'replayed',
    'order does not matter',
  );
  assert.equal((await once(db, onceKey(personId, key, { n: 2, m: 2 }), effect)).kind, 'conflict');
  assert.equal((await once(db, onceKey(newId(), key, { n: 1, m: 2 }), effect)).kind, 'done');
});

test('a refusal leaves nothing behind and may be tried again; a failure too', async (t) => {
  const { db, personId } = await openBook(t);
  const key = onceKey(personId, newId(), {});
  const refused = await once(db, key, async (tx) => {
    await tx`insert into person (full_name) values ('Setengah')`;
    return { ok: false, refusal: 'penuh' };
  });
  assert.deepEqual(refused, { kind: 'refused', refusal: 'penuh' });
  await assert.rejects(
    once(db, key, async (tx) => {
      await tx`insert into person (full_name) values ('Setengah')`;
      throw new Error('listrik padam');
    }),
    /listrik padam/,
  );
  assert.equal((await db`select 1 from person where full_name = 'Setengah'`).length, 0);
  assert.equal((await once(db, key, async () => ({ ok: true, result: 'b' }))).kind, 'done');
});

test('who is refused because a twin was quicker is told what the twin did', async (t) => {
  const { db, personId } = await openBook(t);
  const key = onceKey(personId, newId(), {});
  const claim = () =>
    once<string>(db, key, async (tx) => {
      const [row] = await tx<
        { given_name: string | null }[]
      >`select given_name from person where id = ${personId} for update`;
      if (row?.given_name) return { ok: false, refusal: 'sudah' };
      await tx`update person set given_name = 'Ani' where id = ${personId}`;
      return { ok: true, result: 'dossier' };
    });
  const answers = await Promise.all(Array.from({ length: 6 }, claim));
  assert.deepEqual(answers.map(({ kind }) => kind).sort(), [
    'done',
    'replayed',
    'replayed',
    'replayed',
    'replayed',
    'replayed',
  ]);
});
