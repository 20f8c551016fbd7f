import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../start-problem.ts';
import { birthOf, isAlive } from './life.ts';

interface Holder {
  readonly pid: number;
  /** Tells a process from a later one with the same number. */
  readonly birth: string | undefined;
}

/**
 * Claims a data folder for this process. Returns the function that gives it back.
 * A claim whose process is gone (killed, power cut) is taken over.
 * @throws StartProblem when a running process holds the folder.
 */
export function claimFolder(folder: string): () => void {
  const path = join(folder, 'satu-loket.pid');
  const own = `${path}.${randomUUID()}`;
  const claim: Holder = { pid: process.pid, birth: birthOf(process.pid) };
  const text = JSON.stringify(claim);
  writeFileSync(own, text, { mode: 0o600 });
  try {
    // A link appears whole or not at all, so nobody reads a half-written claim.
    while (!linked(own, path)) removeStale(path, folder);
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    if (read(path) === text) rmSync(path, { force: true });
  };
}

function removeStale(path: string, folder: string): void {
  const before = read(path);
  if (before === undefined) return;
  const holder = parse(before);
  if (holder && isAlive(holder.pid) && birthOf(holder.pid) === holder.birth) {
    throw new StartProblem(
      `Satu Loket sudah berjalan dengan folder data ${folder} (proses ${holder.pid}). Pakai yang sudah berjalan, hentikan dahulu, atau pilih folder lain: DATA_DIR=/folder/lain npm start`,
      `Satu Loket is already running on the data folder ${folder} (process ${holder.pid}). Use that one, stop it first, or choose another folder: DATA_DIR=/another/folder npm start`,
    );
  }
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // Another start was quicker.
  }
  // If another start replaced the stale claim in between, what was moved is a living claim: put it back.
  if (read(aside) !== before) linked(aside, path);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('pid' in value) || typeof value.pid !== 'number') return undefined;
    const birth = 'birth' in value && typeof value.birth === 'string' ? value.birth : undefined;
    return { pid: value.pid, birth };
  } catch {
    return undefined;
  }
}
