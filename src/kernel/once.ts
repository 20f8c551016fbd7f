import { createHash } from 'node:crypto';
import { isTaken, type JsonValue, type Query, type Tx, transaction } from './db.ts';
import { canonical } from './ledger.ts';

/** A form's minted key and a hash of what it carried. */
export interface OnceKey {
  readonly actorId: string;
  readonly key: string;
  readonly bodyHash: Buffer;
}

/** What became of a command that may be sent twice. */
export type Once<Refusal> =
  | { readonly kind: 'done' | 'replayed'; readonly result: string }
  /** The same key came with another content: nothing was done. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Makes the key of a form's content; files count by their ids, not their bytes. */
export function onceKey(actorId: string, key: string, body: JsonValue): OnceKey {
  return { actorId, key, bodyHash: createHash('sha256').update(canonical(body)).digest() };
}

/**
 * Runs `effect` in one transaction, once for each key: the receipt commits with the effect. A replay gets the first
 * result, a changed content under the same key is a conflict, a refusal leaves nothing behind and may be tried again.
 */
export async function once<Refusal>(
  db: Query,
  key: OnceKey,
  effect: (tx: Tx) => Promise<{ ok: true; result: string } | { ok: false; refusal: Refusal }>,
): Promise<Once<Refusal>> {
  const before = await replayed(db, key);
  if (before) return before;
  try {
    return await transaction(db, async (tx): Promise<Once<Refusal>> => {
      const outcome = await effect(tx);
      if (!outcome.ok) throw new Refused(outcome.refusal);
      await keepReceipt(tx, key, outcome.result);
      return { kind: 'done', result: outcome.result };
    });
  } catch (error) {
    // What stood in the way may be what a twin of this sending did meanwhile: then that is the answer.
    if (error instanceof Refused)
      return (await replayed(db, key)) ?? { kind: 'refused', refusal: error.refusal as Refusal };
    if (!isTaken(error, 'command_receipt_pkey')) throw error;
    const winner = await replayed(db, key);
    if (!winner) throw error;
    return winner;
  }
}

/** Notes in the command's own transaction that this key is spent; a second one at the same moment fails on `command_receipt_pkey`. */
export async function keepReceipt(tx: Tx, key: OnceKey, result: string): Promise<void> {
  await tx`insert into command_receipt (actor_id, key, body_hash, result)
    values (${key.actorId}, ${key.key}, ${key.bodyHash}, ${result})`;
}

/** What an earlier sending of this key led to, if there was one. */
export async function replayed(
  query: Query,
  key: OnceKey,
): Promise<{ kind: 'replayed'; result: string } | { kind: 'conflict' } | undefined> {
  const [row] = await query<{ body_hash: Buffer; result: string }[]>`
    select body_hash, result from command_receipt where actor_id = ${key.actorId} and key = ${key.key}`;
  if (!row) return undefined;
  return key.bodyHash.equals(row.body_hash)
    ? { kind: 'replayed', result: row.result }
    : { kind: 'conflict' };
}

/** Carries a refusal out of the transaction, so that it rolls back. */
class Refused extends Error {
  readonly refusal: unknown;
  constructor(refusal: unknown) {
    super('refused');
    this.refusal = refusal;
  }
}
