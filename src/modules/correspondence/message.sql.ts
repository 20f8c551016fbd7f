import type { Query, Tx } from '../../kernel/db.ts';
import type { Side } from './rules.ts';

export interface NewMessage {
  readonly officeId: string;
  readonly id: string;
  readonly threadId: string;
  readonly authorId: string;
  readonly side: Side;
  readonly sealed: Buffer;
  readonly at: Date;
}

export async function insertMessage(tx: Tx, message: NewMessage): Promise<void> {
  await tx`insert into message (office_id, id, thread_id, author_id, side, sealed, at)
    values (${message.officeId}, ${message.id}, ${message.threadId}, ${message.authorId}, ${message.side},
      ${message.sealed}, ${message.at})`;
}

export interface MessageRow {
  readonly id: string;
  readonly authorId: string;
  readonly side: Side;
  readonly sealed: Buffer;
  readonly at: Date;
  readonly readAt: Date | null;
}

/** The newest five hundred of a thread, oldest first. */
export async function messagesInThread(
  query: Query,
  officeId: string,
  threadId: string,
): Promise<readonly MessageRow[]> {
  const rows = await query<MessageRow[]>`
    select id, author_id as "authorId", side, sealed, at, read_at as "readAt"
    from message where office_id = ${officeId} and thread_id = ${threadId}
    order by at desc, id desc limit 500`;
  return [...rows].reverse();
}

/** Marks what the other side wrote as read, up to and with the message `last` where one is named; how many that were. */
export async function markThreadRead(
  tx: Tx,
  officeId: string,
  threadId: string,
  by: Side,
  last?: string,
): Promise<number> {
  const { count } = await tx`update message set read_at = now()
    where office_id = ${officeId} and thread_id = ${threadId} and side <> ${by} and read_at is null
      and (${last ?? null}::uuid is null or (at, id) <= (
        select at, id from message where office_id = ${officeId} and thread_id = ${threadId} and id = ${last ?? null}))`;
  return count;
}

/** Threads with something unread for this side, and how many messages in each. */
export async function unreadInThreads(
  query: Query,
  officeId: string,
  threadIds: readonly string[],
  reader: Side,
): Promise<readonly { threadId: string; unread: number }[]> {
  return query<{ threadId: string; unread: number }[]>`
    select thread_id as "threadId", count(*)::int as unread from message
    where office_id = ${officeId} and thread_id = any(${threadIds as string[]}::uuid[]) and side <> ${reader}
      and read_at is null
    group by thread_id`;
}

/** As {@link unreadInThreads}, for threads of several offices together. */
export async function unreadAcross(
  query: Query,
  threads: readonly { officeId: string; threadId: string }[],
  reader: Side,
): Promise<number> {
  const [row] = await query<{ unread: number }[]>`
    select count(*)::int as unread from message
    where (office_id, thread_id) in (
        select * from unnest(${threads.map((thread) => thread.officeId)}::uuid[],
          ${threads.map((thread) => thread.threadId)}::uuid[]))
      and side <> ${reader} and read_at is null`;
  return row?.unread ?? 0;
}
