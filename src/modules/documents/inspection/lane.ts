import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer, Job } from './protocol.ts';

/** The child was killed or died over a file: too long, too much memory, or a crash in native code. */
export class Overrun extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'Overrun';
  }
}

/** One child, one job at a time; the rest wait in order. */
export interface Lane {
  run(job: Job): Promise<Answer>;
  close(): Promise<void>;
}

const JOBS_PER_CHILD = 200;
const IDLE_MILLIS = 60_000;
const START_MILLIS = 30_000;
const WATCH_MILLIS = 100;

/**
 * A lane starts its child when work arrives, hands it files one after another, replaces it after 200 of them or after
 * an overrun, and lets it go when idle for a minute. `run` rejects with {@link Overrun} when the file was to blame and
 * with any other error when the child could not be started or the file could not be read: an outage, to be tried again.
 */
export function createLane(idleMillis = IDLE_MILLIS): Lane {
  let child: Promise<ChildProcess> | undefined;
  let served = 0;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const old = await child?.catch(() => undefined);
    child = undefined;
    if (old !== undefined) await kill(old);
  }

  async function turn(job: Job): Promise<Answer> {
    clearTimeout(idle);
    if (served >= JOBS_PER_CHILD) await stop();
    const alive = await child?.catch(() => undefined);
    if (alive === undefined || alive.exitCode !== null || alive.signalCode !== null) {
      served = 0;
      child = start();
    }
    const worker = await child;
    if (worker === undefined) throw new Error('the inspector has gone');
    served += 1;
    try {
      return await ask(worker, job);
    } catch (error) {
      await stop();
      throw error;
    } finally {
      idle = setTimeout(() => void stop(), idleMillis);
      idle.unref();
    }
  }

  return {
    run(job) {
      const mine = last.then(() => turn(job));
      last = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      await last;
      await stop();
    },
  };
}

/** Beside this file in the sources, beside the bundle in a built checkout. */
function entry(): string {
  const built = import.meta.url.endsWith('.mjs');
  return fileURLToPath(new URL(built ? './inspector.mjs' : './inspector.ts', import.meta.url));
}

/** No secrets in its environment; by Node's permission model no writing, no network, no further processes. */
function start(): Promise<ChildProcess> {
  const path = entry();
  if (!existsSync(path)) return Promise.reject(new Error('the inspector is not built'));
  const flags = [
    '--permission',
    '--allow-fs-read=*',
    '--allow-addons',
    '--no-warnings',
    '--max-old-space-size=512',
  ];
  const child = spawn(process.execPath, [...flags, path], {
    env: { NODE_ENV: 'production' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A waiting child must not keep the server from ending; a working one is held by its job's timers.
  child.unref();
  child.channel?.unref();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => settle(new Error('the inspector did not start in time')),
      START_MILLIS,
    );
    const settle = (problem?: Error) => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.on('error', () => undefined);
      if (problem === undefined) {
        const reap = () => child.kill('SIGKILL');
        process.once('exit', reap);
        child.once('exit', () => process.off('exit', reap));
        return resolve(child);
      }
      child.kill('SIGKILL');
      reject(problem);
    };
    child.once('message', () => settle());
    child.once('error', settle);
    child.once('exit', (code, signal) =>
      settle(new Error(`the inspector ended at start (${code ?? signal})`)),
    );
  });
}

function ask(child: ChildProcess, job: Job): Promise<Answer> {
  const { maxMillis, maxMemory } = job.limits;
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off('message', onAnswer);
      child.off('exit', onExit);
      end();
    };
    const onAnswer = (message: Answer) => settle(() => resolve(message));
    const onExit = () => settle(() => reject(new Overrun('the inspector died over this file')));
    const timer = setTimeout(() => settle(() => reject(new Overrun('out of time'))), maxMillis);
    const watch = setInterval(() => {
      if (residentBytes(child.pid) > maxMemory) settle(() => reject(new Overrun('out of memory')));
    }, WATCH_MILLIS);
    child.on('message', onAnswer);
    child.once('exit', onExit);
    child.send(job, (problem) => {
      // It died while idle: no file is to blame, the job is tried again with a new child.
      if (problem !== null) settle(() => reject(new Error('the inspector had gone')));
    });
  });
}

const PAGE_BYTES = 4096;

/** Memory in use, pictures and WebAssembly included, which Node's own flag does not bound; 0 where there is no /proc. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.ref();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
