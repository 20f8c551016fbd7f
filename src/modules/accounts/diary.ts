import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { append, GENESIS, type NewEvent, type Stream } from '../../kernel/ledger.ts';
import { lockPerson, storePersonHead } from './accounts.sql.ts';

/** A person's own chain: what became of their account. Personal text never enters it. */
export const personStream = (id: string): Stream => ({ kind: 'person', id, officeId: null });

/** The person doing it, on their own device. */
export const themself = (personId: string): Actor => ({
  personId,
  mandate: 'self',
  channel: 'web',
});

/** Writes events into the chain of a person, whose row it locks. */
export async function note(
  tx: Tx,
  personId: string,
  actor: Actor,
  at: Date,
  ...events: readonly NewEvent[]
): Promise<void> {
  const head = (await lockPerson(tx, personId)) ?? GENESIS;
  await storePersonHead(
    tx,
    personId,
    await append(tx, personStream(personId), head, actor, at, events),
  );
}
