import type { JsonValue, Query } from '../../../kernel/db.ts';
import { type Findings, findingsOf, type Place, type Question, readAtOnce } from './question.ts';

/** A line of the ledger as an audit reads it: who, what, when, and codes. */
export interface FoundEvent {
  readonly place: Place;
  readonly at: Date;
  readonly kind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly mandate: string;
  readonly channel: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  /** Of an event of a dossier. */
  readonly dossierId: string | null;
  readonly number: string | null;
  /** The words of an event of the office itself, sealed for its place; those of a dossier are not an audit's to read. */
  readonly sealed: Buffer | null;
}

interface EventRow extends Omit<FoundEvent, 'place'> {
  readonly moment: string;
  readonly stream: string;
  readonly seq: number;
}

/** The rows an audit may read next: by time, the newest first, on from a place. */
function reading(query: Query, ask: Question, after: Place | undefined) {
  const { officeId, from, to, actorId, dossierId } = ask;
  return query`
    select e.stream_id, e.seq, e.stream_kind, e.kind, e.at, e.actor_id, e.mandate, e.channel, e.data from event e
    where e.office_id = ${officeId} and e.at >= ${from} and e.at < ${to}
      ${actorId === undefined ? query`` : query`and e.actor_id = ${actorId}`}
      ${dossierId === undefined ? query`` : query`and e.stream_id = ${dossierId}`}
      ${
        after === undefined
          ? query``
          : query`and e.at <= ${after.at}::text::timestamptz
              and (e.at < ${after.at}::text::timestamptz or (e.stream_id, e.seq) > (${after.id}::uuid, ${after.seq}::bigint))`
      }
    order by e.at desc, e.stream_id, e.seq`;
}

/** Where an event names the things that it changed. */
const LISTS = ['added', 'changed', 'removed', 'retired', 'reopened', 'counters', 'reasons'];

/** Which of the rows that were read are looked for. */
function wanted(query: Query, { kind, code }: Question) {
  const spellings = code === undefined ? [] : [code, code.toUpperCase(), code.toLowerCase()];
  return query`
    ${kind === undefined ? query`true` : query`w.kind = ${kind}`}
    ${
      code === undefined
        ? query``
        : query`and (w.data->>'code' = any(${spellings}) or exists (
            select 1 from unnest(${LISTS}::text[]) named where w.data->named ?| ${spellings}::text[]))`
    }`;
}

/** A page of the ledger; reads at most {@link readAtOnce} rows. */
export async function findEvents(
  query: Query,
  ask: Question,
  after: Place | undefined,
  lines: number,
): Promise<Findings<FoundEvent>> {
  const rows = await query<EventRow[]>`
    select r.at, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, r.stream_id as stream, r.seq, r.kind,
      r.actor_id as "actorId", p.full_name as "actorName", r.mandate, r.channel, r.data,
      d.id as "dossierId", d.number, w.sealed
    from (
      select * from (${reading(query, ask, after)} limit ${readAtOnce(ask)}) w
      where ${wanted(query, ask)}
      limit ${lines + 1}) r
    left join person p on p.id = r.actor_id
    left join event_text w on r.stream_kind = 'office' and w.stream_id = r.stream_id and w.seq = r.seq
    left join dossier d on r.stream_kind = 'dossier' and d.office_id = ${ask.officeId} and d.id = r.stream_id
    order by r.at desc, r.stream_id, r.seq`;
  const found = rows.map(({ moment, stream, seq, ...row }) => ({
    ...row,
    place: { at: moment, id: stream, seq },
  }));
  const isFull = rows.length > lines;
  return findingsOf(found, lines, isFull ? undefined : await lastRead(query, ask, after));
}

/** Where a search that read all it may read has come to; undefined when there was no more to read. */
async function lastRead(
  query: Query,
  ask: Question,
  after: Place | undefined,
): Promise<Place | undefined> {
  if (ask.kind === undefined && ask.code === undefined) return undefined;
  const [row] = await query<{ moment: string; stream: string; seq: number }[]>`
    select to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, w.stream_id as stream, w.seq
    from (${reading(query, ask, after)} offset ${readAtOnce(ask) - 1} limit 1) w`;
  return row && { at: row.moment, id: row.stream, seq: row.seq };
}
