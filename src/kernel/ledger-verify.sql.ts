import type { Query } from './db.ts';
import type { EventRow, EventText, Stream } from './ledger.ts';
import type { MovedHead, OwnerTable } from './ledger-seal.sql.ts';

/** What is looked at: everything, one office with its dossiers, or one stream. */
export interface LedgerScope {
  readonly officeId?: string;
  readonly stream?: string;
}

/** The next events in the order of stream and number; at most 2,000. */
export async function eventsAfter(
  query: Query,
  scope: LedgerScope,
  after: { readonly stream_id: string; readonly seq: number },
): Promise<EventRow[]> {
  return query<EventRow[]>`
    select stream_id, seq, stream_kind, office_id, kind, at, actor_id, on_behalf_of, mandate, channel, data, commitment,
      prev_hash, hash
    from event
    where (stream_id, seq) > (${after.stream_id}, ${after.seq})
      ${scope.officeId === undefined ? query`` : query`and office_id = ${scope.officeId}`}
      ${scope.stream === undefined ? query`` : query`and stream_id = ${scope.stream}`}
    order by stream_id, seq limit 2000`;
}

/** The personal texts beside these events. */
export async function textsOf(
  query: Query,
  events: readonly EventRow[],
): Promise<(EventText & { stream_id: string })[]> {
  return query<(EventText & { stream_id: string })[]>`
    select t.stream_id, t.seq, t.salt, t.sealed
    from unnest(${events.map((e) => e.stream_id)}::uuid[], ${events.map((e) => e.seq)}::bigint[]) as p (stream_id, seq)
    join event_text t on t.stream_id = p.stream_id and t.seq = p.seq`;
}

/** The ends that the owners' rows hold for these streams. */
export async function headsOf(
  query: Query,
  kind: Stream['kind'],
  streams: readonly { readonly id: string; readonly officeId: string | null }[],
): Promise<Pick<MovedHead, 'id' | 'seq' | 'hash'>[]> {
  const ids = streams.map(({ id }) => id);
  if (kind === 'dossier')
    return query<Pick<MovedHead, 'id' | 'seq' | 'hash'>[]>`
      select d.id, d.head_seq as seq, d.head_hash as hash
      from unnest(${streams.map(({ officeId }) => officeId)}::uuid[], ${ids}::uuid[]) as p (office_id, id)
      join dossier d on d.office_id = p.office_id and d.id = p.id`;
  if (kind === 'office')
    return query<Pick<MovedHead, 'id' | 'seq' | 'hash'>[]>`
      select id, head_seq as seq, head_hash as hash from office where id = any(${ids}::uuid[])`;
  return query<Pick<MovedHead, 'id' | 'seq' | 'hash'>[]>`
    select id, head_seq as seq, head_hash as hash from person where id = any(${ids}::uuid[])`;
}

export interface OwnerRow {
  readonly office_id: string | null;
  readonly id: string;
  readonly seq: number;
  /** Whether the ledger holds any event of it. */
  readonly told: boolean;
}

/** The next owners of streams, in the order of their keys; at most 5,000. */
export async function ownersAfter(
  query: Query,
  table: OwnerTable,
  scope: LedgerScope,
  after: OwnerRow | undefined,
): Promise<OwnerRow[]> {
  const least = '00000000-0000-0000-0000-000000000000';
  const one = scope.stream === undefined ? query`` : query`and o.id = ${scope.stream}`;
  const office = scope.officeId;
  if (table === 'dossier')
    return query<OwnerRow[]>`
      select o.office_id, o.id, o.head_seq as seq, exists (select 1 from event e where e.stream_id = o.id) as told
      from dossier o where (o.office_id, o.id) > (${after?.office_id ?? least}, ${after?.id ?? least}) ${one}
        ${office === undefined ? query`` : query`and o.office_id = ${office}`}
      order by o.office_id, o.id limit 5000`;
  if (table === 'office')
    return query<OwnerRow[]>`
      select o.id as office_id, o.id, o.head_seq as seq, exists (select 1 from event e where e.stream_id = o.id) as told
      from office o where o.id > ${after?.id ?? least} ${one} ${office === undefined ? query`` : query`and o.id = ${office}`}
      order by o.id limit 5000`;
  if (office !== undefined) return [];
  return query<OwnerRow[]>`
    select null::uuid as office_id, o.id, o.head_seq as seq, exists (select 1 from event e where e.stream_id = o.id) as told
    from person o where o.id > ${after?.id ?? least} ${one} order by o.id limit 5000`;
}

export async function officeIdOf(query: Query, slug: string): Promise<string | undefined> {
  const [row] = await query<{ id: string }[]>`select id from office where slug = ${slug}`;
  return row?.id;
}
