import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Rush } from './submissions.ts';

export interface Bare {
  /** Sends submissions in so many lanes for that long; how many a second, and how many in all. */
  measure(lanes: number, seconds: number): Promise<{ rate: number; done: number }>;
  stop(): void;
}

/** Starts the process that sends statements and does nothing else ({@link file://./bare.ts}). */
export async function startBare(url: string, serialYear: string, rush: Rush): Promise<Bare> {
  const child = spawn(
    process.execPath,
    ['--import', './bin/tsx-hooks.mjs', join(import.meta.dirname, 'bare.ts'), url, serialYear],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const answer = () =>
    new Promise<{ rate: number; done: number }>((resolve, reject) => {
      const ended = () => reject(new Error('the bare process ended'));
      child.once('exit', ended);
      child.once('message', (told) => {
        child.off('exit', ended);
        resolve(told as { rate: number; done: number });
      });
    });
  const ready = answer();
  child.send({ rush });
  await ready;
  return {
    measure(lanes, seconds) {
      const told = answer();
      child.send({ lanes, seconds });
      return told;
    },
    stop: () => void child.kill(),
  };
}
