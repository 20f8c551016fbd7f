import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from './db.ts';
import { newId } from './ids.ts';
import { type Book, DOSSIER_KEY, openBook } from './ledger.fixture.ts';
import {
  canonical,
  chain,
  commit,
  type EventRow,
  GENESIS,
  hashEvent,
  type Stream,
  textPlace,
} from './ledger.ts';
import { unseal } from './vault.ts';

const AT = new Date('2026-03-02T02:30:00.123Z');
const STREAM: Stream = { kind: 'dossier', id: newId(), officeId: newId() };
const ACTOR = { personId: newId(), mandate: 'self', channel: 'web' } as const;

/** What a command may note: any JSON that a text column can hold (no NUL, no half of a surrogate pair). */
const word = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .filter((text) => !text.includes('\u0000') && text.isWellFormed());
const leaf = fc.oneof(
  word,
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -0, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 100.0),
  fc.boolean(),
  fc.constant(null),
);
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(word, tie('json'), { maxKeys: 5 }),
  ),
}));
const data = fc.dictionary(word, json, { maxKeys: 6 });

test('the order in which a command names things never matters to the hash', () => {
  fc.assert(
    fc.property(data, (content) => {
      const reversed = Object.fromEntries(Object.entries(content).reverse());
      assert.equal(canonical(reversed), canonical(content));
      assert.deepEqual(JSON.parse(canonical(content)), JSON.parse(JSON.stringify(content)));
    }),
  );
});

test('any difference in what an event says gives another hash', () => {
  const { rows } = chain(
    STREAM,
    GENESIS,
    ACTOR,
    AT,
    [{ kind: 'requirement.judged', data: { a: 1 }, text: 'kabur' }],
    DOSSIER_KEY,
  );
  const [event] = rows;
  assert.ok(event);
  const others: Partial<EventRow>[] = [
    { stream_id: newId() },
    { seq: 2 },
    { stream_kind: 'office' },
    { office_id: newId() },
    { office_id: null },
    { kind: 'correction.requested' },
    { at: new Date(AT.getTime() + 1) },
    { actor_id: newId() },
    { on_behalf_of: newId() },
    { mandate: 'staff' },
    { channel: 'phone' },
    { data: { a: 2 } },
    { data: { a: '1' } },
    { commitment: null },
    { commitment: Buffer.alloc(32) },
    { prev_hash: Buffer.alloc(32) },
  ];
  for (const other of others)
    assert.ok(
      !hashEvent({ ...event, ...other }).equals(event.hash),
      `${Object.keys(other).join()} is part of the hash`,
    );
});

test('each event carries the hash of the one before, from nothing to the head', () => {
  const { rows, head } = chain(STREAM, GENESIS, ACTOR, AT, [
    { kind: 'a' },
    { kind: 'b' },
    { kind: 'c' },
  ]);
  assert.deepEqual(
    rows.map(({ seq }) => seq),
    [1, 2, 3],
  );
  assert.deepEqual(
    rows.map(({ prev_hash }) => prev_hash),
    [GENESIS.hash, rows[0]?.hash, rows[1]?.hash],
  );
  assert.deepEqual(head, { seq: 3, hash: rows[2]?.hash });
  const further = chain(STREAM, head, ACTOR, AT, [{ kind: 'd' }]);
  assert.equal(further.rows[0]?.seq, 4);
  assert.deepEqual(further.rows[0]?.prev_hash, head.hash);
});

test('the chain holds a commitment to personal text, never the text; the same text never looks the same twice', () => {
  const note = { kind: 'requirement.judged', text: 'Foto KTP Ibu Ani kabur' };
  const { rows, texts } = chain(STREAM, GENESIS, ACTOR, AT, [note, note], DOSSIER_KEY);
  const [first, second] = rows;
  const [text] = texts;
  assert.ok(first?.commitment && second?.commitment && text);
  assert.ok(!JSON.stringify(rows).includes('KTP'));
  assert.ok(!first.commitment.equals(second.commitment), 'equal texts cannot be told to be equal');
  const opened = unseal(DOSSIER_KEY, text.sealed, textPlace(STREAM.id, 1)).toString();
  assert.equal(opened, note.text);
  assert.deepEqual(commit(text.salt, opened), first.commitment);
  assert.throws(
    () => unseal(DOSSIER_KEY, text.sealed, textPlace(STREAM.id, 2)),
    'a text cannot be moved to another event',
  );
  assert.throws(() => chain(STREAM, GENESIS, ACTOR, AT, [note]), /no key/);
});

describe('in the database', () => {
  let book: Book;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    book = await openBook({ after: (work) => void closing.push(work) });
  });
  after(async () => {
    for (const work of closing) await work();
  });

  test('what was hashed before it was written is what is read back: numbers, scripts, emoji, milliseconds', async () => {
    const stream = await book.dossier();
    let seq = 0;
    await fc.assert(
      fc.asyncProperty(
        data,
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        async (content, when) => {
          const head = await book.tell(stream, [{ kind: 'uji', data: { ...content, when } }]);
          const [row] = await book.db<
            EventRow[]
          >`select * from event where stream_id = ${stream.id} and seq = ${++seq}`;
          assert.ok(row);
          assert.deepEqual(row.hash, head.hash);
          assert.deepEqual(hashEvent(row), row.hash);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a text that a database cannot hold is refused with everything else of its command, never stored as another', async () => {
    for (const bad of ['a\u0000b', '\ud800']) {
      const stream = await book.dossier();
      await assert.rejects(book.tell(stream, [{ kind: 'baik' }, { kind: 'buruk', data: { bad } }]));
      assert.equal((await book.db`select 1 from event where stream_id = ${stream.id}`).length, 0);
    }
  });

  test('an event and the job for those who answer it exist together or not at all', async () => {
    const stream = await book.dossier();
    await book.tell(stream, [{ kind: 'satu' }, { kind: 'dua' }]);
    const jobs = await book.owner<{ payload: { stream: string; seq: number }; queue: string }[]>`
      select j.payload, q.queue_name as queue from graphile_worker._private_jobs j
      join graphile_worker._private_job_queues q on q.id = j.job_queue_id where q.queue_name = ${`stream:${stream.id}`} order by j.id`;
    assert.deepEqual(
      jobs.map(({ payload }) => payload),
      [
        { stream: stream.id, seq: 1 },
        { stream: stream.id, seq: 2 },
      ],
    );
  });

  test('two commands cannot write the same place of a chain', async () => {
    const stream = await book.dossier();
    const { rows } = chain(stream, GENESIS, book.actor, AT, [{ kind: 'satu' }]);
    await book.tell(stream, [{ kind: 'satu' }]);
    const [row] = rows;
    assert.ok(row);
    await assert.rejects(
      book.db`insert into event ${book.db({ ...row, data: book.db.json(row.data) })}`,
      { code: '23505' },
    );
  });

  test('the application itself can neither change nor delete what was told, nor drop a table (ASVS 13.2.2)', async () => {
    const stream = await book.dossier();
    await book.tell(stream, [{ kind: 'satu', text: 'rahasia' }], DOSSIER_KEY);
    const denied = { code: '42501' };
    await assert.rejects(
      book.db`update event set kind = 'lain' where stream_id = ${stream.id}`,
      denied,
    );
    await assert.rejects(book.db`delete from event where stream_id = ${stream.id}`, denied);
    await assert.rejects(book.db`truncate event cascade`, denied);
    await assert.rejects(
      book.db`update event_text set salt = '\\x00' where stream_id = ${stream.id}`,
      denied,
    );
    await assert.rejects(book.db`update ledger_seal set mac = '\\x00'`, denied);
    await assert.rejects(book.db`delete from ledger_seal`, denied);
    await assert.rejects(book.db`delete from access_log`, denied);
    await assert.rejects(book.db`delete from dossier`, denied);
    await assert.rejects(book.db`drop table event`, denied);
    await assert.rejects(book.db`drop table draft cascade`, denied);
    await assert.rejects(book.db`alter table event disable trigger all`, denied);
    await assert.rejects(book.db`create table mine (id int)`, denied);
    await assert.rejects(book.db`update schema_version set number = 1`, denied);
    assert.equal((await book.db`select 1 from event where stream_id = ${stream.id}`).length, 1);
  });
});
