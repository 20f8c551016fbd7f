import { type ArchivedFile, type Budget, openArchive } from './archive.ts';
import { isHarmless, isProgram, isSystemLitter } from './kinds.ts';
import { extensionOf } from './label.ts';
import { LISTING_SHOWN, type Limits } from './limits.ts';
import { inspectOffice, type OfficeKind } from './office.ts';
import { inspectPdf } from './pdf.ts';
import { type Accepted, printable, Refusal, type RefusalCode } from './verdict.ts';

/** What one upload may use for all its archives. */
export function budgetOf(limits: Limits): Budget {
  return { members: limits.maxMembers, unpacked: limits.maxUnpacked };
}

/** Looks at every member as if it had been uploaded alone; throws {@link Refusal} (ASVS 5.2.3). */
export async function inspectZip(bytes: Buffer, limits: Limits): Promise<Accepted> {
  const files = await lookInto(bytes, '', limits, budgetOf(limits), 0);
  return { ok: true, type: 'zip', mediaType: 'application/zip', ...listingOf(files) };
}

/** The part of a listing that is shown, and how many there are in all. */
export function listingOf(files: readonly ArchivedFile[]): Pick<Accepted, 'listing' | 'members'> {
  const listing = files.slice(0, LISTING_SHOWN).map(({ name, size }) => ({ name, size }));
  return { listing, members: files.length };
}

async function lookInto(
  bytes: Buffer,
  within: string,
  limits: Limits,
  budget: Budget,
  depth: number,
): Promise<ArchivedFile[]> {
  const files = await openArchive(bytes, limits, budget);
  if (files.length === 0) throw new Refusal('zip_empty');
  for (const file of files) {
    try {
      await inspectMember(file, `${within}${file.name}`, limits, budget, depth);
    } catch (error) {
      throw naming(error, `${within}${file.name}`);
    }
  }
  return files;
}

const PARSED: ReadonlySet<string> = new Set(['pdf', 'docx', 'xlsx', 'pptx', 'zip']);
const HEAD = 4_100;

async function inspectMember(
  file: ArchivedFile,
  path: string,
  limits: Limits,
  budget: Budget,
  depth: number,
): Promise<void> {
  const extension = extensionOf(file.name);
  const parsed = PARSED.has(extension);
  if (parsed && file.size > limits.maxParsed) throw new Refusal('zip_bomb');
  const bytes = await file.read(parsed ? limits.maxParsed : HEAD);
  const name = printable(path);
  if (isSystemLitter(file.name, bytes, file.size)) return;
  if (isProgram(file.name, bytes)) throw new Refusal('zip_program', { name });
  if (!(await isHarmless(file.name, bytes))) throw new Refusal('zip_member', { name });
  if (extension === 'pdf') await inspectPdf(bytes, limits);
  if (extension === 'docx' || extension === 'xlsx' || extension === 'pptx')
    await inspectOffice(bytes, extension satisfies OfficeKind, limits, budget);
  if (extension === 'zip') {
    if (depth >= limits.maxDepth) throw new Refusal('zip_too_deep', { name });
    await lookInto(bytes, `${path}/`, limits, budget, depth + 1);
  }
}

/** Refusals that speak of the whole upload; all others are about one member and then name it. */
const WHOLE: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['zip_bomb', 'zip_too_many']);

function naming(error: unknown, path: string): unknown {
  if (!(error instanceof Refusal) || error.verdict.params?.name !== undefined) return error;
  return WHOLE.has(error.code)
    ? error
    : new Refusal('zip_member_unsafe', { name: printable(path) });
}
