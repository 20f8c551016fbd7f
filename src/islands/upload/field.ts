import type { Row } from './row.ts';
import type { Words } from './words.ts';

/** What every line of one upload field knows of it. */
export interface Field {
  readonly words: Words;
  /** `/<office>/unggah`. */
  readonly endpoint: string;
  /** What the documents are for, in the page's own words. */
  readonly target: string;
  /** The document that gets a new version, if any. */
  readonly replaces: string | undefined;
  readonly accept: string;
  /** The page itself lists what has arrived. */
  readonly isListed: boolean;
  /** The lines whose file is on its way now. */
  readonly active: Set<Row>;
  /** For screen readers, only at turning points. */
  announce(words: string): void;
  /** Takes a line away. */
  drop(row: Row): void;
  /** A file has arrived whole. */
  arrived(): void;
}
