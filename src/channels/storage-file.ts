import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, stat, truncate, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Storage } from '../kernel/ports.ts';

/** Random names of ours: lower-case letters and digits, long enough that nobody guesses one. */
const KEY = /^[a-z0-9]{24,64}$/;

/** The file holds another number of bytes than the writer believes; nothing was written. */
export class WrongOffset extends Error {
  override name = 'WrongOffset';
}

/** The folder that a `file:` address of the configuration names. */
export function storageFolder(url: string): string {
  return url.replace(/^file:(\/\/(?=\/))?/, '');
}

/** Files in a folder of this machine, spread over two levels of folders by the first letters of their keys. */
export function fileStorage(folder: string): Storage {
  const pathOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error('not a storage key');
    return join(folder, key.slice(0, 2), key.slice(2, 4), key);
  };

  return {
    async append(key, offset, bytes) {
      const path = pathOf(key);
      const file = offset === 0 ? await openNew(path, folder) : await open(path, 'r+');
      try {
        const { size } = await file.stat();
        if (size !== offset) throw new WrongOffset(`file holds ${size} bytes, not ${offset}`);
        await writeAll(file, bytes, offset);
        await file.datasync();
      } finally {
        await file.close();
      }
    },
    async truncate(key, length) {
      const path = pathOf(key);
      const size = await sizeOf(path);
      if (size !== undefined && size > length) await truncate(path, length);
      if ((size ?? 0) < length)
        throw new WrongOffset(`file holds ${size ?? 0} bytes, fewer than ${length}`);
    },
    read(key, range) {
      const path = pathOf(key);
      if (range === undefined) return createReadStream(path);
      if (range.end <= range.start) return Readable.from([]);
      return createReadStream(path, { start: range.start, end: range.end - 1 });
    },
    size: (key) => sizeOf(pathOf(key)),
    async remove(key) {
      await unlink(pathOf(key)).catch(ignoreMissing);
    },
  };
}

/** Opens a file for its first bytes; a new name is durable only when its folders are. */
async function openNew(path: string, root: string): Promise<FileHandle> {
  const there = await open(path, 'r+').catch(ignoreMissing);
  if (there !== undefined) return there;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  for (const level of [folder, dirname(folder), root]) await syncFolder(level);
  return file;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(ignoreMissing))?.size;
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
