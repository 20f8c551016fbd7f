import type { Db } from './db.ts';
import type { Log } from './log.ts';

/** How often a worker says that it is alive, and after how long a silent one is taken for dead, in milliseconds. */
const BEAT_MS = 5_000;
const SILENT_MS = 30_000;

/**
 * Gives the jobs of killed workers back to the queue. The queue itself waits four hours before it believes a worker dead;
 * a citizen's file is not left unchecked for that long because a machine lost its power.
 */
export function reviveJobs(db: Db, log: Log, workers: () => readonly string[]): { stop(): void } {
  const beat = async () => {
    try {
      const alive = [...workers()];
      await db`
        insert into job_worker (worker_id, seen_at) select id, now() from unnest(${alive}::text[]) as id
        on conflict (worker_id) do update set seen_at = now()`;
      const dead = await db<{ id: string }[]>`
        select distinct j.locked_by as id from graphile_worker._private_jobs j
        left join job_worker w on w.worker_id = j.locked_by
        where j.locked_by is not null and j.locked_at < now() - ${SILENT_MS} * interval '1 millisecond'
          and (w.seen_at is null or w.seen_at < now() - ${SILENT_MS} * interval '1 millisecond')`;
      if (dead.length > 0) {
        log.warn({ workers: dead.length }, 'jobs of killed workers go back to the queue');
        await db`select graphile_worker.force_unlock_workers(${dead.map((row) => row.id)}::text[])`;
      }
      await db`delete from job_worker where seen_at < now() - interval '1 day'`;
    } catch (error) {
      log.warn({ err: error }, 'the job workers could not be looked after');
    }
  };
  void beat();
  const timer = setInterval(() => void beat(), BEAT_MS);
  return { stop: () => clearInterval(timer) };
}
