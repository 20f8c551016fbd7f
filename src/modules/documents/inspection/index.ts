import { refuseByLabel } from './label.ts';
import { createLane, Overrun } from './lane.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { closePictures } from './pictures.ts';
import { refused, type Verdict } from './verdict.ts';

export type { Limits } from './limits.ts';
export { type MemberPlace, type Source, type ViewKind, viewKind } from './members.ts';
export {
  documentWords,
  lookAt,
  memberPlaces,
  officerCopy,
  PictureProblem,
  pdfPage,
} from './pictures.ts';
export type { Accepted, DocumentType, Member, Refused, Verdict } from './verdict.ts';
export type { DocumentText, TextBlock } from './words.ts';

/** An uploaded file, whole and plain at `path` (readable by the server's user); `size` in bytes. */
export interface UploadedFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

const lane = createLane();

/**
 * Says whether a citizen's file may be taken, and if not, in which sentence. Runs the parsers in a child process, one
 * file at a time: a file that hangs, crashes or swells them is refused and the next one finds a new child. Rejects only
 * when the file cannot be read or the child cannot be started: the file is then held and tried again, never released.
 */
export async function inspect(file: UploadedFile, limits: Partial<Limits> = {}): Promise<Verdict> {
  const within = { ...DEFAULT_LIMITS, ...limits };
  const early = refuseByLabel(file.name, file.size, within);
  if (early !== undefined) return early;
  const job = {
    kind: 'inspect',
    file: { path: file.path, name: file.name },
    limits: within,
  } as const;
  const answer = await lane.run(job).catch((error: unknown) => {
    if (error instanceof Overrun)
      return { kind: 'verdict', verdict: refused('too_complex') } as const;
    throw error;
  });
  if (answer.kind === 'verdict') return answer.verdict;
  throw new Error(answer.kind === 'failed' ? answer.message : 'unexpected answer of the inspector');
}

/** Lets the children go, for an orderly end of the server or a test. */
export async function closeInspection(): Promise<void> {
  await Promise.all([lane.close(), closePictures()]);
}
