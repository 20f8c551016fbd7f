import type { IsoDate } from '../../kernel/clocks/index.ts';
import type { Query, Tx } from '../../kernel/db.ts';
import { type Days, thingsOf } from './tally-lines.sql.ts';

/** A stream and its last event since the days that are not counted yet began. */
export interface Touched {
  readonly stream_id: string;
  readonly seq: number;
}

/**
 * The streams of an office with an event since then that the running tally has not seen. It is the place in the stream that
 * tells, not the clock: an event that is written down late has a later place, whatever its moment.
 */
export async function unseenSince(query: Query, officeId: string, since: Date): Promise<Touched[]> {
  return query<Touched[]>`
    select t.stream_id, t.seq
    from (
      select stream_id, max(seq) as seq from event where office_id = ${officeId} and at >= ${since} group by stream_id) t
    where t.seq is distinct from (
      select s.seq from figure_seen s where s.office_id = ${officeId} and s.stream_id = t.stream_id)`;
}

/** The lines of the running tally for some days, but for dossiers that are looked at anew. */
export function runningLines(
  query: Query,
  officeId: string,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
  except: readonly string[],
) {
  return query`
    select r.unit, r.figure, r.service_id, r.channel, r.part, r.before, r.things from figure_running r
    where r.office_id = ${officeId} and r.day >= ${from}::date and r.day <= ${to}::date
      and r.dossier_id <> all(${[...except]}::uuid[])`;
}

/**
 * Puts what happened in these days to some streams in the place of what the running tally held of them. The streams were asked
 * for in an earlier statement, so no line is older than the event up to which it is said to be seen.
 */
export async function storeRunning(tx: Tx, days: Days, streams: readonly Touched[]): Promise<void> {
  const { officeId } = days;
  const ids = streams.map(({ stream_id }) => stream_id);
  await tx`delete from figure_seen where office_id = ${officeId} and stream_id = any(${ids}::uuid[])`;
  await tx`
    insert into figure_seen (office_id, stream_id, seq)
    select ${officeId}, * from unnest(${ids}::uuid[], ${streams.map(({ seq }) => seq)}::bigint[])`;
  await tx`
    insert into figure_running (office_id, dossier_id, day, unit, figure, service_id, channel, part, before, things)
    select ${officeId}, l.dossier_id, l.day, l.unit, l.figure, l.service_id, l.channel, l.part, l.before, count(*)::int
    from (${thingsOf(tx, days, ids)}) l
    group by l.dossier_id, l.day, l.unit, l.figure, l.service_id, l.channel, l.part, l.before`;
}

/** Throws the running tally of an office away: its days are counted for good, or are counted anew from the next minute on. */
export async function dropRunning(tx: Tx, officeId: string): Promise<void> {
  await tx`delete from figure_seen where office_id = ${officeId}`;
}

/** Takes the office's tally until the transaction ends, and says how far it is; undefined: it has none, or another job has it. */
export async function holdIfFree(tx: Tx, officeId: string): Promise<IsoDate | undefined> {
  const [row] = await tx<{ until: string }[]>`
    select until::text from figure_counted where office_id = ${officeId} for update skip locked`;
  return row?.until;
}

/**
 * The offices with a tally to which something happened that their running tally has not seen. One look for all of them: a quiet
 * office costs one step into an index. An office whose past is still being counted has no running tally yet.
 */
export async function officesToCatchUp(query: Query, now: Date): Promise<string[]> {
  const rows = await query<{ id: string }[]>`
    select c.office_id as id
    from figure_counted c
    join office o on o.id = c.office_id
    where c.until >= (${now}::timestamptz at time zone o.time_zone)::date - 2 and exists (
      select 1
      from (
        select e.stream_id, max(e.seq) as seq from event e
        where e.office_id = c.office_id and e.at >= (c.until + 1)::timestamp at time zone o.time_zone
        group by e.stream_id) t
      where t.seq is distinct from (
        select s.seq from figure_seen s where s.office_id = c.office_id and s.stream_id = t.stream_id))`;
  return rows.map(({ id }) => id);
}
