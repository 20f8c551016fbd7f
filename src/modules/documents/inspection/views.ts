import sharp from 'sharp';
import type { Limits } from './limits.ts';
import { withPdf } from './pdfium.ts';
import { openPicture } from './picture.ts';
import { Refusal } from './verdict.ts';

/** Longest side of the copy that officers view, in pixels. */
const LONG_SIDE = 2_400;
/** Largest drawing of one page, in pixels. */
const PAGE_PIXELS = 16_000_000;

/**
 * The copy that officers view: decoded and drawn anew (WebP), turned upright, at most 2400 px, without any metadata:
 * no position, no camera, no thumbnail. Throws {@link Refusal}.
 */
export async function drawPicture(bytes: Uint8Array, limits: Limits): Promise<Uint8Array> {
  try {
    return await openPicture(bytes, limits)
      .rotate()
      .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82, effort: 2 })
      .toBuffer();
  } catch {
    throw new Refusal('image_broken');
  }
}

/**
 * One page as a picture (WebP), `maxWidth` pixels wide at most, drawn by PDFium; `page` counts from 1.
 * Throws {@link Refusal}.
 */
export async function drawPage(
  bytes: Uint8Array,
  page: number,
  maxWidth: number,
): Promise<Uint8Array> {
  const drawn = await withPdf(bytes, async (pdf) => {
    if (!(Number.isSafeInteger(page) && page >= 1 && page <= pdf.getPageCount())) return undefined;
    const sheet = pdf.getPage(page - 1);
    const { originalWidth, originalHeight } = sheet.getOriginalSize();
    if (!(originalWidth > 0 && originalHeight > 0)) return undefined;
    return await sheet.render(pageSize(originalWidth, originalHeight, maxWidth));
  }).catch(() => undefined);
  if (drawn === undefined) throw new Refusal('pdf_broken');
  const { width, height, data } = drawn;
  return await sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: 'white' })
    .webp({ quality: 85, effort: 2 })
    .toBuffer();
}

/** As wide as asked, never more pixels than a page may have however long it is, never less than one. */
export function pageSize(
  width: number,
  height: number,
  maxWidth: number,
): { width: number; height: number } {
  const wide = Math.min(Math.max(1, Math.floor(maxWidth)), 4_000);
  const scale = Math.min(wide / width, Math.sqrt(PAGE_PIXELS / (width * height)));
  return {
    width: Math.min(4_000, Math.max(1, Math.floor(width * scale))),
    height: Math.min(PAGE_PIXELS / 4_000, Math.max(1, Math.floor(height * scale))),
  };
}
