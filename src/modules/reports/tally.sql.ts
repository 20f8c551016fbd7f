import type { IsoDate, TimeZone } from '../../kernel/clocks/index.ts';
import type { Query, Tx } from '../../kernel/db.ts';
import { TALLIED } from './figures.ts';

/** Days of one office, as moments of its clock: `from` included, `to` not. */
export interface Days {
  readonly officeId: string;
  readonly timeZone: TimeZone;
  readonly from: Date;
  readonly to: Date;
}

/** What is counted of each thing that happened: the application, its dossier, and the application by where the officer worked. */
const units = (query: Query) => query`
  cross join lateral (values
    ('application', h.application_id, h.service_id, h.channel, h.part),
    ('dossier', h.dossier_id, null::uuid, h.channel, h.part),
    ('workplace', h.application_id, null::uuid, null::text, h.workplace)
  ) as u (unit, thing, service_id, channel, part)
  where (u.unit <> 'workplace' or h.workplace is not null)`;

/** The dossiers to which something happened in these days. */
async function dossiersIn(query: Query, { officeId, from, to }: Days): Promise<string[]> {
  const rows = await query<{ id: string }[]>`
    select distinct dossier_id as id from figure_occurrence
    where office_id = ${officeId} and at >= ${from} and at < ${to} and figure = any(${[...TALLIED]}::text[])`;
  return rows.map(({ id }) => id);
}

/**
 * The lines of the tally for some days. Whoever it happened to before is counted apart by the day on which it last did, so that
 * days can be added up to any period without counting anybody twice: for that the dossiers are read from their beginning.
 */
function linesOf(query: Query, { officeId, timeZone, from, to }: Days, dossiers: string[]) {
  return query`
    select l.unit, l.day, l.figure, l.service_id, l.channel, l.part, l.before, count(*)::int as things
    from (
      select u.unit, h.day, h.figure, u.service_id, u.channel, u.part,
        lag(h.day) over (partition by u.unit, h.figure, u.part, u.thing order by h.day) as before
      from (
        select distinct o.figure, (o.at at time zone ${timeZone})::date as day, o.application_id, o.dossier_id, o.service_id,
          o.channel, o.workplace, o.part
        from figure_occurrence o
        where o.office_id = ${officeId} and o.dossier_id = any(${dossiers}::uuid[]) and o.at < ${to}
          and o.figure = any(${[...TALLIED]}::text[])) h
      ${units(query)}
      group by u.unit, h.day, h.figure, u.service_id, u.channel, u.part, u.thing) l
    where l.day >= (${from}::timestamptz at time zone ${timeZone})::date
    group by 1, 2, 3, 4, 5, 6, 7`;
}

/** What happened in a period, counted from the lines themselves: for an office without a tally, or days that it has not reached. */
export async function countLive(query: Query, { officeId, from, to }: Days): Promise<Line[]> {
  return query<Line[]>`
    select u.unit, h.figure, u.service_id, u.channel, u.part, count(distinct u.thing)::int as things
    from figure_occurrence h
    ${units(query)} and h.office_id = ${officeId} and h.at >= ${from} and h.at < ${to}
      and h.figure = any(${[...TALLIED]}::text[])
    group by u.unit, h.figure, u.service_id, u.channel, u.part`;
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

/** Counts days that are over, and says that they are counted. */
export async function storeDays(tx: Tx, days: Days, until: IsoDate): Promise<void> {
  await tx`
    insert into figure_tally (office_id, grain, unit, day, figure, service_id, channel, part, before, things)
    select ${days.officeId}, 'day', l.* from (${linesOf(tx, days, await dossiersIn(tx, days))}) l`;
  await tx`update figure_counted set until = ${until} where office_id = ${days.officeId}`;
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

/** What a period adds up to, part by part. */
export interface Line {
  readonly unit: 'application' | 'dossier' | 'workplace';
  readonly figure: string;
  readonly service_id: string | null;
  readonly channel: string | null;
  /** The reason of a fault; for the unit `workplace` where the officer worked. */
  readonly part: string | null;
  readonly things: number;
}

/** Which stored lines make up the counted part of a period: whole months, and days at both ends. */
export interface Stored {
  readonly months: readonly IsoDate[];
  readonly days: readonly (readonly [IsoDate, IsoDate])[];
}

/** Adds up the stored lines of a period and counts the rest of it (`live`) from what happened. */
export async function addUp(
  query: Query,
  officeId: string,
  from: IsoDate,
  stored: Stored,
  live: Days | undefined,
): Promise<Line[]> {
  const [firsts, lasts] = [0, 1].map((end) => stored.days.map((range) => range[end] ?? ''));
  const kept = query`
    select t.unit, t.figure, t.service_id, t.channel, t.part, t.before, t.things from figure_tally t
    where t.office_id = ${officeId} and t.grain = 'month' and t.day = any(${[...stored.months]}::date[])
    union all
    select t.unit, t.figure, t.service_id, t.channel, t.part, t.before, t.things
    from unnest(${firsts ?? []}::date[], ${lasts ?? []}::date[]) as r (first, last)
    cross join lateral (
      -- Read range by range: as a join PostgreSQL reads every office's tally from end to end.
      select * from figure_tally t
      where t.office_id = ${officeId} and t.grain = 'day' and t.day >= r.first and t.day <= r.last offset 0) t`;
  const all = live
    ? query`${kept} union all
      select l.unit, l.figure, l.service_id, l.channel, l.part, l.before, l.things
      from (${linesOf(query, live, await dossiersIn(query, live))}) l`
    : kept;
  return query<Line[]>`
    select unit, figure, service_id, channel, part, sum(things)::int as things from (${all}) a
    where before is null or before < ${from}::date
    group by unit, figure, service_id, channel, part`;
}
