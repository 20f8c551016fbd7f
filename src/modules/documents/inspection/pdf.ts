import {
  PDFArray,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFParser,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import type { Limits } from './limits.ts';
import { ACTING, ACTING_KEYS, ACTING_KINDS, scanPdf } from './pdf-scan.ts';
import { withPdf } from './pdfium.ts';
import { pdfHidesAnother } from './sniff.ts';
import { type Accepted, Refusal } from './verdict.ts';

/**
 * A PDF is taken when it is whole, unlocked, free of anything that acts or carries, and really opens. Two independent
 * readers look for active content (every byte place that could be an object, then pdf-lib's tree), a third opens it.
 */
export async function inspectPdf(bytes: Buffer, limits: Limits): Promise<Accepted> {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-')
    throw new Refusal('mismatch', { extension: 'pdf' });
  if (pdfHidesAnother(bytes)) throw new Refusal('disguised');
  const found = scanPdf(bytes);
  if (found.encrypted) throw new Refusal('pdf_encrypted');
  if (found.active) throw new Refusal('pdf_active');
  if (found.bomb) throw new Refusal('too_complex');
  if (found.odd || !endsWell(bytes)) throw new Refusal('pdf_broken');
  await walkObjects(bytes);
  const pages = await openAndCount(bytes, limits);
  return { ok: true, type: 'pdf', mediaType: 'application/pdf', pages };
}

/** A cut-off file lacks its end; readers would repair it and silently show fewer pages. */
function endsWell(bytes: Buffer): boolean {
  return (
    bytes.lastIndexOf('%%EOF') >= Math.max(0, bytes.length - 4096) && bytes.includes('startxref')
  );
}

async function walkObjects(bytes: Buffer): Promise<void> {
  const context = await PDFParser.forBytesWithOptions(bytes, Number.POSITIVE_INFINITY)
    .parseDocument()
    .catch(() => undefined);
  if (context === undefined) throw new Refusal('pdf_broken');
  if (context.trailerInfo.Encrypt !== undefined) throw new Refusal('pdf_encrypted');
  const look = (object: PDFObject | undefined) =>
    object instanceof PDFRef ? context.lookup(object) : object;
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (acts(object, look)) throw new Refusal('pdf_active');
  }
}

/** Looks through one indirect object; what it refers to is looked at in its own turn. */
function acts(
  top: PDFObject,
  look: (object: PDFObject | undefined) => PDFObject | undefined,
): boolean {
  const open: PDFObject[] = [top];
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (object instanceof PDFName && ACTING.has(object.decodeText())) return true;
    if (object instanceof PDFArray) open.push(...object.asArray());
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) continue;
    for (const [key, value] of dict.entries()) {
      const name = key.decodeText();
      const held = look(value);
      if (ACTING.has(name) || (ACTING_KEYS.has(name) && !(held instanceof PDFName))) return true;
      if (name === 'OpenAction' && !onlyTurnsToPage(held, look)) return true;
      const kind = held instanceof PDFName ? held.decodeText() : '';
      if ((name === 'S' || name === 'Subtype') && ACTING_KINDS.has(kind)) return true;
      open.push(value);
    }
  }
  return false;
}

/** On opening, a document may show one of its own pages and nothing else. */
function onlyTurnsToPage(
  action: PDFObject | undefined,
  look: (object: PDFObject | undefined) => PDFObject | undefined,
): boolean {
  if (!(action instanceof PDFDict)) return true;
  const kind = look(action.get(PDFName.of('S')));
  return kind instanceof PDFName && kind.decodeText() === 'GoTo' && !action.has(PDFName.of('Next'));
}

async function openAndCount(bytes: Buffer, limits: Limits): Promise<number> {
  const pages = await withPdf(bytes, async (pdf) => {
    const count = pdf.getPageCount();
    if (count < 1 || count > limits.maxPages) return count;
    const first = pdf.getPage(0);
    const { originalWidth, originalHeight } = first.getOriginalSize();
    if (!(originalWidth > 0 && originalHeight > 0)) return 0;
    await first.render({ width: 64, height: 64 });
    return count;
  }).catch((error: unknown) => {
    const locked = error instanceof Error && /password|security/i.test(error.message);
    throw new Refusal(locked ? 'pdf_encrypted' : 'pdf_broken');
  });
  if (pages < 1) throw new Refusal('pdf_broken');
  if (pages > limits.maxPages) throw new Refusal('pdf_too_long', { max: limits.maxPages });
  return pages;
}
