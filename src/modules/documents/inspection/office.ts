import { type ArchivedFile, type Budget, openArchive } from './archive.ts';
import { isProgram } from './kinds.ts';
import { extensionOf } from './label.ts';
import type { Limits } from './limits.ts';
import { checkFields, checkRelationships } from './office-links.ts';
import { printable, Refusal, type RefusalCode } from './verdict.ts';
import { elements, xmlText } from './xml.ts';

export type OfficeKind = 'docx' | 'xlsx' | 'pptx';

/** The content type of the one part that makes a package a document of its kind (ECMA-376 part 1, §11, §12, §13). */
const MAIN_PART: Readonly<Record<OfficeKind, RegExp>> = {
  docx: /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main\+xml$/i,
  xlsx: /^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml$/i,
  pptx: /^application\/vnd\.openxmlformats-officedocument\.presentationml\.(?:presentation|slideshow)\.main\+xml$/i,
};

/** Parts that only show something; whatever else is inside a document has no business there. */
const PARTS: ReadonlySet<string> = new Set(
  'xml rels vml jpg jpeg jpe jfif png gif bmp dib tif tiff emf wmf webp wdp svg odttf fntdata ttf thmx xlsx'.split(
    ' ',
  ),
);
const XML: ReadonlySet<string> = new Set(['xml', 'rels', 'vml', 'svg']);

/** Word keeps the printer's own settings, in whatever form the printer likes, in a part that nothing opens. */
const SETTINGS = /(?:^|\/)printerSettings\/[^/]+\.bin$/i;

/**
 * Looks into a Word document (or a sheet or slides within an archive): no macros, nothing fetched from elsewhere,
 * nothing embedded that runs, no entities. Returns its parts; throws {@link Refusal}.
 */
export async function inspectOffice(
  bytes: Buffer,
  kind: OfficeKind,
  limits: Limits,
  budget: Budget,
  depth = 0,
): Promise<ArchivedFile[]> {
  const parts = await openArchive(bytes, limits, budget).catch(asDocument);
  const names = new Set(parts.map((part) => part.name.toLowerCase()));
  if (!names.has('[content_types].xml') || !names.has('_rels/.rels'))
    throw new Refusal('docx_broken');
  for (const part of parts) checkName(part.name);
  for (const part of parts)
    await inspectPart(part, kind, names, limits, budget, depth).catch(asDocument);
  return parts;
}

function checkName(name: string): void {
  if (/vbaProject|vbaData|(?:^|\/)macrosheets\//i.test(name)) throw new Refusal('docx_macro');
  if (/(?:^|\/)activeX\//i.test(name)) throw new Refusal('docx_embedded');
  if (name.endsWith('/') || PARTS.has(extensionOf(name))) return;
  if (!SETTINGS.test(name)) throw new Refusal('docx_embedded');
}

async function inspectPart(
  part: ArchivedFile,
  kind: OfficeKind,
  names: ReadonlySet<string>,
  limits: Limits,
  budget: Budget,
  depth: number,
): Promise<void> {
  const extension = extensionOf(part.name);
  const whole = XML.has(extension) || extension === 'xlsx';
  if (whole && part.size > limits.maxParsed) throw new Refusal('zip_bomb');
  const bytes = await part.read(whole ? limits.maxParsed : 4_100);
  if (extension === 'xlsx') {
    // A chart carries its figures as a sheet; a sheet within a sheet carries something else.
    if (depth > 0) throw new Refusal('docx_embedded');
    await inspectOffice(bytes, 'xlsx', limits, budget, depth + 1);
  } else if (XML.has(extension)) {
    const text = xmlText(bytes);
    if (/<(?:[\w.-]+:)?script[\s/>]/i.test(text)) throw new Refusal('docx_embedded');
    if (extension === 'rels') checkRelationships(text);
    else if (part.name.toLowerCase() === '[content_types].xml') checkTypes(text, kind, names);
    else checkFields(text);
  } else if (!SETTINGS.test(part.name) && isProgram('', bytes))
    throw new Refusal('zip_program', { name: printable(part.name) });
}

function checkTypes(text: string, kind: OfficeKind, names: ReadonlySet<string>): void {
  if (/macroEnabled|vbaProject|ms-office\.vba/i.test(text)) throw new Refusal('docx_macro');
  const main = [...elements(text, 'Override')].filter(({ ContentType = '' }) =>
    MAIN_PART[kind].test(ContentType),
  );
  const part = main[0]?.PartName?.replace(/^\//, '').toLowerCase();
  if (main.length !== 1 || part === undefined || !names.has(part)) throw new Refusal('docx_broken');
}

/** What is wrong with the package is wrong with the document. */
const AS_DOCUMENT: Partial<Record<RefusalCode, RefusalCode>> = {
  zip_broken: 'docx_broken',
  zip_empty: 'docx_broken',
  zip_path: 'docx_broken',
  zip_link: 'docx_broken',
  disguised: 'docx_broken',
  zip_encrypted: 'docx_encrypted',
  zip_too_many: 'too_complex',
};

function asDocument(error: unknown): never {
  const code = error instanceof Refusal ? AS_DOCUMENT[error.code] : undefined;
  throw code === undefined ? error : new Refusal(code);
}
