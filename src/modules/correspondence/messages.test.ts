import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { transaction } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import {
  markRead,
  messagesOf,
  messageText,
  type Side,
  unreadCount,
  unreadTotal,
  writeMessage,
} from './index.ts';
import { openPostOffice } from './post-office.fixture.ts';

const post = await openPostOffice({ after });
const siti = await post.person('Siti', 'siti@contoh.id');
const rudi = await post.person('Rudi', 'rudi@contoh.id');

describe('a thread', () => {
  const write = (threadId: string, side: Side, text: string, officeId = post.officeId) =>
    transaction(post.house.db, (tx) =>
      writeMessage(tx, post.house, {
        officeId,
        threadId,
        authorId: side === 'office' ? rudi : siti,
        side,
        text,
      }),
    );
  const read = (threadId: string, side: Side) =>
    transaction(post.house.db, (tx) => markRead(tx, post.officeId, threadId, side));

  test('shows who wrote what, in the order of writing', async () => {
    const thread = newId();
    await write(thread, 'applicant', 'Apakah KTP saya terbaca?');
    await write(thread, 'office', 'Ya,\r\nsudah jelas.');
    const found = await messagesOf(post.house.db, post.house, post.officeId, thread);
    assert.deepEqual(
      found.map(({ side, authorName, text, readAt }) => ({ side, authorName, text, readAt })),
      [
        { side: 'applicant', authorName: 'Siti', text: 'Apakah KTP saya terbaca?', readAt: null },
        { side: 'office', authorName: 'Rudi', text: 'Ya,\nsudah jelas.', readAt: null },
      ],
    );
  });

  test('cannot be read in the database, nor a message be moved to another place', async () => {
    const thread = newId();
    await write(thread, 'applicant', 'Rahasia keluarga');
    const rows = await post.house.db<
      { id: string; sealed: Buffer }[]
    >`select id, sealed from message where thread_id = ${thread}`;
    assert.doesNotMatch(rows[0]?.sealed.toString('latin1') ?? '', /Rahasia/);
    await write(thread, 'applicant', 'lain');
    await post.house
      .db`update message set sealed = ${rows[0]?.sealed ?? null} where thread_id = ${thread}`;
    await assert.rejects(messagesOf(post.house.db, post.house, post.officeId, thread));
  });

  test('of another office is not found, even by its number', async () => {
    const thread = newId();
    await write(thread, 'applicant', 'Halo');
    assert.deepEqual(await messagesOf(post.house.db, post.house, post.otherOfficeId, thread), []);
    assert.equal(
      (await unreadCount(post.house.db, post.otherOfficeId, [thread], 'office')).size,
      0,
    );
    assert.equal(
      await transaction(post.house.db, (tx) => markRead(tx, post.otherOfficeId, thread, 'office')),
      0,
    );
  });

  test('counts as unread what the other side wrote, until it is opened', async () => {
    const [one, two, quiet] = [newId(), newId(), newId()];
    await write(one, 'applicant', 'a');
    await write(one, 'applicant', 'b');
    await write(one, 'office', 'c');
    await write(two, 'office', 'd');
    const counts = (side: Side) =>
      unreadCount(post.house.db, post.officeId, [one, two, quiet], side);
    assert.deepEqual([...(await counts('office'))], [[one, 2]]);
    assert.deepEqual(
      new Map(await counts('applicant')),
      new Map([
        [one, 1],
        [two, 1],
      ]),
    );
    assert.equal(await read(one, 'office'), 2);
    assert.equal(await read(one, 'office'), 0);
    assert.deepEqual([...(await counts('office'))], []);
    assert.equal((await counts('applicant')).get(one), 1);
    const found = await messagesOf(post.house.db, post.house, post.officeId, one);
    assert.deepEqual(
      found.map(({ readAt }) => readAt !== null),
      [true, true, false],
    );
    assert.equal((await unreadCount(post.house.db, post.officeId, [], 'office')).size, 0);
  });

  test('counts together over offices', async () => {
    const [here, there] = [newId(), newId()];
    await write(here, 'office', 'a');
    await write(there, 'office', 'b', post.otherOfficeId);
    const threads = [
      { officeId: post.officeId, threadId: here },
      { officeId: post.otherOfficeId, threadId: there },
    ];
    assert.equal(await unreadTotal(post.house.db, threads, 'applicant'), 2);
    // A thread under the wrong office is nobody's.
    assert.equal(
      await unreadTotal(post.house.db, [{ officeId: post.officeId, threadId: there }], 'applicant'),
      0,
    );
    assert.equal(await unreadTotal(post.house.db, [], 'applicant'), 0);
  });

  test('takes no empty and no endless message, and says so', async () => {
    const thread = newId();
    assert.deepEqual(await write(thread, 'applicant', ' \n\t '), {
      ok: false,
      why: { key: 'correspondence.message.empty' },
    });
    assert.deepEqual(await write(thread, 'applicant', 'a'.repeat(4001)), {
      ok: false,
      why: { key: 'correspondence.message.too_long', params: { max: 4000 } },
    });
    assert.equal((await write(thread, 'applicant', '😀'.repeat(4000))).ok, true);
  });
});

describe('what was typed', () => {
  test('is kept in one form: line ends, accents, no invisible control characters', () => {
    assert.deepEqual(messageText(' Jose\u0301\r\nbaris\rdua\u0000\u0007 \n'), {
      ok: true,
      text: 'José\nbaris\ndua',
    });
  });
  test('reads the same when it is read again', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const once = messageText(typed);
        if (once.ok) assert.deepEqual(messageText(once.text), once);
      }),
    ));
});
