import type { Candidate } from './inspect.ts';
import type { Limits } from './limits.ts';
import type { MemberPlace, Source } from './members.ts';
import type { Refused, Verdict } from './verdict.ts';
import type { DocumentText } from './words.ts';

/** What the server asks of the child, one at a time. */
export type Job =
  | { readonly kind: 'inspect'; readonly file: Candidate; readonly limits: Limits }
  | { readonly kind: 'places'; readonly path: string; readonly limits: Limits }
  /** The same look as at a file that came alone. */
  | { readonly kind: 'look'; readonly from: Source; readonly name: string; readonly limits: Limits }
  | {
      readonly kind: 'words';
      readonly from: Source;
      readonly as: 'docx' | 'text';
      readonly limits: Limits;
    }
  | { readonly kind: 'picture'; readonly from: Source | Uint8Array; readonly limits: Limits }
  | {
      readonly kind: 'page';
      readonly from: Source;
      readonly page: number;
      readonly maxWidth: number;
      readonly limits: Limits;
    };

/** What the child says: that it is ready, then one answer per job. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'picture'; readonly bytes: Uint8Array }
  | { readonly kind: 'places'; readonly places: readonly MemberPlace[] }
  | { readonly kind: 'words'; readonly text: DocumentText }
  | { readonly kind: 'refused'; readonly verdict: Refused }
  /** Not the file's fault: it could not be read, or the child itself is wrong. */
  | { readonly kind: 'failed'; readonly message: string };
