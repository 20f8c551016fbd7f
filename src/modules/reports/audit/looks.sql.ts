import type { Query } from '../../../kernel/db.ts';
import { type Findings, findingsOf, type Place, type Question, readAtOnce } from './question.ts';

/** Somebody looked at personal data. */
export interface FoundLook {
  readonly place: Place;
  readonly at: Date;
  readonly kind: string;
  readonly actorId: string;
  readonly actorName: string | null;
  readonly dossierId: string | null;
  readonly number: string | null;
  readonly reason: string | null;
}

interface LookRow extends Omit<FoundLook, 'place'> {
  readonly moment: string;
  readonly id: string;
}

function reading(query: Query, ask: Question, after: Place | undefined) {
  const { officeId, from, to, actorId, dossierId } = ask;
  return query`
    select l.id, l.at, l.actor_id, l.subject_kind, l.subject_id, l.reason from access_log l
    where l.office_id = ${officeId} and l.at >= ${from} and l.at < ${to}
      ${actorId === undefined ? query`` : query`and l.actor_id = ${actorId}`}
      ${dossierId === undefined ? query`` : query`and l.subject_id = ${dossierId}`}
      ${
        after === undefined
          ? query``
          : query`and (l.at, l.id) < (${after.at}::text::timestamptz, ${after.id}::uuid)`
      }
    order by l.at desc, l.id desc`;
}

/** A page of who looked at what; reads at most {@link readAtOnce} rows. */
export async function findLooks(
  query: Query,
  ask: Question,
  after: Place | undefined,
  lines: number,
): Promise<Findings<FoundLook>> {
  const rows = await query<LookRow[]>`
    select r.id, r.at, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, r.subject_kind as kind,
      r.actor_id as "actorId", p.full_name as "actorName", d.id as "dossierId", d.number, r.reason
    from (
      select * from (${reading(query, ask, after)} limit ${readAtOnce(ask)}) w
      where ${ask.kind === undefined ? query`true` : query`w.subject_kind = ${ask.kind}`}
      limit ${lines + 1}) r
    left join person p on p.id = r.actor_id
    left join dossier d on d.office_id = ${ask.officeId} and d.id = r.subject_id
    order by r.at desc, r.id desc`;
  const isFull = rows.length > lines;
  return findingsOf(
    rows.map(placed),
    lines,
    isFull ? undefined : await lastRead(query, ask, after),
  );
}

const placed = ({ moment, id, ...row }: LookRow): FoundLook => ({
  ...row,
  place: { at: moment, id, seq: 0 },
});

async function lastRead(
  query: Query,
  ask: Question,
  after: Place | undefined,
): Promise<Place | undefined> {
  if (ask.kind === undefined) return undefined;
  const [row] = await query<{ moment: string; id: string }[]>`
    select to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, w.id
    from (${reading(query, ask, after)} offset ${readAtOnce(ask) - 1} limit 1) w`;
  return row && { at: row.moment, id: row.id, seq: 0 };
}

/** How many looks are asked for their task at once: each asks the dossier's own chain. */
const TASKS_AT_ONCE = 5_000;

/**
 * Dossiers that were read without a task for them: opened from above or beside with a reason, and read on the floor by
 * somebody who never did anything on them and was never given them. Newest first.
 */
export async function findWithoutTask(
  query: Query,
  ask: Pick<Question, 'officeId' | 'from' | 'to'>,
  after: Place | undefined,
  lines: number,
): Promise<Findings<FoundLook>> {
  const rows = await query<LookRow[]>`
    select r.id, r.at, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, r.subject_kind as kind,
      r.actor_id as "actorId", p.full_name as "actorName", d.id as "dossierId", d.number, r.reason
    from (
      select * from (${reading(query, ask, after)} limit ${TASKS_AT_ONCE}) w
      where w.subject_kind = 'opening' or (w.subject_kind = 'dossier'
        and not exists (select from event e where e.stream_id = w.subject_id
          and (e.actor_id = w.actor_id or e.data->>'to' = w.actor_id::text))
        and not exists (select from access_log o where o.office_id = ${ask.officeId} and o.subject_id = w.subject_id
          and o.actor_id = w.actor_id and o.subject_kind = 'opening'))
      limit ${lines + 1}) r
    join dossier d on d.office_id = ${ask.officeId} and d.id = r.subject_id
    left join person p on p.id = r.actor_id
    order by r.at desc, r.id desc`;
  const last = rows.length > lines ? undefined : await endOf(query, ask, after);
  return findingsOf(rows.map(placed), lines, last);
}

async function endOf(
  query: Query,
  ask: Pick<Question, 'officeId' | 'from' | 'to'>,
  after: Place | undefined,
): Promise<Place | undefined> {
  const [row] = await query<{ moment: string; id: string }[]>`
    select to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, w.id
    from (${reading(query, ask, after)} offset ${TASKS_AT_ONCE - 1} limit 1) w`;
  return row && { at: row.moment, id: row.id, seq: 0 };
}
