import type { Query } from '../../kernel/db.ts';
import type { Attachment } from './notify.ts';

/** A message of the demo's sandbox, without what is in it. */
export interface OutboxLine {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly at: Date;
}

export interface OutboxMessage extends OutboxLine {
  readonly body: string;
  readonly attachments: readonly Attachment[];
}

/** How many a page of the list shows. */
export const OUTBOX_PAGE = 50;

/**
 * The newest messages whose address contains a text, one more than a page holds when there are older ones; `before` is
 * the id of the last one already seen.
 */
export async function outbox(
  query: Query,
  address: string,
  before: string | undefined,
): Promise<readonly OutboxLine[]> {
  const like = `%${address.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return query<OutboxLine[]>`
    select id, address, subject, at from sandbox_message
    where (${address} = '' or lower(address) like ${like})
      and (${before ?? null}::uuid is null
        or (at, id) < (select at, id from sandbox_message where id = ${before ?? null}::uuid))
    order by at desc, id desc limit 51`;
}

export async function outboxMessage(query: Query, id: string): Promise<OutboxMessage | undefined> {
  const [row] = await query<OutboxMessage[]>`
    select id, address, subject, body, attachments, at from sandbox_message where id = ${id}`;
  return row;
}
