/**
 * How far an inspection goes before it gives up. All are part of the documented upload policy
 * (ASVS 5.1.1, 5.2.1, 5.2.3, 15.2.2); tests narrow them, the product uses the defaults.
 */
export interface Limits {
  /** Size of one uploaded file, in bytes. */
  readonly maxBytes: number;
  /** Wall clock of one job in the child, in milliseconds. */
  readonly maxMillis: number;
  /** Resident memory of the child, in bytes; beyond it the child is killed (watched on Linux). */
  readonly maxMemory: number;
  /** Pixels of one picture, width x height. */
  readonly maxPixels: number;
  readonly maxPages: number;
  /** Members of an archive, those of archives within it included. */
  readonly maxMembers: number;
  /** Sum of the unpacked sizes of all members, in bytes. */
  readonly maxUnpacked: number;
  /** Unpacked to packed, of the whole archive and of each member above 1 MiB. */
  readonly maxRatio: number;
  /** Archives within the archive that are looked into. */
  readonly maxDepth: number;
  /** Unpacked size of a member that is itself parsed (pdf, docx, zip) or of one XML part, in bytes. */
  readonly maxParsed: number;
}

export const MiB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  maxBytes: 60 * MiB,
  maxMillis: 60_000,
  maxMemory: 1536 * MiB,
  maxPixels: 100_000_000,
  maxPages: 2_000,
  maxMembers: 1_000,
  maxUnpacked: 500 * MiB,
  maxRatio: 100,
  maxDepth: 1,
  maxParsed: 60 * MiB,
};

/** Members named in a listing; the rest are only counted. */
export const LISTING_SHOWN = 500;
