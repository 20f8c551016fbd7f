import { readdirSync, readFileSync } from 'node:fs';

/** What a process and everything it started hold and have used. */
export interface Usage {
  /** Resident memory that is its own, in MB. */
  readonly megabytes: number;
  /** Processor time so far, in seconds. */
  readonly seconds: number;
}

const TICKS = 100;

/** Adds up a process and its children, of which PostgreSQL has one for each connection. Shared pages count once. */
export function usageOf(pid: number): Usage {
  let [megabytes, seconds] = [0, 0];
  for (const each of [pid, ...childrenOf(pid)])
    try {
      const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      seconds += (Number(fields[11]) + Number(fields[12])) / TICKS;
      const status = readFileSync(`/proc/${each}/status`, 'utf8');
      megabytes += Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    } catch {
      // It has just ended.
    }
  return { megabytes, seconds };
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}
