import type { TimeZone } from '../../kernel/clocks/index.ts';
import type { Query } from '../../kernel/db.ts';
import { TALLIED } from './figures.ts';

/** Days of one office, as moments of its clock: `from` included, `to` not. */
export interface Days {
  readonly officeId: string;
  readonly timeZone: TimeZone;
  readonly from: Date;
  readonly to: Date;
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

/** What is counted of each thing that happened: the application, its dossier, and the application by where the officer worked. */
const units = (query: Query) => query`
  cross join lateral (values
    ('application', h.application_id, h.service_id, h.channel, h.part),
    ('dossier', h.dossier_id, null::uuid, h.channel, h.part),
    ('workplace', h.application_id, null::uuid, null::text, h.workplace)
  ) as u (unit, thing, service_id, channel, part)
  where (u.unit <> 'workplace' or h.workplace is not null)`;

/**
 * Everything that happened in some days to these dossiers, thing by thing, each beside the last earlier day on which it happened
 * to the same one (`before`): for that the dossiers are read from their beginning. One by one, each by its own events: asked for
 * all at once, PostgreSQL goes through the whole past of the office.
 */
export function thingsOf(
  query: Query,
  { officeId, timeZone, from, to }: Days,
  dossiers: readonly string[],
) {
  return query`
    select * from (
      select h.dossier_id, u.unit, h.day, h.figure, u.service_id, u.channel, u.part,
        lag(h.day) over (partition by u.unit, h.figure, u.part, u.thing order by h.day) as before
      from (
        select distinct o.figure, (o.at at time zone ${timeZone})::date as day, o.application_id, o.dossier_id, o.service_id,
          o.channel, o.workplace, o.part
        from unnest(${[...dossiers]}::uuid[]) as asked (id)
        cross join lateral (
          select * from figure_history o
          where o.office_id = ${officeId} and o.dossier_id = asked.id and o.at < ${to}
            and o.figure = any(${[...TALLIED]}::text[]) offset 0) o) h
      ${units(query)}
      group by h.dossier_id, u.unit, h.day, h.figure, u.service_id, u.channel, u.part, u.thing) every
    where day >= (${from}::timestamptz at time zone ${timeZone})::date`;
}

/**
 * The lines of the tally for what happened in some days to these dossiers. Whoever it happened to before is counted apart by the
 * day on which it last did, so that days can be added up to any period without counting anybody twice.
 */
export function linesOf(query: Query, days: Days, dossiers: readonly string[]) {
  return query`
    select l.unit, l.day, l.figure, l.service_id, l.channel, l.part, l.before, count(*)::int as things
    from (${thingsOf(query, days, dossiers)}) l
    group by 1, 2, 3, 4, 5, 6, 7`;
}

/** What happened in a period, counted from the lines themselves: for an office without a tally. */
export async function countLive(query: Query, { officeId, from, to }: Days): Promise<Line[]> {
  return query<Line[]>`
    select u.unit, h.figure, u.service_id, u.channel, u.part, count(distinct u.thing)::int as things
    from figure_occurrence h
    ${units(query)} and h.office_id = ${officeId} and h.at >= ${from} and h.at < ${to}
      and h.figure = any(${[...TALLIED]}::text[])
    group by u.unit, h.figure, u.service_id, u.channel, u.part`;
}
