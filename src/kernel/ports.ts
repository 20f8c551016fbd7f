import type { Readable } from 'node:stream';

/** The world outside, as the house sees it. Adapters live in channels/; main.ts hands them in. */

/** Bytes at rest. Keys are random names made by us, never anything a person typed. */
export interface Storage {
  /** Appends to a file and returns only when the bytes are durable; creates it at offset 0. Refuses a wrong offset. */
  append(key: string, offset: number, bytes: Uint8Array): Promise<void>;
  /** Cuts a file back to a length (after a crash left more than was acknowledged); missing is length 0. */
  truncate(key: string, length: number): Promise<void>;
  /** Bytes from `start` up to, not including, `end`; the whole file without a range. */
  read(key: string, range?: { start: number; end: number }): Readable;
  size(key: string): Promise<number | undefined>;
  remove(key: string): Promise<void>;
}

export interface ScanResult {
  readonly state: 'clean' | 'infected' | 'unscanned';
  readonly signature?: string;
}

/** Looks for malware in a plain file. Throws when a configured scanner cannot be reached: the file is then held. */
export type Scanner = (path: string) => Promise<ScanResult>;

export interface Mail {
  /** Stable across retries, so that a receiver can drop a repeat. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { name: string; mediaType: string; content: string }[];
}

/** Sends one mail; throws {@link Undeliverable} when trying again is useless, anything else to be tried again. */
export type Mailer = (mail: Mail) => Promise<void>;

export class Undeliverable extends Error {
  override name = 'Undeliverable';
}
