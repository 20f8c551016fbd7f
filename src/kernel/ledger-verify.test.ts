import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Book, DOSSIER_KEY, openBook } from './ledger.fixture.ts';
import { type EventRow, GENESIS, hashEvent, type Stream } from './ledger.ts';
import type { Fault } from './ledger-faults.ts';
import { sealLedger } from './ledger-seal.ts';
import { verifyLedger } from './ledger-verify.ts';

describe('whoever holds the machine changes the ledger', () => {
  let book: Book;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    book = await openBook({ after: (work) => void closing.push(work) });
  });
  after(async () => {
    for (const work of closing) await work();
  });

  /** A dossier with six events, with personal text in the third and the last. */
  const story = async (): Promise<Stream> => {
    const stream = await book.dossier();
    for (const kind of [
      'application.submitted',
      'dossier.taken',
      'requirement.judged',
      'correction.requested',
    ])
      await book.tell(
        stream,
        [
          {
            kind,
            data: { step: kind.length },
            ...(kind === 'requirement.judged' ? { text: 'kabur' } : {}),
          },
        ],
        DOSSIER_KEY,
      );
    await book.tell(
      stream,
      [{ kind: 'correction.answered' }, { kind: 'verification.completed', text: 'lengkap' }],
      DOSSIER_KEY,
    );
    return stream;
  };
  const faultsOf = async (stream: Stream): Promise<Omit<Fault, 'stream' | 'of'>[]> => {
    const { faults } = await verifyLedger(book.db, {
      stream: stream.id,
      vault: book.vault,
      keyOf: async () => DOSSIER_KEY,
    });
    return faults.map(({ stream: found, of, ...fault }) => {
      assert.equal(found, stream.id);
      assert.equal(of, stream.kind);
      return fault;
    });
  };
  const row = async (stream: Stream, seq: number): Promise<EventRow> => {
    const [found] = await book.owner<
      EventRow[]
    >`select * from event where stream_id = ${stream.id} and seq = ${seq}`;
    assert.ok(found);
    return found;
  };
  /** Deletes events with what hangs on them, as the owner can. */
  const erase = (stream: Stream, from: number, to = from) =>
    book.owner.begin(async (tx) => {
      await tx`delete from event_text where stream_id = ${stream.id} and seq between ${from} and ${to}`;
      await tx`delete from event where stream_id = ${stream.id} and seq between ${from} and ${to}`;
    });
  const rewriteHead = (stream: Stream, seq: number, hash: Buffer) =>
    book.owner`update dossier set head_seq = ${seq}, head_hash = ${hash} where id = ${stream.id}`;

  test('an honest ledger has no fault', async () => {
    const stream = await story();
    await book.tell({ kind: 'office', id: book.officeId, officeId: book.officeId }, [
      { kind: 'office.changed' },
    ]);
    await book.tell({ kind: 'person', id: book.personId, officeId: null }, [
      { kind: 'account.registered' },
    ]);
    assert.deepEqual(await faultsOf(stream), []);
    const all = await verifyLedger(book.db, { vault: book.vault });
    assert.deepEqual(all.faults, []);
    assert.ok(all.events >= 8 && all.streams >= 3);
  });

  test('erased personal text is no fault: the chain verifies without it', async () => {
    const stream = await story();
    await book.owner`delete from event_text where stream_id = ${stream.id}`;
    assert.deepEqual(await faultsOf(stream), []);
  });

  for (const [what, change] of [
    ['data', 'data = \'{"step": 99}\''],
    ['who did it', 'actor_id = null'],
    ['when', "at = at - interval '1 day'"],
    ['the mandate', "mandate = 'staff'"],
    ['the kind', "kind = 'application.withdrawn'"],
    ['the commitment', "commitment = '\\x00'"],
    ['the hash before', "prev_hash = '\\x00'"],
    ['the hash itself', "hash = '\\x00'"],
  ] as const)
    test(`changed ${what}: the event is named`, async () => {
      const stream = await story();
      await book.owner.unsafe(
        `update event set ${change} where stream_id = '${stream.id}' and seq = 2`,
      );
      const faults = await faultsOf(stream);
      assert.deepEqual(
        faults.map(({ what, seq }) => ({ what, seq })),
        [{ what: 'changed', seq: 2 }],
      );
    });

  test('a change with its hash calculated anew is named by what hangs on it', async () => {
    const stream = await story();
    const forged = { ...(await row(stream, 4)), data: { step: 1 } };
    await book.owner`update event set data = '{"step": 1}', hash = ${hashEvent(forged)} where stream_id = ${stream.id} and seq = 4`;
    assert.deepEqual(await faultsOf(stream), [
      { what: 'rewritten', seq: 4, kind: 'correction.requested' },
    ]);
  });

  test('the newest event forged with its hash: the head on the dossier differs', async () => {
    const stream = await story();
    const forged = { ...(await row(stream, 6)), kind: 'application.withdrawn' };
    await book.owner`update event set kind = ${forged.kind}, hash = ${hashEvent(forged)} where stream_id = ${stream.id} and seq = 6`;
    assert.deepEqual(await faultsOf(stream), [
      { what: 'head_differs', seq: 6, kind: 'application.withdrawn' },
    ]);
  });

  test('events deleted from the middle, the beginning and the end are missing', async () => {
    const [middle, beginning, end] = [await story(), await story(), await story()];
    await erase(middle, 3, 4);
    await erase(beginning, 1);
    await erase(end, 5, 6);
    assert.deepEqual(await faultsOf(middle), [{ what: 'missing', seq: 3, until: 4 }]);
    assert.deepEqual(await faultsOf(beginning), [{ what: 'missing', seq: 1, until: 1 }]);
    assert.deepEqual(await faultsOf(end), [{ what: 'cut_short', seq: 5, until: 6 }]);
  });

  test('two events that changed places are named with the places where they belong', async () => {
    const stream = await story();
    await book.owner.begin(async (tx) => {
      await tx`update event set seq = 1000 where stream_id = ${stream.id} and seq = 2`;
      await tx`update event set seq = 2 where stream_id = ${stream.id} and seq = 5`;
      await tx`update event set seq = 5 where stream_id = ${stream.id} and seq = 1000`;
    });
    assert.deepEqual(await faultsOf(stream), [
      { what: 'reordered', seq: 2, kind: 'correction.answered', belongs: 5 },
      { what: 'reordered', seq: 5, kind: 'dossier.taken', belongs: 2 },
    ]);
  });

  test('an event smuggled in at the end is not what the dossier tells', async () => {
    const stream = await story();
    const last = await row(stream, 6);
    const forged = { ...last, seq: 7, kind: 'step.done', commitment: null, prev_hash: last.hash };
    await book.owner`insert into event ${book.owner({ ...forged, data: book.owner.json(forged.data), hash: hashEvent(forged) })}`;
    assert.deepEqual(await faultsOf(stream), [{ what: 'head_differs', seq: 7, kind: 'step.done' }]);
  });

  test('a whole stream deleted while its dossier stands, and one whose dossier was deleted', async () => {
    const [gone, orphan] = [await story(), await story()];
    await erase(gone, 1, 6);
    await book.owner`delete from dossier where id = ${orphan.id}`;
    assert.deepEqual(await faultsOf(gone), [{ what: 'stream_missing', seq: 0, until: 6 }]);
    assert.deepEqual(await faultsOf(orphan), [{ what: 'owner_missing', seq: 0 }]);
  });

  test('a personal text exchanged for another is not what was committed to', async () => {
    const [stream, other] = [await story(), await story()];
    await book.owner`update event_text t set salt = o.salt, sealed = o.sealed from event_text o
      where t.stream_id = ${stream.id} and t.seq = 3 and o.stream_id = ${other.id} and o.seq = 3`;
    await book.owner`update event_text set salt = '\\x00' where stream_id = ${stream.id} and seq = 6`;
    assert.deepEqual(await faultsOf(stream), [
      { what: 'text_changed', seq: 3, kind: 'requirement.judged' },
      { what: 'text_changed', seq: 6, kind: 'verification.completed' },
    ]);
  });

  test('after a seal even a chain cut short with its head rewritten shows; so does one forged from end to end', async () => {
    const [cut, forged, gone] = [await story(), await story(), await story()];
    assert.ok((await sealLedger(book)) > 0);
    assert.equal(await sealLedger(book), 0, 'nothing moved since');
    await erase(cut, 4, 6);
    await rewriteHead(cut, 3, (await row(cut, 3)).hash);
    let prev = GENESIS.hash;
    for (let seq = 1; seq <= 6; seq += 1) {
      const event = {
        ...(await row(forged, seq)),
        prev_hash: prev,
        ...(seq === 3 ? { data: { step: 0 } } : {}),
      };
      prev = hashEvent(event);
      await book.owner`update event set data = ${book.owner.json(event.data)}, prev_hash = ${event.prev_hash}, hash = ${prev}
        where stream_id = ${forged.id} and seq = ${seq}`;
    }
    await rewriteHead(forged, 6, prev);
    await erase(gone, 1, 6);
    await book.owner`delete from dossier where id = ${gone.id}`;
    assert.deepEqual(await faultsOf(cut), [{ what: 'sealed_event_missing', seq: 6 }]);
    assert.deepEqual(await faultsOf(forged), [{ what: 'sealed_event_changed', seq: 6 }]);
    assert.deepEqual(await faultsOf(gone), [{ what: 'sealed_event_missing', seq: 6 }]);
  });
});

describe('the seals', () => {
  const sealed = async (t: { after(work: () => Promise<void>): void }) => {
    const book = await openBook(t);
    const stream = await book.dossier();
    for (let number = 1; number <= 3; number += 1) {
      await book.tell(stream, [{ kind: 'satu' }, { kind: 'dua' }]);
      if (number === 2)
        await book.tell({ kind: 'person', id: book.personId, officeId: null }, [
          { kind: 'account.registered' },
        ]);
      await sealLedger(book);
    }
    const faults = async (officeSlug?: string) =>
      (await verifyLedger(book.db, { vault: book.vault, ...(officeSlug ? { officeSlug } : {}) }))
        .faults;
    return { book, stream, faults };
  };

  test('each office has its chain, the persons have theirs', async (t) => {
    const { book, faults } = await sealed(t);
    assert.deepEqual(await faults(), []);
    const seals = await book.db<{ office_id: string | null; number: number }[]>`
      select office_id, number from ledger_seal order by office_id nulls last, number`;
    assert.deepEqual(
      seals.map(({ office_id, number }) => [office_id, number]),
      [
        [book.officeId, 1],
        [book.officeId, 2],
        [book.officeId, 3],
        [null, 1],
      ],
    );
    assert.equal((await verifyLedger(book.db, { officeSlug: book.slug })).seals, 3);
    await assert.rejects(verifyLedger(book.db, { officeSlug: 'tak-ada' }), /tak-ada/);
  });

  test('a seal that was changed, even with its hash calculated anew, shows: the signature needs the master key', async (t) => {
    const { book, faults } = await sealed(t);
    const { hashSeal } = await import('./ledger-seal.ts');
    const [seal] = await book.owner<Parameters<typeof hashSeal>[0][]>`
      select * from ledger_seal where office_id = ${book.officeId} and number = 3`;
    assert.ok(seal);
    await book.owner`update ledger_seal set heads = '{}', hash = ${hashSeal({ ...seal, heads: {} })}
      where office_id = ${book.officeId} and number = 3`;
    assert.deepEqual(await faults(), [
      { what: 'seal_changed', of: 'seal', stream: book.officeId, seq: 3 },
    ]);
  });

  test('seals taken away from the middle or the end are missed', async (t) => {
    const { book, faults } = await sealed(t);
    await book.owner`delete from ledger_seal where office_id = ${book.officeId} and number = 3`;
    assert.deepEqual(await faults(book.slug), [
      { what: 'seal_missing', of: 'seal', stream: book.officeId, seq: 3, until: 3 },
    ]);
    await book.owner`delete from ledger_seal where office_id = ${book.officeId} and number = 1`;
    assert.deepEqual(await faults(book.slug), [
      { what: 'seal_missing', of: 'seal', stream: book.officeId, seq: 1, until: 1 },
      { what: 'seal_missing', of: 'seal', stream: book.officeId, seq: 3, until: 3 },
    ]);
  });
});

test('a long ledger is read in pieces, with the house at work on it meanwhile', async (t) => {
  const book = await openBook(t);
  const streams = await Promise.all(Array.from({ length: 6 }, () => book.dossier()));
  for (const stream of streams)
    await book.tell(
      stream,
      Array.from({ length: 400 }, (_, n) => ({ kind: 'uji', data: { n } })),
    );
  const told: number[] = [];
  const [first] = streams;
  assert.ok(first);
  const meanwhile: Promise<unknown>[] = [];
  const { events, faults } = await verifyLedger(book.db, {}, (done) => {
    told.push(done.events);
    meanwhile.push(book.tell(first, [{ kind: 'nanti' }]));
  });
  await Promise.all(meanwhile);
  assert.deepEqual(faults, []);
  assert.equal(events, 2400);
  assert.deepEqual(told, [2000, 2400, 2400]);
});
