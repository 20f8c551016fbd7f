import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { append, type NewEvent } from '../../kernel/ledger.ts';
import { lockOfficeHead, storeOfficeHead } from './diary.sql.ts';

/**
 * Opens the office's own diary for one command: locks its head, and returns how to write to it. `key` is the office's data
 * key; it is needed when an event carries personal text.
 */
export async function openOfficeDiary(
  tx: Tx,
  officeId: string,
  actor: Actor,
  at: Date,
): Promise<(event: NewEvent, key?: Buffer) => Promise<void>> {
  let head = await lockOfficeHead(tx, officeId);
  const stream = { kind: 'office', id: officeId, officeId } as const;
  return async (event, key) => {
    head = await append(tx, stream, head, actor, at, [event], key);
    await storeOfficeHead(tx, officeId, head);
  };
}
