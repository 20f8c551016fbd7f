import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import { type Limits, MiB } from './limits.ts';
import { printable, Refusal } from './verdict.ts';

/** What all archives of one upload may use together, those within it included. */
export interface Budget {
  members: number;
  unpacked: number;
}

/** A file inside an archive, its headers checked; `size` in bytes, unpacked. */
export interface ArchivedFile {
  readonly name: string;
  readonly size: number;
  /** Where its packed bytes lie in the archive, and what they must unpack to. */
  readonly place: Place;
  /** Unpacks; the size is enforced again while unpacking, since headers lie. Keeps at most `keep` bytes. */
  read(keep: number): Promise<Buffer>;
}

export interface Place {
  readonly from: number;
  readonly to: number;
  readonly packed: boolean;
  readonly crc: number;
}

/** Opens an archive held in memory and checks every header before anything is unpacked; throws {@link Refusal}. */
export async function openArchive(
  bytes: Buffer,
  limits: Limits,
  budget: Budget,
): Promise<ArchivedFile[]> {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== 0x04034b50) throw emptyOrBroken(bytes);
  const zip = await yauzl
    .fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, decodeStrings: false })
    .catch(broken);
  if (zip.comment.length > 1024) throw new Refusal('disguised');
  if (zip.entryCount > budget.members)
    throw new Refusal('zip_too_many', { max: limits.maxMembers });
  const files: ArchivedFile[] = [];
  const spans: Span[] = [];
  const names = new Set<string>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = readName(entry);
      const folded = name.normalize('NFC').toLowerCase();
      if (names.has(folded)) throw new Refusal('zip_path', { name: printable(name) });
      names.add(folded);
      checkEntry(entry, name, limits);
      const span = await locate(zip, entry);
      spans.push(span);
      unpacked += entry.uncompressedSize;
      if (!name.endsWith('/')) files.push(file(zip, entry, name, span, budget));
      else if (entry.uncompressedSize > 0) throw new Refusal('zip_broken');
    }
  } catch (error) {
    return broken(error);
  }
  budget.members -= zip.entryCount;
  if (unpacked > budget.unpacked || tooDense(unpacked, bytes.length, limits))
    throw new Refusal('zip_bomb');
  checkLayout(bytes, spans);
  return files;
}

function emptyOrBroken(bytes: Buffer): Refusal {
  return new Refusal(
    bytes.length === 22 && bytes.readUInt32LE(0) === 0x06054b50 ? 'zip_empty' : 'zip_broken',
  );
}

function broken(error: unknown): never {
  if (error instanceof Refusal) throw error;
  const encrypted = error instanceof Error && /encrypt/i.test(error.message);
  throw new Refusal(encrypted ? 'zip_encrypted' : 'zip_broken');
}

function readName(entry: yauzl.Entry): string {
  const name = yauzl.getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    true,
  );
  const raw = entry.fileNameRaw.toString('latin1');
  if (unsafePath(name) || unsafePath(raw)) throw new Refusal('zip_path', { name: printable(name) });
  return name;
}

/** Names that leave the folder they are unpacked into, or that show differently from what they are. */
function unsafePath(name: string): boolean {
  return (
    name === '' ||
    name.length > 1024 ||
    /[\\\u0000-\u001f]/.test(name) ||
    /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(name) ||
    /^(?:\/|[a-z]:)/i.test(name) ||
    name.split('/').includes('..')
  );
}

const KIND = 0o170000;
const ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000;

function checkEntry(entry: yauzl.Entry, name: string, limits: Limits): void {
  const kind = (entry.externalFileAttributes >>> 16) & KIND;
  if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000)
    throw new Refusal('zip_link', { name: printable(name) });
  if ((entry.generalPurposeBitFlag & ENCRYPTED_FLAGS) !== 0 || entry.compressionMethod === 99)
    throw new Refusal('zip_encrypted');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw new Refusal('zip_broken');
  if (tooDense(entry.uncompressedSize, entry.compressedSize, limits)) throw new Refusal('zip_bomb');
}

/** Small files may be dense: a kilobyte of spaces harms nobody. */
function tooDense(unpacked: number, packed: number, limits: Limits): boolean {
  return unpacked > MiB && unpacked > packed * limits.maxRatio;
}

interface Span {
  /** With its header. */
  readonly from: number;
  readonly data: number;
  readonly to: number;
}

/** Where the member lies; the header before the data must tell the same story as the directory. */
async function locate(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Span> {
  const local = await zip.readLocalFileHeaderPromise(entry, { minimal: false });
  if (
    !local.fileName.equals(entry.fileNameRaw) ||
    local.compressionMethod !== entry.compressionMethod
  )
    throw new Refusal('zip_broken');
  if ((local.generalPurposeBitFlag & ENCRYPTED_FLAGS) !== 0) throw new Refusal('zip_encrypted');
  return {
    from: entry.relativeOffsetOfLocalHeader,
    data: local.fileDataStart,
    to: local.fileDataStart + entry.compressedSize,
  };
}

const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');

/** Members follow one another: none overlaps another or the directory, and none hides between two. */
function checkLayout(bytes: Buffer, spans: readonly Span[]): void {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const directory = bytes.readUInt32LE(end + 16);
  let at = 0;
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (span.from < at) throw new Refusal('zip_bomb');
    if (bytes.subarray(at, span.from).includes(LOCAL_HEADER)) throw new Refusal('disguised');
    at = span.to;
  }
  const last = directory === 0xffffffff ? end : Math.min(directory, end);
  if (at > last) throw new Refusal('zip_broken');
  if (bytes.subarray(at, last).includes(LOCAL_HEADER)) throw new Refusal('disguised');
}

function file(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  name: string,
  span: Span,
  budget: Budget,
): ArchivedFile {
  const packed = entry.compressionMethod !== 0;
  return {
    name,
    size: entry.uncompressedSize,
    place: { from: span.data, to: span.to, packed, crc: entry.crc32 },
    async read(keep) {
      const kept: Buffer[] = [];
      let size = 0;
      let sum = 0;
      try {
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          if (!Buffer.isBuffer(chunk)) continue;
          if (size < keep) kept.push(chunk.subarray(0, keep - size));
          size += chunk.length;
          budget.unpacked -= chunk.length;
          sum = crc32(chunk, sum);
          if (size > entry.uncompressedSize || budget.unpacked < 0) throw new Refusal('zip_bomb');
        }
      } catch (error) {
        if (error instanceof Error && /too many bytes/i.test(error.message))
          throw new Refusal('zip_bomb');
        return broken(error);
      }
      if (size !== entry.uncompressedSize || sum !== entry.crc32) throw new Refusal('zip_broken');
      return Buffer.concat(kept);
    },
  };
}
