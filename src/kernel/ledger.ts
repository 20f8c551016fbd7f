import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Actor } from './actor.ts';
import type { JsonValue, Query, Tx } from './db.ts';
import { seal } from './vault.ts';

/** A chain of events about one thing. Its head stands on the row that a command locks anyway. */
export interface Stream {
  readonly kind: 'dossier' | 'office' | 'person';
  readonly id: string;
  /** Null for a person's stream. */
  readonly officeId: string | null;
}

export interface Head {
  readonly seq: number;
  readonly hash: Buffer;
}

/** Where a new stream begins. */
export const GENESIS: Head = { seq: 0, hash: Buffer.alloc(0) };

export interface NewEvent {
  readonly kind: string;
  /** Ids, codes, numbers and times only. */
  readonly data?: Readonly<Record<string, JsonValue>>;
  /** Personal text: kept sealed beside the chain, which holds only a salted commitment to it. */
  readonly text?: string;
}

/** An event as it stands in the table. */
export interface EventRow {
  readonly stream_id: string;
  readonly seq: number;
  readonly stream_kind: Stream['kind'];
  readonly office_id: string | null;
  readonly kind: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly on_behalf_of: string | null;
  readonly mandate: Actor['mandate'];
  readonly channel: Actor['channel'];
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly commitment: Buffer | null;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
}

/** The personal text that belongs to an event, ready to be stored beside it. */
export interface EventText {
  readonly seq: number;
  readonly salt: Buffer;
  readonly sealed: Buffer;
}

/** SHA-256 over everything an event says and the hash before it. Key order never matters. */
export function hashEvent(event: Omit<EventRow, 'hash'>): Buffer {
  const said = canonical([
    event.stream_kind,
    event.stream_id,
    event.seq,
    event.office_id,
    event.kind,
    event.at.toISOString(),
    event.actor_id,
    event.on_behalf_of,
    event.mandate,
    event.channel,
    event.data,
    event.commitment === null ? null : event.commitment.toString('hex'),
  ]);
  return createHash('sha256').update(event.prev_hash).update(said).digest();
}

/** The commitment that stands in the chain for personal text: nobody can guess the text from it without the salt. */
export function commit(salt: Buffer, text: string): Buffer {
  return createHmac('sha256', salt).update(text).digest();
}

/** The place a text is sealed for. */
export const textPlace = (streamId: string, seq: number) => `event:${streamId}:${seq}`;

/**
 * Chains new events to a head, without writing: for commands that put state and events into one statement.
 * `key` is the stream's key (a dossier's own); it is needed when an event carries personal text.
 */
export function chain(
  stream: Stream,
  head: Head,
  actor: Actor,
  at: Date,
  events: readonly NewEvent[],
  key?: Buffer,
): { rows: EventRow[]; texts: EventText[]; head: Head } {
  const rows: EventRow[] = [];
  const texts: EventText[] = [];
  let { seq, hash } = head;
  for (const event of events) {
    seq += 1;
    let commitment: Buffer | null = null;
    if (event.text !== undefined && event.text !== '') {
      if (!key)
        throw new Error(`event ${event.kind} carries personal text but the stream has no key`);
      const salt = randomBytes(32);
      commitment = commit(salt, event.text);
      texts.push({
        seq,
        salt,
        sealed: seal(key, Buffer.from(event.text), textPlace(stream.id, seq)),
      });
    }
    const row = {
      stream_id: stream.id,
      seq,
      stream_kind: stream.kind,
      office_id: stream.officeId,
      kind: event.kind,
      at,
      actor_id: actor.personId,
      on_behalf_of: actor.onBehalfOf ?? null,
      mandate: actor.mandate,
      channel: actor.channel,
      data: actor.workplace ? { ...event.data, workplace: actor.workplace } : (event.data ?? {}),
      commitment,
      prev_hash: hash,
    };
    hash = hashEvent(row);
    rows.push({ ...row, hash });
  }
  return { rows, texts, head: { seq, hash } };
}

/**
 * Appends events in the command's transaction and asks for the reactions to each. The caller holds the lock on the row
 * that carries `head` and stores the returned head on it in the same transaction.
 */
export async function append(
  tx: Tx,
  stream: Stream,
  head: Head,
  actor: Actor,
  at: Date,
  events: readonly NewEvent[],
  key?: Buffer,
): Promise<Head> {
  const chained = chain(stream, head, actor, at, events, key);
  for (const row of chained.rows) await insertEvent(tx, row);
  for (const text of chained.texts)
    await tx`insert into event_text (stream_id, seq, salt, sealed)
      values (${stream.id}, ${text.seq}, ${text.salt}, ${text.sealed})`;
  return chained.head;
}

/** Writes one event and queues its reactions: one job for each event, in order for each stream. */
async function insertEvent(tx: Query, row: EventRow): Promise<void> {
  await tx`
    with written as (
      insert into event (stream_id, seq, stream_kind, office_id, kind, at, actor_id, on_behalf_of, mandate, channel,
        data, commitment, prev_hash, hash)
      values (${row.stream_id}, ${row.seq}, ${row.stream_kind}, ${row.office_id}, ${row.kind}, ${row.at}, ${row.actor_id},
        ${row.on_behalf_of}, ${row.mandate}, ${row.channel}, ${tx.json(row.data)}, ${row.commitment}, ${row.prev_hash}, ${row.hash})
      returning stream_id, seq)
    select graphile_worker.add_job('react', json_build_object('stream', stream_id, 'seq', seq),
      queue_name => 'stream:' || stream_id, job_key => 'react:' || stream_id || ':' || seq)
    from written`;
}

/** JSON with sorted keys and no spaces, so that the same content always gives the same bytes. */
export function canonical(value: JsonValue | undefined): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => canonical(item)).join(',')}]`;
  // A date becomes its text in JSON, and so in the database: the hash must see the same.
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return canonical(value.toJSON() as JsonValue);
  const record = value as Readonly<Record<string, JsonValue | undefined>>;
  const parts = Object.keys(record)
    .filter((name) => record[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(record[name])}`);
  return `{${parts.join(',')}}`;
}

/** A text in an event's data; empty when there is none of that name. */
export function textIn(data: EventRow['data'], name: string): string {
  const value = data[name];
  return typeof value === 'string' ? value : '';
}
