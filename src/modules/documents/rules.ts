import { type Reason, reason } from '../../kernel/i18n.ts';

/** The most bytes of one document: 60 MiB, not 60 million. */
export const MAX_BYTES = 60 * 1024 * 1024;
/** The most documents taken out of one form sent without JavaScript. */
export const MAX_FILES = 15;
/** How many uploads one person may have open in one office; more is no longer an application. */
export const MAX_OPEN = 45;
/** The most bytes of one person in one office that belong to nothing handed in: 3 GiB, a notary's week. */
export const MAX_HELD = 3 * 1024 * 1024 * 1024;
/** How many files one person may send within a day, to whatever office. */
export const FILES_PER_DAY = 1_000;
/** How many bytes one person may send within a day, to whatever office: 8 GiB. */
export const BYTES_PER_DAY = 8 * 1024 * 1024 * 1024;
/** How long an unfinished upload waits for its owner to come back. */
export const UNFINISHED_DAYS = 7;
/** How long a finished upload answers a browser that missed the answer. */
export const FINISHED_DAYS = 1;

/** What a version has come to: being looked at, free to be opened, refused, or held until the scanner answers. */
export type VersionState = 'checking' | 'ready' | 'refused' | 'held';
export type DocumentType = 'jpg' | 'png' | 'pdf' | 'docx' | 'zip';
/** What the malware scanner said; `unscanned` where an office has none. */
export type ScanMark = 'unscanned' | 'clean' | 'infected';

/** Why a file of this announced size is not even begun; undefined when it may come. `size` in bytes. */
export function refuseBySize(size: number): Reason | undefined {
  if (size < 1) return reason('documents.refused.empty');
  if (size > MAX_BYTES)
    return reason('documents.refused.too_large', { max: MAX_BYTES / 1024 / 1024 });
  return undefined;
}

/**
 * A file's name as people may see it: no folders, no control or direction marks (they disguise an ending), at most 255
 * characters with the ending kept. It is only ever shown; on disk a file has a random name.
 */
export function shownName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/\p{Cs}/gu, '')
    .trim();
  const letters = [...clean];
  if (letters.length <= 255) return clean === '' ? 'dokumen' : clean;
  return [...letters.slice(0, 235), '…', ...letters.slice(-19)].join('');
}
