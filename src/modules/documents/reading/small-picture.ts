import sharp from 'sharp';
import type { House } from '../../../kernel/house.ts';
import { viewerPicture } from './picture.ts';
import { recent } from './recent.ts';

/** Bytes of small pictures kept in memory. */
const KEPT = 8 * 1024 * 1024;
/** Longest side, in pixels: enough to recognise a paper, and far below what a page may weigh. */
const SIDE = 320;
/** The most that a picture on a citizen's page weighs, in bytes. */
const MOST = 30 * 1024;

const made = recent(KEPT);

/**
 * The first page of a document as a small picture (WebP, at most 30 KB), made out of the copy that we drew. Undefined when it is
 * no picture. Throws PictureProblem when it cannot be drawn.
 */
export async function smallPicture(
  house: House,
  officeId: string,
  versionId: string,
): Promise<Buffer | undefined> {
  const whole = await viewerPicture(house, officeId, versionId, { page: 1, width: SIDE });
  return whole && made(`${officeId}/${versionId}`, () => smaller(whole.bytes));
}

async function smaller(bytes: Buffer): Promise<Buffer> {
  const fit = sharp(bytes).resize({
    width: SIDE,
    height: SIDE,
    fit: 'inside',
    withoutEnlargement: true,
  });
  for (const quality of [60, 40, 20]) {
    const small = await fit.clone().webp({ quality, effort: 2 }).toBuffer();
    if (small.length <= MOST || quality === 20) return small;
  }
  throw new Error('no quality was tried');
}
