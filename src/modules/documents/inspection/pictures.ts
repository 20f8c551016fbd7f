import { createLane, Overrun } from './lane.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Job } from './protocol.ts';
import { type Refused, refused } from './verdict.ts';

/** The picture cannot be drawn; `verdict` holds the sentence to show in its place. */
export class PictureProblem extends Error {
  readonly verdict: Refused;
  constructor(verdict: Refused) {
    super(verdict.reason);
    this.name = 'PictureProblem';
    this.verdict = verdict;
  }
}

// Viewing has a child of its own: an officer's page never waits behind a stranger's upload.
const lane = createLane();

/**
 * The copy of a jpg or png that officers view: WebP, at most 2400 px on its long side, upright, without positions or any
 * other metadata. Throws {@link PictureProblem} when it cannot be decoded.
 */
export function officerCopy(from: string | Buffer): Promise<Buffer> {
  return draw({ kind: 'picture', from, limits: { ...DEFAULT_LIMITS, maxMillis: 30_000 } });
}

/**
 * One page of a PDF as WebP, at most `maxWidth` (up to 4000) pixels wide and 16 megapixels in all; pages count from 1.
 * Throws {@link PictureProblem} when there is no such page or it cannot be drawn.
 */
export function pdfPage(path: string, pageNumber: number, maxWidth: number): Promise<Buffer> {
  const limits = { ...DEFAULT_LIMITS, maxMillis: 30_000 };
  return draw({ kind: 'page', path, page: pageNumber, maxWidth, limits });
}

/** Lets the viewing child go, for an orderly end. */
export function closePictures(): Promise<void> {
  return lane.close();
}

async function draw(job: Job): Promise<Buffer> {
  const answer = await lane.run(job).catch((error: unknown) => {
    if (error instanceof Overrun) throw new PictureProblem(refused('too_complex'));
    throw error;
  });
  if (answer.kind === 'picture') return Buffer.from(answer.bytes);
  if (answer.kind === 'refused') throw new PictureProblem(answer.verdict);
  throw new Error(answer.kind === 'failed' ? answer.message : 'unexpected answer of the inspector');
}
