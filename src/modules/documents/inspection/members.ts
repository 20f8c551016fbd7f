import { readFile } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { openArchive } from './archive.ts';
import { extensionOf } from './label.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './verdict.ts';
import { budgetOf } from './zip.ts';

/** Where a member of an archive lies, so that it can be fetched without the rest. All in bytes. */
export interface MemberPlace {
  readonly name: string;
  /** Unpacked. */
  readonly size: number;
  /** The packed bytes, from the first up to, not including, the last. */
  readonly from: number;
  readonly to: number;
  readonly packed: boolean;
  readonly crc: number;
}

/** A whole file, or one member of an archive of which only the packed bytes lie at `path`. */
export interface Source {
  readonly path: string;
  readonly member?: MemberPlace;
}

/** Where all members lie, in the order of the listing. Throws {@link Refusal}. */
export async function placesIn(path: string, limits: Limits): Promise<readonly MemberPlace[]> {
  const files = await openArchive(await readFile(path), limits, budgetOf(limits));
  return files.map(({ name, size, place }) => ({ name, size, ...place }));
}

/** The bytes of a source; a member's size and sum are proven again, for it comes from elsewhere than its headers. */
export async function bytesOf({ path, member }: Source, limits: Limits): Promise<Buffer> {
  const bytes = await readFile(path);
  if (!member) return bytes;
  if (member.size > limits.maxParsed) throw new Refusal('zip_bomb');
  if (bytes.length !== member.to - member.from) throw new Refusal('zip_broken');
  const whole = member.packed ? unpacked(bytes, member.size) : bytes;
  if (whole.length !== member.size || crc32(whole) !== member.crc) throw new Refusal('zip_broken');
  return whole;
}

function unpacked(bytes: Buffer, size: number): Buffer {
  if (size === 0) return Buffer.alloc(0);
  try {
    return inflateRawSync(bytes, { maxOutputLength: size });
  } catch {
    throw new Refusal('zip_broken');
  }
}

/** The kinds of members that can be looked at; whatever else an archive holds is saved with the whole. */
export type ViewKind = 'jpg' | 'png' | 'pdf' | 'docx' | 'text';

const VIEWABLE: Readonly<Record<string, ViewKind>> = {
  jpg: 'jpg',
  jpeg: 'jpg',
  png: 'png',
  pdf: 'pdf',
  docx: 'docx',
  txt: 'text',
  csv: 'text',
};

/** How a file of this name and size (in bytes) is looked at; undefined when it is only listed. */
export function viewKind(
  name: string,
  size: number,
  limits: Pick<Limits, 'maxParsed'>,
): ViewKind | undefined {
  const extension = extensionOf(name);
  return size > 0 && size <= limits.maxParsed && Object.hasOwn(VIEWABLE, extension)
    ? VIEWABLE[extension]
    : undefined;
}
