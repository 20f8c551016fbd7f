import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { reason } from '../../../kernel/i18n.ts';
import type { Mistake } from './mistakes.ts';

/** Raised when the same files would be stored differently than before, so that all offices are read again. */
const FORMAT = 1;
/** Where calendars for every office lie. */
export const NATIONAL = '_national';

/** A folder as it lies on the disk: texts by path below it. */
export interface SourceFolder {
  /** The folder's name: an office's slug, or `_national`. */
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 over names and bytes of all files; the same bytes are never imported twice. */
  readonly hash: string;
}

const KNOWN = /^(?:office|reasons|staff)\.json$|^(?:tree|calendar)\.csv$|^services\/[^/]+\.json$/;
const CALENDAR = /^calendar\/[^/]+\.csv$/;
/** Notes for people and what editors leave behind are none of our business. */
const IGNORED = /(?:^|\/)(?:\.|LICENSE)|\.(?:md|txt)$|~$/;

/** Reads `offices/` (a folder for each office) or the folder of one office. */
export function readFolder(folder: string): {
  folders: readonly SourceFolder[];
  mistakes: readonly Mistake[];
} {
  const path = resolve(folder);
  const mistakes: Mistake[] = [];
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const paths = !isFolder
    ? []
    : existsSync(join(path, 'office.json'))
      ? [path]
      : readdirSync(path, { withFileTypes: true })
          .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
          .map((entry) => join(path, entry.name))
          .sort();
  const folders = paths.map((one) => readOne(one, mistakes));
  if (!folders.some(({ name }) => name !== NATIONAL))
    mistakes.push({ file: folder, field: '', reason: reason('offices.mistake.no_offices') });
  return { folders, mistakes };
}

function readOne(path: string, mistakes: Mistake[]): SourceFolder {
  const name = basename(path);
  const known = name === NATIONAL ? CALENDAR : KNOWN;
  const files = new Map<string, string>();
  const hash = createHash('sha256').update(`${FORMAT}\0`);
  for (const file of namesBelow(path)) {
    if (IGNORED.test(file)) continue;
    if (!known.test(file)) {
      mistakes.push({
        file: `${name}/${file}`,
        field: '',
        reason: reason('offices.mistake.unknown_file'),
      });
      continue;
    }
    const bytes = readFileSync(join(path, file));
    files.set(file, bytes.toString());
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  if (name !== NATIONAL && !files.has('office.json'))
    mistakes.push({ file: name, field: '', reason: reason('offices.mistake.no_office_file') });
  return { name, files, hash: hash.digest('hex') };
}

function namesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(path.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
