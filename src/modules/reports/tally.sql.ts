import type { IsoDate, TimeZone } from '../../kernel/clocks/index.ts';
import type { Query, Tx } from '../../kernel/db.ts';
import { TALLIED, type Tallied } from './figures.ts';
import type { Period } from './period.ts';
import { type Days, type Line, linesOf } from './tally-lines.sql.ts';
import { dropRunning, runningLines } from './tally-running.sql.ts';

/** The dossiers to which something happened in these days. */
async function dossiersIn(query: Query, { officeId, from, to }: Days): Promise<string[]> {
  const rows = await query<{ id: string }[]>`
    select distinct dossier_id as id from figure_occurrence
    where office_id = ${officeId} and at >= ${from} and at < ${to} and figure = any(${[...TALLIED]}::text[])`;
  return rows.map(({ id }) => id);
}

/** Up to which day the office's past is counted; undefined: nothing yet. */
export async function countedUntil(query: Query, officeId: string): Promise<IsoDate | undefined> {
  const [row] = await query<{ until: string }[]>`
    select until::text from figure_counted where office_id = ${officeId}`;
  return row?.until;
}

/**
 * The day before the first dossier of an office that has at least so many (5,000 at the most are looked for); undefined: it has
 * fewer, and no tally.
 */
export async function dayBeforeFirst(
  query: Query,
  officeId: string,
  timeZone: TimeZone,
  fewest: number,
): Promise<IsoDate | undefined> {
  const [row] = await query<{ day: string | null; dossiers: number }[]>`
    select ((min(submitted_at) at time zone ${timeZone})::date - 1)::text as day, count(*)::int as dossiers
    from (select submitted_at from dossier where office_id = ${officeId} order by submitted_at limit 5000) d`;
  return row && row.dossiers >= fewest ? (row.day ?? undefined) : undefined;
}

/** Takes the office's tally for itself until the transaction ends, and says how far it is; another job waits here. */
export async function holdTally(tx: Tx, officeId: string, begin: IsoDate): Promise<IsoDate> {
  await tx`insert into figure_counted (office_id, until) values (${officeId}, ${begin}) on conflict do nothing`;
  const [row] = await tx<{ until: string }[]>`
    select until::text from figure_counted where office_id = ${officeId} for update`;
  if (!row) throw new Error(`office ${officeId} has no tally`);
  return row.until;
}

/** The mark before which every transaction stands that is open now. */
export async function newestBegun(query: Query): Promise<string> {
  const [row] = await query<{ newest: string }[]>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as newest`;
  return row?.newest ?? '0';
}

/** Whether every transaction before the mark has ended. */
export async function haveEnded(query: Query, newest: string): Promise<boolean> {
  const [row] = await query<{ ended: boolean }[]>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${newest}::text::xid8 as ended`;
  return row?.ended ?? false;
}

/** Counts days that are over, says that they are counted, and lets go of what the running tally held of them. */
export async function storeDays(tx: Tx, days: Days, until: IsoDate): Promise<void> {
  await tx`
    insert into figure_tally (office_id, grain, unit, day, figure, service_id, channel, part, before, things)
    select ${days.officeId}, 'day', l.* from (${linesOf(tx, days, await dossiersIn(tx, days))}) l`;
  await tx`update figure_counted set until = ${until} where office_id = ${days.officeId}`;
  await dropRunning(tx, days.officeId);
}

/** Adds up the days of a month that is counted to its end. Whoever had it happen twice within the month is there once. */
export async function storeMonth(tx: Tx, officeId: string, first: IsoDate): Promise<void> {
  await tx`
    insert into figure_tally (office_id, grain, day, unit, figure, service_id, channel, part, before, things)
    select office_id, 'month', ${first}::date, unit, figure, service_id, channel, part, before, sum(things)::int
    from figure_tally
    where office_id = ${officeId} and grain = 'day' and day >= ${first}::date and day < ${first}::date + interval '1 month'
      and (before is null or before < ${first}::date)
    group by office_id, unit, figure, service_id, channel, part, before`;
}

/** Which stored lines make up the counted part of a period: whole months, and days at both ends. */
export interface Stored {
  readonly months: readonly IsoDate[];
  readonly days: readonly (readonly [IsoDate, IsoDate])[];
}

/** Adds up the stored lines of a period and those of the days after them (`fresh`, from {@link runningLines} and {@link linesOf}). */
export async function addUp(
  query: Query,
  officeId: string,
  from: IsoDate,
  stored: Stored,
  fresh: Fresh | undefined,
  figure: Tallied | undefined,
): Promise<Line[]> {
  const [firsts, lasts] = [0, 1].map((end) => stored.days.map((range) => range[end] ?? ''));
  const named = figure ? query`and figure = ${figure}` : query``;
  const kept = query`
    select t.unit, t.figure, t.service_id, t.channel, t.part, t.before, t.things from figure_tally t
    where t.office_id = ${officeId} and t.grain = 'month' and t.day = any(${[...stored.months]}::date[]) ${named}
    union all
    select t.unit, t.figure, t.service_id, t.channel, t.part, t.before, t.things
    from unnest(${firsts ?? []}::date[], ${lasts ?? []}::date[]) as r (first, last)
    cross join lateral (
      -- Read range by range: as a join PostgreSQL reads every office's tally from end to end.
      select * from figure_tally t
      where t.office_id = ${officeId} and t.grain = 'day' and t.day >= r.first and t.day <= r.last ${named} offset 0) t`;
  const all = fresh
    ? query`${kept} union all ${runningLines(query, officeId, fresh.period, fresh.unseen)} union all
      select l.unit, l.figure, l.service_id, l.channel, l.part, l.before, l.things
      from (${linesOf(query, fresh.days, fresh.unseen)}) l`
    : kept;
  return query<Line[]>`
    select unit, figure, service_id, channel, part, sum(things)::int as things from (${all}) a
    where (before is null or before < ${from}::date) ${named}
    group by unit, figure, service_id, channel, part`;
}

/** Days that are not counted for good: the running tally holds them, but for the dossiers that it has not seen as they are. */
export interface Fresh {
  readonly period: Period;
  /** The same days as moments. */
  readonly days: Days;
  readonly unseen: readonly string[];
}
