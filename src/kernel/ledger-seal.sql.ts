import type { Query, Tx } from './db.ts';

/** The end of a stream as its owner's row has it. `office_id` is null for persons. */
export interface MovedHead {
  readonly office_id: string | null;
  readonly id: string;
  readonly seq: number;
  readonly hash: Buffer;
}

/** Where a stream's end is kept. */
export type OwnerTable = 'dossier' | 'office' | 'person';

export interface SealRow {
  readonly office_id: string | null;
  readonly number: number;
  readonly at: Date;
  readonly heads: Readonly<Record<string, readonly [seq: number, hash: string]>>;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
  readonly mac: Buffer;
}

/** The next ends beyond what is sealed, in the order of their owners' keys; at most 5,000. */
export async function movedHeads(
  query: Query,
  table: OwnerTable,
  after: MovedHead | undefined,
): Promise<MovedHead[]> {
  const least = '00000000-0000-0000-0000-000000000000';
  if (table === 'dossier')
    return query<MovedHead[]>`
      select d.office_id, d.id, d.head_seq as seq, d.head_hash as hash
      from dossier d left join sealed_head s on s.stream_id = d.id
      where (d.office_id, d.id) > (${after?.office_id ?? least}, ${after?.id ?? least}) and d.head_seq > coalesce(s.seq, 0)
      order by d.office_id, d.id limit 5000`;
  if (table === 'office')
    return query<MovedHead[]>`
      select o.id as office_id, o.id, o.head_seq as seq, o.head_hash as hash
      from office o left join sealed_head s on s.stream_id = o.id
      where o.id > ${after?.id ?? least} and o.head_seq > coalesce(s.seq, 0)
      order by o.id limit 5000`;
  return query<MovedHead[]>`
    select null::uuid as office_id, p.id, p.head_seq as seq, p.head_hash as hash
    from person p left join sealed_head s on s.stream_id = p.id
    where p.id > ${after?.id ?? least} and p.head_seq > coalesce(s.seq, 0)
    order by p.id limit 5000`;
}

/** One sealing at a time in the whole installation; until the transaction ends. */
export async function lockSealing(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('ledger seal', 0))`;
}

export async function lastSeal(
  tx: Tx,
  officeId: string | null,
): Promise<Pick<SealRow, 'number' | 'hash'> | undefined> {
  const [row] = await tx<Pick<SealRow, 'number' | 'hash'>[]>`
    select number, hash from ledger_seal where office_id is not distinct from ${officeId}::uuid order by number desc limit 1`;
  return row;
}

export async function insertSeal(tx: Tx, seal: SealRow): Promise<void> {
  await tx`
    insert into ledger_seal (office_id, number, at, heads, prev_hash, hash, mac)
    values (${seal.office_id}, ${seal.number}, ${seal.at}, ${tx.json(seal.heads)}, ${seal.prev_hash}, ${seal.hash},
      ${seal.mac})`;
}

/** Notes how far these streams are sealed. */
export async function noteSealed(
  tx: Tx,
  officeId: string | null,
  number: number,
  heads: readonly MovedHead[],
): Promise<void> {
  await tx`
    insert into sealed_head as s (stream_id, office_id, seq, number)
    select id, ${officeId}::uuid, seq, ${number}
    from unnest(${heads.map(({ id }) => id)}::uuid[], ${heads.map(({ seq }) => seq)}::bigint[]) as h (id, seq)
    on conflict (stream_id) do update set seq = excluded.seq, number = excluded.number`;
}

/** The chains of seals there are, by office; null is that of the persons. Also those of which only the notes are left. */
export async function sealChains(
  query: Query,
  officeId: string | undefined,
): Promise<{ office_id: string | null; noted: number }[]> {
  return query<{ office_id: string | null; noted: number }[]>`
    select office_id, coalesce(max(number), 0) as noted from (
      select office_id, number from sealed_head union all select distinct office_id, 0::bigint from ledger_seal) c
    where ${officeId ?? null}::uuid is null or office_id = ${officeId ?? null}
    group by office_id order by office_id nulls first`;
}

/** The next seals of a chain; few at a time, for each may name thousands of streams. */
export async function sealsAfter(
  query: Query,
  officeId: string | null,
  number: number,
): Promise<SealRow[]> {
  return query<SealRow[]>`
    select office_id, number, at, heads, prev_hash, hash, mac from ledger_seal
    where office_id is not distinct from ${officeId}::uuid and number > ${number} order by number limit 4`;
}

/** The hashes that stand in the ledger at these places. */
export async function hashesAt(
  query: Query,
  places: readonly { readonly stream: string; readonly seq: number }[],
): Promise<{ stream_id: string; seq: number; hash: Buffer }[]> {
  return query<{ stream_id: string; seq: number; hash: Buffer }[]>`
    select e.stream_id, e.seq, e.hash
    from unnest(${places.map(({ stream }) => stream)}::uuid[], ${places.map(({ seq }) => seq)}::bigint[]) as p (stream_id, seq)
    join event e on e.stream_id = p.stream_id and e.seq = p.seq`;
}
