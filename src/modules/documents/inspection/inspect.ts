import { readFile, stat } from 'node:fs/promises';
import { ACCEPTED, extensionOf, refuseByLabel } from './label.ts';
import type { Limits } from './limits.ts';
import { inspectOffice } from './office.ts';
import { inspectPdf } from './pdf.ts';
import { inspectPicture } from './picture.ts';
import { beginsAsMarkup, detect } from './sniff.ts';
import { type Accepted, Refusal, refused, type Verdict } from './verdict.ts';
import { budgetOf, inspectZip, listingOf } from './zip.ts';

/** A file to look at: readable at `path`, called `name` by the citizen. */
export interface Candidate {
  readonly path: string;
  readonly name: string;
}

/** The whole inspection, run inside the child; throws only when the file cannot be read at all. */
export async function inspectFile(file: Candidate, limits: Limits): Promise<Verdict> {
  const early = refuseByLabel(file.name, (await stat(file.path)).size, limits);
  if (early !== undefined) return early;
  return inspectBytes(await readFile(file.path), file.name, limits);
}

/** As {@link inspectFile}, of bytes at hand: a member of an archive is looked at as if it had come alone. */
export async function inspectBytes(bytes: Buffer, name: string, limits: Limits): Promise<Verdict> {
  const early = refuseByLabel(name, bytes.length, limits);
  if (early !== undefined) return early;
  try {
    return await inspectContent(bytes, extensionOf(name), limits);
  } catch (error) {
    if (error instanceof Refusal) return error.verdict;
    // A parser stumbled in a way it never declared: whatever this file is, it is not fit to be opened.
    return refused('too_complex');
  }
}

async function inspectContent(bytes: Buffer, extension: string, limits: Limits): Promise<Accepted> {
  const seen = await detect(bytes);
  if (seen === undefined || !ACCEPTED[extension]?.includes(seen))
    throw unlike(bytes, extension, seen);
  if (extension === 'pdf') return inspectPdf(bytes, limits);
  if (extension === 'zip') return inspectZip(bytes, limits);
  if (extension !== 'docx')
    return inspectPicture(bytes, extension === 'png' ? 'png' : 'jpg', limits);
  if (seen === 'cfb')
    throw new Refusal(isLockedWord(bytes) ? 'docx_encrypted' : 'mismatch', { extension });
  const parts = await inspectOffice(bytes, 'docx', limits, budgetOf(limits));
  return {
    ok: true,
    type: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ...listingOf(parts),
  };
}

function unlike(bytes: Buffer, extension: string, seen: string | undefined): Refusal {
  const archive = bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50;
  if (seen === undefined && extension === 'zip' && bytes.subarray(0, 2).toString() === 'PK')
    return new Refusal('zip_broken');
  if (archive && extension === 'docx') return new Refusal('docx_broken');
  if (beginsAsMarkup(bytes)) return new Refusal('disguised');
  return new Refusal('mismatch', { extension });
}

/** A Word document with a password is an OLE container that holds an EncryptedPackage ([MS-OFFCRYPTO] §2.3.4). */
function isLockedWord(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
