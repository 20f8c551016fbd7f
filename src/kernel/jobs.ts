import { EventEmitter } from 'node:events';
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

/** Starts working off the queue. `crontab` lines are graphile-worker's. */
export async function startJobs(options: {
  url: string;
  db: Db;
  concurrency: number;
  tasks: Tasks;
  crontab?: string;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const taskList: Record<string, Task> = {};
  for (const [name, work] of Object.entries(options.tasks))
    taskList[name] = (payload) => work(payload);
  const workers = new Set<string>();
  const events = new EventEmitter() as WorkerEvents;
  events.on('worker:create', ({ worker }) => void workers.add(worker.workerId));
  events.on('worker:stop', ({ worker }) => void workers.delete(worker.workerId));
  const runner: Runner = await run({
    events,
    connectionString: options.url,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    ...(options.crontab ? { crontab: options.crontab } : {}),
    logger: quietLogger(options.log),
  });
  runner.promise.catch((error: unknown) => options.log.error({ err: error }, 'job runner stopped'));
  const watch = reviveJobs(options.db, options.log, () => [...workers]);
  return {
    async stop() {
      watch.stop();
      await runner.stop();
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
