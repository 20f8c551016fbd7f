import type { House } from '../../../kernel/house.ts';
import { openBlob } from '../blob/read.ts';
import { withPlainFile } from '../checking/private-file.ts';
import { type VersionRow, versionById } from '../documents.sql.ts';
import { officerCopy, PictureProblem, pdfPage, type Source } from '../inspection/index.ts';
import { lookAtMember, withMember } from './member.ts';
import { recent } from './recent.ts';

/** Bytes of drawn pages kept in memory: an officer turns back and forth. */
const KEPT = 32 * 1024 * 1024;
/** Widths that are drawn, in pixels; what is asked is rounded up to one of them, so that few pictures serve all screens. */
const WIDTHS = [320, 640, 960, 1280, 1920, 2400] as const;

const drawn = recent(KEPT);

/** Which page of what, and how wide, in pixels. `member` of a zip counts from 0 in the listing's order. */
export interface Wanted {
  readonly page: number;
  readonly width: number;
  readonly member?: number | undefined;
}

/**
 * A document, or a member of a zip, as an officer looks at it: a picture (WebP) drawn by us, without positions or anything else
 * that the file carried. For jpg and png the page is 1; for PDF 1 to `pages`. Undefined when the version is not ready, has no
 * such page or is no picture. Throws PictureProblem when it cannot be drawn.
 */
export async function viewerPicture(
  house: House,
  officeId: string,
  versionId: string,
  wanted: Wanted,
): Promise<{ bytes: Buffer; mediaType: 'image/webp' } | undefined> {
  const version = await versionById(house.db, officeId, versionId);
  if (version?.state !== 'ready' || version.blob_id === null) return undefined;
  const sheet = await sheetOf(house, officeId, version, wanted.member);
  const { page, width } = wanted;
  if (!sheet || !Number.isSafeInteger(page) || page < 1 || page > sheet.pages) return undefined;
  const wide = sheet.isPdf ? (WIDTHS.find((known) => known >= width) ?? 2400) : 2400;
  const place = `${officeId}/${version.blob_id}/${wanted.member ?? ''}/${page}/${wide}`;
  const bytes = await drawn(place, () =>
    sheet.open((from) => (sheet.isPdf ? pdfPage(from, page, wide) : officerCopy(from))),
  );
  return { bytes, mediaType: 'image/webp' };
}

/** What can be drawn, and how its bytes are come by. */
interface Sheet {
  readonly isPdf: boolean;
  readonly pages: number;
  open(work: (from: Source) => Promise<Buffer>): Promise<Buffer>;
}

async function sheetOf(
  house: House,
  officeId: string,
  version: VersionRow,
  member: number | undefined,
): Promise<Sheet | undefined> {
  const blobId = version.blob_id ?? '';
  if (member === undefined) {
    const isPdf = version.type === 'pdf';
    if (!isPdf && version.type !== 'jpg' && version.type !== 'png') return undefined;
    const bytes = () => openBlob(house, officeId, blobId) as AsyncIterable<Buffer>;
    return {
      isPdf,
      pages: isPdf ? (version.pages ?? 0) : 1,
      open: (work) => withPlainFile(house, bytes(), (path) => work({ path })),
    };
  }
  const looked = await lookAtMember(house, officeId, version, member);
  if (looked && !looked.ok) throw new PictureProblem(looked.verdict);
  const kind = looked?.member.kind;
  if (!looked || (kind !== 'pdf' && kind !== 'jpg' && kind !== 'png')) return undefined;
  return {
    isPdf: kind === 'pdf',
    pages: looked.member.pages,
    open: (work) => withMember(house, officeId, blobId, looked.place, work),
  };
}
