import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '../../../kernel/house.ts';
import { giveBack } from '../blob/give-back.ts';

const PREFIX = 'plain-';
const folderOf = (house: House) => join(house.config.dataDir, 'tmp');

/**
 * Writes plain bytes to a file that only this server's user can read, for tools that want a path, and removes it
 * whatever happens.
 */
export async function withPlainFile<T>(
  house: House,
  bytes: AsyncIterable<Buffer>,
  work: (path: string) => Promise<T>,
): Promise<T> {
  await mkdir(folderOf(house), { recursive: true, mode: 0o700 });
  const path = join(folderOf(house), `${PREFIX}${process.pid}-${randomBytes(12).toString('hex')}`);
  try {
    await writeAll(path, bytes);
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Each piece is spent once it is written: what lies about would grow to 64 MiB before it was collected. */
async function writeAll(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of bytes) {
      await file.writeFile(piece);
      giveBack(piece);
    }
  } finally {
    await file.close();
  }
}

/** Removes the plain files that a killed server left behind. Call it at start, before any work. */
export async function sweepPlainFiles(house: House): Promise<void> {
  const names = await readdir(folderOf(house)).catch(() => []);
  for (const name of names) {
    const owner = /^plain-(\d+)-[0-9a-f]{24}$/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    await rm(join(folderOf(house), name), { force: true });
  }
}

/** Another server process may be working in the same folder; our own number, before any work, is a dead one's. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
