import type { Query, Tx } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Reason } from '../../kernel/i18n.ts';
import { newId } from '../../kernel/ids.ts';
import { contacts } from '../accounts/index.ts';
import {
  insertMessage,
  markThreadRead,
  messagesInThread,
  unreadAcross,
  unreadInThreads,
} from './message.sql.ts';
import { messageText, type Side } from './rules.ts';

/** A message inside a thread; the thread's id is the dossier's. */
export interface Message {
  readonly id: string;
  readonly side: Side;
  readonly authorName: string;
  readonly text: string;
  readonly at: Date;
  /** When the other side opened it. */
  readonly readAt: Date | null;
}

/**
 * Writes into a thread. Whether the author may write there is the caller's to know; so are ledger, doorbell and telling
 * the other side.
 */
export async function writeMessage(
  tx: Tx,
  house: House,
  message: {
    readonly officeId: string;
    readonly threadId: string;
    readonly authorId: string;
    readonly side: Side;
    readonly text: string;
    /** Files go with it: then words may be missing. */
    readonly mayBeEmpty?: boolean;
  },
): Promise<{ ok: true; id: string; text: string; at: Date } | { ok: false; why: Reason }> {
  const read = messageText(message.text, message.mayBeEmpty);
  if (!read.ok) return read;
  const { officeId, threadId, authorId, side } = message;
  const id = newId();
  const at = house.now();
  const sealed = await house.vault.sealText(officeId, read.text, placeOf(id));
  await insertMessage(tx, { officeId, id, threadId, authorId, side, sealed, at });
  return { ok: true, id, text: read.text, at };
}

/** What was written in a thread, oldest first; of a very long one the newest five hundred. */
export async function messagesOf(
  query: Query,
  house: House,
  officeId: string,
  threadId: string,
): Promise<Message[]> {
  const rows = await messagesInThread(query, officeId, threadId);
  const authors = await contacts(query, [...new Set(rows.map((row) => row.authorId))]);
  const names = new Map(authors.map(({ id, name }) => [id, name]));
  return Promise.all(
    rows.map(async ({ id, side, authorId, sealed, at, readAt }) => ({
      id,
      side,
      authorName: names.get(authorId) ?? '',
      text: await house.vault.openText(officeId, sealed, placeOf(id)),
      at,
      readAt,
    })),
  );
}

/** The reader has seen what the other side wrote, up to and with the message `last`. Returns how many were new to them. */
export function markRead(
  tx: Tx,
  officeId: string,
  threadId: string,
  readerSide: Side,
  last?: string,
): Promise<number> {
  return markThreadRead(tx, officeId, threadId, readerSide, last);
}

/** Unread messages for a side, by thread; a thread without any is left out. */
export async function unreadCount(
  query: Query,
  officeId: string,
  threadIds: readonly string[],
  side: Side,
): Promise<ReadonlyMap<string, number>> {
  if (threadIds.length === 0) return new Map();
  const rows = await unreadInThreads(query, officeId, threadIds, side);
  return new Map(rows.map(({ threadId, unread }) => [threadId, unread]));
}

/** All unread messages for a side in these threads, of whatever office. */
export async function unreadTotal(
  query: Query,
  threads: readonly { readonly officeId: string; readonly threadId: string }[],
  side: Side,
): Promise<number> {
  return threads.length === 0 ? 0 : unreadAcross(query, threads, side);
}

const placeOf = (id: string) => `message:${id}`;
