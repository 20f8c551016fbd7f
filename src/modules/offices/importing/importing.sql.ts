import type { DecreeDay, IsoDate } from '../../../kernel/clocks/index.ts';
import type { JsonValue, Query, Tx } from '../../../kernel/db.ts';
import type { EventRow, Head } from '../../../kernel/ledger.ts';
import type { PresentOffice } from './cross-checks.ts';

/** Any number nobody else uses: two servers that start together import one after the other. */
const IMPORT_LOCK = 7_201_846_114;

/** Waits until no other process imports; held to the end of the transaction. */
export async function lockImports(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(${IMPORT_LOCK})`;
}

/** What was last read from each folder, as a hash. */
export async function selectStamps(query: Query): Promise<ReadonlyMap<string, string>> {
  const rows = await query<
    { folder: string; hash: string }[]
  >`select folder, hash from office_import`;
  return new Map(rows.map(({ folder, hash }) => [folder, hash]));
}

export async function saveStamp(tx: Tx, folder: string, hash: string): Promise<void> {
  await tx`insert into office_import (folder, hash) values (${folder}, ${hash})
    on conflict (folder) do update set hash = excluded.hash, imported_at = now()`;
}

/** Every office of the installation, with its parent's slug. */
export async function selectPresent(query: Query): Promise<readonly PresentOffice[]> {
  return query<PresentOffice[]>`
    select o.slug, o.code, p.slug as parent from office o left join office p on p.id = o.parent_id`;
}

/** An office's row as the importer compares it. */
export interface OfficeRow {
  readonly id: string;
  readonly slug: string;
  readonly code: string;
  readonly kind: string;
  readonly name: JsonValue;
  readonly parent_id: string | null;
  readonly tree_root_id: string | null;
  readonly time_zone: string;
  readonly region: string | null;
  readonly profile: JsonValue;
}

/** Locks and reads the offices that exist among these slugs. */
export async function lockOffices(
  tx: Tx,
  slugs: readonly string[],
): Promise<(OfficeRow & { closed_at: Date | null; head_seq: number; head_hash: Buffer })[]> {
  return tx<(OfficeRow & { closed_at: Date | null; head_seq: number; head_hash: Buffer })[]>`
    select id, slug, code, kind, name, parent_id, tree_root_id, time_zone, region, profile, closed_at, head_seq, head_hash
    from office where slug = any(${[...slugs]}::text[]) order by id for update`;
}

/** Writes offices in one statement, new ones and changed ones. */
export async function saveOffices(tx: Tx, rows: readonly OfficeRow[]): Promise<void> {
  await tx`
    insert into office (id, slug, code, kind, name, parent_id, tree_root_id, time_zone, region, profile)
    select id, slug, code, kind, name, parent_id, tree_root_id, time_zone, region, profile
    from jsonb_to_recordset(${tx.json(rows.map((row) => ({ ...row })))}) as wanted (id uuid, slug text, code text, kind text,
      name jsonb, parent_id uuid, tree_root_id uuid, time_zone text, region text, profile jsonb)
    on conflict (slug) do update set code = excluded.code, kind = excluded.kind, name = excluded.name,
      parent_id = excluded.parent_id, tree_root_id = excluded.tree_root_id, time_zone = excluded.time_zone,
      region = excluded.region, profile = excluded.profile, closed_at = null`;
}

/** Works out anew, for all offices, which offices stand above each. */
export async function refreshAncestors(tx: Tx): Promise<void> {
  await tx`
    with recursive line (id, above) as (
      select id, '{}'::uuid[] from office where parent_id is null
      union all
      select o.id, line.above || o.parent_id from office o join line on o.parent_id = line.id)
    update office o set ancestors = line.above from line where line.id = o.id and o.ancestors <> line.above`;
}

/** Closes the offices of a tree that are no longer in it; returns their ids with their ledger heads. */
export async function closeMissing(
  tx: Tx,
  rootId: string,
  kept: readonly string[],
  at: Date,
): Promise<{ id: string; head_seq: number; head_hash: Buffer }[]> {
  return tx<{ id: string; head_seq: number; head_hash: Buffer }[]>`
    update office set closed_at = ${at}
    where tree_root_id = ${rootId} and closed_at is null and slug <> all(${[...kept]}::text[])
    returning id, head_seq, head_hash`;
}

/** Stores events of many streams at once. Nobody reacts to an office being installed, so no jobs are queued. */
export async function saveEvents(tx: Tx, rows: readonly EventRow[]): Promise<void> {
  const plain = rows.map((row) => ({
    ...row,
    data: { ...row.data },
    at: row.at.toISOString(),
    commitment: null,
    prev_hash: row.prev_hash.toString('hex'),
    hash: row.hash.toString('hex'),
  }));
  await tx`
    insert into event (stream_id, seq, stream_kind, office_id, kind, at, actor_id, mandate, channel, data, prev_hash, hash)
    select stream_id, seq, stream_kind, office_id, kind, at, actor_id, mandate, channel, data,
      decode(prev_hash, 'hex'), decode(hash, 'hex')
    from jsonb_to_recordset(${tx.json(plain)}) as e (stream_id uuid, seq bigint, stream_kind text, office_id uuid, kind text,
      at timestamptz, actor_id uuid, mandate text, channel text, data jsonb, prev_hash text, hash text)`;
}

/** Stores the new ends of the offices' chains. */
export async function saveHeads(tx: Tx, heads: ReadonlyMap<string, Head>): Promise<void> {
  const rows = [...heads].map(([id, { seq, hash }]) => ({ id, seq, hash: hash.toString('hex') }));
  await tx`
    update office set head_seq = h.seq, head_hash = decode(h.hash, 'hex')
    from jsonb_to_recordset(${tx.json(rows)}) as h (id uuid, seq bigint, hash text) where office.id = h.id`;
}

/** The days off of one office (or, with null, of the nation). */
export async function selectOwnDaysOff(
  query: Query,
  officeId: string | null,
): Promise<{ day: string; kind: string; name: string; status: string; source: string }[]> {
  return query<{ day: string; kind: string; name: string; status: string; source: string }[]>`
    select to_char(day, 'YYYY-MM-DD') as day, kind, name, status, source from day_off
    where office_id is not distinct from ${officeId}::uuid order by day`;
}

/** Puts these days off in the place of the ones before. */
export async function replaceDaysOff(
  tx: Tx,
  officeId: string | null,
  days: ReadonlyMap<IsoDate, DecreeDay>,
): Promise<void> {
  await tx`delete from day_off where office_id is not distinct from ${officeId}::uuid`;
  const rows = [...days].map(([day, { kind, name, status, source }]) => ({
    day,
    kind,
    name,
    status,
    source,
  }));
  await tx`
    insert into day_off (office_id, day, kind, name, status, source)
    select ${officeId}::uuid, day, kind, name, status, source
    from jsonb_to_recordset(${tx.json(rows)}) as d (day date, kind text, name text, status text, source text)`;
}
