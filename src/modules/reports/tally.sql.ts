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

/**
 * The lines of the tally for some days, counted from what happened. Whoever it happened to before is counted apart by the day on
 * which it last did, so that days can be added up to any period without counting anybody twice.
 */
function linesOf(query: Query, { officeId, timeZone, from, to }: Days) {
  return query`
    select l.unit, h.day, h.figure, l.service_id, l.channel, l.part, (l.before at time zone ${timeZone})::date as before,
      count(distinct l.thing)::int as things
    from (
      select distinct o.figure, (o.at at time zone ${timeZone})::date as day, o.application_id, o.dossier_id, o.service_id, o.channel,
        o.workplace, o.part
      from figure_occurrence o
      where o.office_id = ${officeId} and o.at >= ${from} and o.at < ${to} and o.figure = any(${[...TALLIED]}::text[])) h
    cross join lateral (
      select max(e.at) filter (where e.application_id = h.application_id) as application, max(e.at) as dossier,
        max(e.at) filter (where e.application_id = h.application_id and e.workplace = h.workplace) as workplace
      from figure_occurrence e
      where e.office_id = ${officeId} and e.dossier_id = h.dossier_id and e.figure = h.figure and e.part is not distinct from h.part
        and e.at < (h.day::timestamp at time zone ${timeZone})) earlier
    cross join lateral (values
      ('application', h.application_id, h.service_id, h.channel, h.part, earlier.application),
      ('dossier', h.dossier_id, null::uuid, h.channel, h.part, earlier.dossier),
      ('workplace', h.application_id, null::uuid, null::text, h.workplace, earlier.workplace)
    ) as l (unit, thing, service_id, channel, part, before)
    where l.unit <> 'workplace' or h.workplace is not null
    group by 1, 2, 3, 4, 5, 6, 7`;
}

/** Up to which day the office's past is counted; undefined: nothing yet. */
export async function countedUntil(query: Query, officeId: string): Promise<IsoDate | undefined> {
  const [row] = await query<{ until: string }[]>`
    select until::text from figure_counted where office_id = ${officeId}`;
  return row?.until;
}

/** The day before the office's first dossier came in; undefined: it has none. */
export async function dayBeforeFirst(
  query: Query,
  officeId: string,
  timeZone: TimeZone,
): Promise<IsoDate | undefined> {
  const [row] = await query<{ day: string | null }[]>`
    select ((min(submitted_at) at time zone ${timeZone})::date - 1)::text as day from dossier where office_id = ${officeId}`;
  return row?.day ?? undefined;
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
    select ${days.officeId}, 'day', l.* from (${linesOf(tx, days)}) l`;
  await tx`update figure_counted set until = ${until} where office_id = ${days.officeId}`;
}

/** Adds up the days of months that are counted to their end. Whoever had it happen twice within a month is there once. */
export async function storeMonths(
  tx: Tx,
  officeId: string,
  firsts: readonly IsoDate[],
): Promise<void> {
  await tx`
    insert into figure_tally (office_id, grain, day, unit, figure, service_id, channel, part, before, things)
    select t.office_id, 'month', m.first, t.unit, t.figure, t.service_id, t.channel, t.part, t.before, sum(t.things)::int
    from unnest(${[...firsts]}::date[]) as m (first)
    join figure_tally t on t.office_id = ${officeId} and t.grain = 'day' and t.day >= m.first and t.day < m.first + interval '1 month'
    where t.before is null or t.before < m.first
    group by t.office_id, m.first, t.unit, t.figure, t.service_id, t.channel, t.part, t.before`;
}

/** Whether so little came in since a moment (fewer than 2,000 dossiers) that it can be counted at once, in a second or two. */
export async function hasLittle(query: Query, officeId: string, since: Date): Promise<boolean> {
  const rows = await query`
    select 1 from dossier where office_id = ${officeId} and submitted_at >= ${since} limit 2000`;
  return rows.length < 2000;
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
    join figure_tally t on t.office_id = ${officeId} and t.grain = 'day' and t.day >= r.first and t.day <= r.last`;
  const all = live
    ? query`${kept} union all
      select l.unit, l.figure, l.service_id, l.channel, l.part, l.before, l.things from (${linesOf(query, live)}) l`
    : kept;
  return query<Line[]>`
    select unit, figure, service_id, channel, part, sum(things)::int as things from (${all}) a
    where before is null or before < ${from}::date
    group by unit, figure, service_id, channel, part`;
}
