import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, run, type Task, type WorkerEvents } from 'graphile-worker';
import type { Db, Tx } from './db.ts';
import { reviveJobs } from './jobs-revive.ts';
import type { Log } from './log.ts';

/** A task by its name. It may run twice: everything it does must be safe to repeat. */
export type Tasks = Readonly<Record<string, (payload: unknown) => Promise<void>>>;

/** Queues a task inside the command's transaction: it exists if, and only if, the command commits. */
export async function addJob(
  tx: Tx,
  name: string,
  payload: Readonly<Record<string, string | number>>,
  options: { queue?: string; key?: string; runAt?: Date; maxAttempts?: number } = {},
): Promise<void> {
  await tx`select graphile_worker.add_job(${name}, ${tx.json(payload)}::json,
    queue_name => ${options.queue ?? null}, run_at => ${options.runAt ?? null},
    max_attempts => ${options.maxAttempts ?? 25}::int, job_key => ${options.key ?? null})`;
}

/** How long a runner that ended by itself is let rest before there is another, in milliseconds. */
const REST_MS = 1_000;

/**
 * Starts working off the queue, and goes on for as long as the house is open: when the database goes away in the middle of
 * a job, the runner ends and another takes its place. `crontab` lines are graphile-worker's.
 */
export async function startJobs(options: {
  url: string;
  db: Db;
  concurrency: number;
  tasks: Tasks;
  crontab?: string;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const { log } = options;
  const taskList: Record<string, Task> = {};
  for (const [name, work] of Object.entries(options.tasks))
    taskList[name] = (payload) => work(payload);
  // A job is locked in the name of its pool of workers.
  let lockers: readonly string[] = [];
  const open = () => {
    const events = new EventEmitter() as WorkerEvents;
    events.on('pool:create', ({ workerPool }) => {
      lockers = [workerPool.id];
    });
    return run({
      events,
      connectionString: options.url,
      concurrency: options.concurrency,
      noHandleSignals: true,
      // Because completions are batched, a worker that has just done a job finds its queue still closed and looks again
      // only at the next poll: with long polls, events of one dossier would be answered seconds apart.
      pollInterval: 250,
      taskList,
      // Batched, if only for an instant: what fails is then told to the pool. Unbatched it would end the whole process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      ...(options.crontab ? { crontab: options.crontab } : {}),
      logger: quietLogger(log),
    });
  };

  let runner: Runner | undefined = await open();
  const closing = new AbortController();
  const keepOpen = async () => {
    while (!closing.signal.aborted) {
      await runner?.promise.catch((error: unknown) =>
        log.error({ err: error }, 'job runner failed'),
      );
      if (closing.signal.aborted) return;
      log.warn('job runner ended, another one starts');
      await sleep(REST_MS, undefined, { signal: closing.signal }).catch(() => {});
      if (closing.signal.aborted) return;
      runner = await open().catch(() => undefined);
      if (closing.signal.aborted) await runner?.stop();
    }
  };
  const minding = keepOpen();
  const watch = reviveJobs(options.db, log, () => lockers);
  return {
    async stop() {
      closing.abort();
      watch.stop();
      await runner
        ?.stop()
        .catch((error: unknown) => log.warn({ err: error }, 'job runner had ended'));
      await minding;
    },
  };
}

/** The runner's own words, in our log and without its chatter. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'jobs' }, message);
    else if (level === 'warning') log.warn({ from: 'jobs' }, message);
  });
}
