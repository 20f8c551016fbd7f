import type { Query, Tx } from '../../../kernel/db.ts';
import type { ApplicationRow } from '../hold.sql.ts';

/** One count of an office's due times after its working days changed. */
export interface Recount {
  readonly run: number;
  /** The application looked at last; null: none yet. */
  readonly past: string | null;
  /** How many applications were running when it began, how many of them were looked at, and how many got another due time. */
  readonly total: number;
  readonly seen: number;
  readonly moved: number;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

/** Begins a count wherever the working days are no longer those that were counted by; returns which. */
export async function beginRecounts(
  tx: Tx,
  at: Date,
): Promise<readonly { readonly office_id: string; readonly run: number }[]> {
  // An office that was not known before has nothing running that was counted by other days.
  await tx`
    insert into due_recount (office_id, fingerprint)
    select office_id, fingerprint from office_calendar c
    where not exists (select from due_recount r where r.office_id = c.office_id) on conflict do nothing`;
  return tx<{ office_id: string; run: number }[]>`
    update due_recount r set fingerprint = c.fingerprint, run = r.run + 1, past = null, seen = 0, moved = 0,
      total = (select count(*) from application a
        where a.office_id = r.office_id and a.outcome is null and a.waiting_on = 'office'),
      started_at = ${at}, finished_at = null
    from office_calendar c where c.office_id = r.office_id and c.fingerprint <> r.fingerprint
    returning r.office_id, r.run`;
}

/** The office's last count; undefined when its working days never changed. */
export async function recountOf(query: Query, officeId: string): Promise<Recount | undefined> {
  const [row] = await query<Recount[]>`
    select run, past, total, seen, moved, started_at, finished_at from due_recount where office_id = ${officeId} and run > 0`;
  return row;
}

/** A running application with all that its due time is counted from. */
export type Running = Pick<
  ApplicationRow,
  | 'id'
  | 'dossier_id'
  | 'service_id'
  | 'service_version'
  | 'submitted_at'
  | 'clock_from'
  | 'extended'
  | 'due_at'
> & { readonly pauses: readonly { readonly from: string; readonly to: string | null }[] };

/** The next 200 applications whose time runs at the office, in the order of their ids. */
export async function runningAfter(
  query: Query,
  officeId: string,
  past: string | null,
): Promise<readonly Running[]> {
  return query<Running[]>`
    select a.id, a.dossier_id, a.service_id, a.service_version, a.submitted_at, a.clock_from, a.extended::float8 as extended,
      a.due_at, coalesce((select json_agg(json_build_object('from', s.started_at, 'to', s.ended_at) order by s.number)
        from clock_segment s where s.office_id = a.office_id and s.application_id = a.id and s.kind = 'stopped'), '[]') as pauses
    from application a
    where a.office_id = ${officeId} and a.outcome is null and a.waiting_on = 'office'
      and (${past}::uuid is null or a.id > ${past})
    order by a.id limit 200`;
}

/** Moves an application's due time, and counts it to the run. */
export async function moveDue(
  tx: Tx,
  officeId: string,
  applicationId: string,
  due: Date,
): Promise<void> {
  await tx`
    update application set due_at = ${due} where office_id = ${officeId} and id = ${applicationId}`;
  await tx`update due_recount set moved = moved + 1 where office_id = ${officeId}`;
}

/** Keeps how far the run has come; undefined when another has begun since. */
export async function noteSeen(
  tx: Tx,
  officeId: string,
  run: number,
  batch: { readonly past: string | null; readonly seen: number; readonly finishedAt: Date | null },
): Promise<Recount | undefined> {
  const [row] = await tx<Recount[]>`
    update due_recount set past = coalesce(${batch.past}, past), seen = seen + ${batch.seen}, finished_at = ${batch.finishedAt}
    where office_id = ${officeId} and run = ${run} and finished_at is null
    returning run, past, total, seen, moved, started_at, finished_at`;
  return row;
}
