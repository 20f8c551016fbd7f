import { Logger, type Runner, run, type Task } from 'graphile-worker';
import type { Tx } from './db.ts';
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
  concurrency: number;
  tasks: Tasks;
  crontab?: string;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const taskList: Record<string, Task> = {};
  for (const [name, work] of Object.entries(options.tasks)) taskList[name] = (payload) => work(payload);
  const runner: Runner = await run({
    connectionString: options.url,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    ...(options.crontab ? { crontab: options.crontab } : {}),
    logger: quietLogger(options.log),
  });
  runner.promise.catch((error: unknown) => options.log.error({ err: error }, 'job runner stopped'));
  return { stop: () => runner.stop() };
}

/** The runner's own words, in our log and without its chatter. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'jobs' }, message);
    else if (level === 'warning') log.warn({ from: 'jobs' }, message);
  });
}
