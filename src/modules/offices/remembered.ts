import type { Query } from '../../kernel/db.ts';

/** How long an answer is told again without asking, in milliseconds: what an administrator changes shows within it. */
const FRESH_MS = 5_000;
/** The most answers kept of one kind; the oldest goes first. */
const MOST = 2_000;

/** A question about one thing, whose answer is remembered for a moment. */
export interface Remembered<T> {
  (query: Query, id: string): Promise<T>;
  /** Drops what is remembered: after something was changed and committed. */
  forget(): void;
}

const all: Remembered<unknown>[] = [];

/**
 * Remembers for a few seconds what was answered about an id (ids are unique across databases). An office changes seldom,
 * and its pages are asked for all the time: this is what keeps them at one query.
 */
export function remembered<T>(ask: (query: Query, id: string) => Promise<T>): Remembered<T> {
  const kept = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();
  const recall = (query: Query, id: string): Promise<T> => {
    const found = kept.get(id);
    if (found && found.until > performance.now()) return found.answer;
    const answer = ask(query, id);
    const entry = { answer, until: performance.now() + FRESH_MS };
    kept.delete(id);
    const [oldest] = kept.size >= MOST ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(id, entry);
    answer.catch(() => {
      if (kept.get(id) === entry) kept.delete(id);
    });
    return answer;
  };
  const made = Object.assign(recall, { forget: () => kept.clear() });
  all.push(made);
  return made;
}

/** Drops everything remembered in this process; other processes follow within seconds. */
export function forgetOffices(): void {
  for (const question of all) question.forget();
}
