import { type Tx, transaction } from './db.ts';
import type { House } from './house.ts';
import type { EventRow } from './ledger.ts';

/**
 * What a module does when something happened elsewhere. It runs in a job after the event's command committed, in one
 * transaction of its own, in order for each stream, and once for each event: acting twice is prevented by the row in `reaction`.
 */
export interface Reaction {
  /** Unique in the house: `<module>.<what>`. */
  readonly name: string;
  readonly answers: readonly string[];
  readonly react: (tx: Tx, house: House, event: EventRow) => Promise<void>;
}

/** The job `react`: reads the event and lets everybody answer who has not yet. */
export function reactTask(
  house: House,
  reactions: readonly Reaction[],
): (payload: unknown) => Promise<void> {
  const byKind = new Map<string, Reaction[]>();
  for (const reaction of reactions)
    for (const kind of reaction.answers) byKind.set(kind, [...(byKind.get(kind) ?? []), reaction]);

  return async (payload) => {
    const { stream, seq } = payload as { stream: string; seq: number };
    const [event] = await house.db<
      EventRow[]
    >`select * from event where stream_id = ${stream} and seq = ${seq}`;
    if (!event) throw new Error(`no event ${seq} in stream ${stream}`);
    for (const reaction of byKind.get(event.kind) ?? [])
      await transaction(house.db, async (tx) => {
        const fresh = await tx`
          insert into reaction (stream_id, seq, name) values (${stream}, ${seq}, ${reaction.name})
          on conflict do nothing returning 1`;
        if (fresh.length > 0) await reaction.react(tx, house, event);
      });
  };
}
