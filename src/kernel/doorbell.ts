import type { Db, Tx } from './db.ts';
import type { Log } from './log.ts';

const CHANNEL = 'doorbell';

/** Something changed; ids only. Whoever listens fetches what it may see under its own permission. */
export type Topic = `dossier:${string}` | `office:${string}` | `person:${string}`;

/** Rings when the command commits. */
export async function ring(tx: Tx, ...topics: readonly Topic[]): Promise<void> {
  for (const topic of topics) await tx`select pg_notify(${CHANNEL}, ${topic})`;
}

export interface Doorbell {
  /** Calls back at every ring of the topic, and once after a lost connection came back. Returns how to stop. */
  listen(topic: Topic, heard: () => void): () => void;
  stop(): Promise<void>;
}

/** One LISTEN connection for the whole process, however many pages are open. */
export async function openDoorbell(db: Db, log: Log): Promise<Doorbell> {
  const listeners = new Map<string, Set<() => void>>();
  const tell = (heard: () => void) => {
    try {
      heard();
    } catch (error) {
      log.warn({ err: error }, 'a doorbell listener failed');
    }
  };
  let first = true;
  const subscription = await db.listen(
    CHANNEL,
    (topic) => {
      for (const heard of listeners.get(topic) ?? []) tell(heard);
    },
    () => {
      // What was rung while the connection was away is lost: have everybody look again.
      if (!first) for (const set of listeners.values()) for (const heard of set) tell(heard);
      first = false;
    },
  );
  return {
    listen(topic, heard) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(heard));
      return () => {
        set.delete(heard);
        // Stopping twice must not silence those who began to listen meanwhile.
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic);
      };
    },
    stop: () => subscription.unlisten(),
  };
}
