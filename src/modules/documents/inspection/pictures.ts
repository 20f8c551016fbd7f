import { createLane, Overrun } from './lane.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { MemberPlace, Source } from './members.ts';
import type { Answer, Job } from './protocol.ts';
import { type Refused, refused, type Verdict } from './verdict.ts';
import type { DocumentText } from './words.ts';

const LIMITS = { ...DEFAULT_LIMITS, maxMillis: 30_000 };

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
export function officerCopy(from: Source | Buffer): Promise<Buffer> {
  return draw({ kind: 'picture', from, limits: LIMITS });
}

/**
 * One page of a PDF as WebP, at most `maxWidth` (up to 4000) pixels wide and 16 megapixels in all; pages count from 1.
 * Throws {@link PictureProblem} when there is no such page or it cannot be drawn.
 */
export function pdfPage(from: Source, pageNumber: number, maxWidth: number): Promise<Buffer> {
  return draw({ kind: 'page', from, page: pageNumber, maxWidth, limits: LIMITS });
}

/** Where the members of an archive lie. Throws {@link PictureProblem} when it cannot be read. */
export async function memberPlaces(path: string): Promise<readonly MemberPlace[]> {
  const answer = await asked({ kind: 'places', path, limits: LIMITS });
  if (answer.kind === 'places') return answer.places;
  throw new Error(`unexpected answer of the inspector: ${answer.kind}`);
}

/** What a member is, looked at as if it had come alone under its own name. */
export async function lookAt(from: Source, name: string): Promise<Verdict> {
  const answer = await asked({ kind: 'look', from, name, limits: LIMITS });
  if (answer.kind === 'verdict') return answer.verdict;
  throw new Error(`unexpected answer of the inspector: ${answer.kind}`);
}

/** The words of a Word document or a text file. Throws {@link PictureProblem} when they cannot be read. */
export async function documentWords(from: Source, as: 'docx' | 'text'): Promise<DocumentText> {
  const answer = await asked({ kind: 'words', from, as, limits: LIMITS });
  if (answer.kind === 'words') return answer.text;
  throw new Error(`unexpected answer of the inspector: ${answer.kind}`);
}

/** Lets the viewing child go, for an orderly end. */
export function closePictures(): Promise<void> {
  return lane.close();
}

async function draw(job: Job): Promise<Buffer> {
  const answer = await asked(job);
  if (answer.kind === 'picture') return Buffer.from(answer.bytes);
  throw new Error(`unexpected answer of the inspector: ${answer.kind}`);
}

/** The child's answer; a file that is to blame is a {@link PictureProblem}. */
async function asked(job: Job): Promise<Answer> {
  const answer = await lane.run(job).catch((error: unknown) => {
    if (error instanceof Overrun) throw new PictureProblem(refused('too_complex'));
    throw error;
  });
  if (answer.kind === 'refused') throw new PictureProblem(answer.verdict);
  if (answer.kind === 'failed') throw new Error(answer.message);
  return answer;
}
