import type { Readable } from 'node:stream';
import type { House } from '../../../kernel/house.ts';
import { openBlob } from '../blob/read.ts';
import { withPlainFile } from '../checking/private-file.ts';
import { type VersionRow, versionById } from '../documents.sql.ts';
import { officerCopy, pdfPage } from '../inspection/index.ts';
import { recent } from './recent.ts';

/** Bytes of drawn pages kept in memory: an officer turns back and forth. */
const KEPT = 32 * 1024 * 1024;
/** Widths that are drawn, in pixels; what is asked is rounded up to one of them, so that few pictures serve all screens. */
const WIDTHS = [320, 640, 960, 1280, 1920, 2400] as const;

const drawn = recent(KEPT);

/**
 * A document as an officer looks at it: a picture (WebP) drawn by us, without positions or anything else that the file
 * carried. For jpg and png the page is 1; for PDF 1 to `pages`. Undefined when the version is not ready, has no such page
 * or is no picture (docx, zip: show the listing). Throws PictureProblem when it cannot be drawn.
 */
export async function viewerPicture(
  house: House,
  officeId: string,
  versionId: string,
  page: number,
  width: number,
): Promise<{ bytes: Buffer; mediaType: 'image/webp' } | undefined> {
  const version = await versionById(house.db, officeId, versionId);
  if (version?.state !== 'ready' || version.blob_id === null) return undefined;
  const pages = pagesOf(version);
  if (!Number.isSafeInteger(page) || page < 1 || page > pages) return undefined;
  const wide = version.type === 'pdf' ? (WIDTHS.find((known) => known >= width) ?? 2400) : 2400;
  const blob = openBlob.bind(undefined, house, officeId, version.blob_id);
  const bytes = await drawn(`${officeId}/${version.blob_id}/${page}/${wide}`, () =>
    withPlainFile(house, blob() as Readable & AsyncIterable<Buffer>, (path) =>
      version.type === 'pdf' ? pdfPage(path, page, wide) : officerCopy(path),
    ),
  );
  return { bytes, mediaType: 'image/webp' };
}

const pagesOf = (version: VersionRow): number => {
  if (version.type === 'pdf') return version.pages ?? 0;
  return version.type === 'jpg' || version.type === 'png' ? 1 : 0;
};
