import type { MessageKey, MessageParams } from '../../../kernel/i18n.ts';

/** The kinds of document a citizen may hand in; `jpeg` and `jpg` are one. */
export type DocumentType = 'jpg' | 'png' | 'pdf' | 'docx' | 'zip';

/** One member of a zip or docx; `size` in bytes, unpacked. */
export interface Member {
  readonly name: string;
  readonly size: number;
}

/** The file is what it says and carries nothing that acts by itself. */
export interface Accepted {
  readonly ok: true;
  readonly type: DocumentType;
  readonly mediaType: string;
  /** PDF only. */
  readonly pages?: number;
  /** Pictures only: pixels as seen, orientation applied. */
  readonly width?: number;
  readonly height?: number;
  /** zip and docx only: the first 500 members; `members` counts them all. */
  readonly listing?: readonly Member[];
  readonly members?: number;
}

/** The file is not taken; `reason` names the sentence that tells the citizen why and what to do next. */
export interface Refused {
  readonly ok: false;
  readonly reason: MessageKey;
  readonly params?: MessageParams;
}

export type Verdict = Accepted | Refused;

/** What the inspection can say no with; each has its sentence as `documents.refused.<code>`. */
export type RefusalCode = MessageKey extends infer K
  ? K extends `documents.refused.${infer C}`
    ? C
    : never
  : never;

/** Thrown inside the parsers to end an inspection with a sentence; never leaves the child. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly verdict: Refused;
  constructor(code: RefusalCode, params?: MessageParams) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.verdict = refused(code, params);
  }
}

/** Builds a refusal. */
export function refused(code: RefusalCode, params?: MessageParams): Refused {
  const reason: MessageKey = `documents.refused.${code}`;
  return params === undefined ? { ok: false, reason } : { ok: false, reason, params };
}

/** A name out of a hostile file, fit to stand in a sentence: no control or direction marks, not endless. */
export function printable(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\u00b7');
  return clean.length > 80 ? `${clean.slice(0, 40)}\u2026${clean.slice(-38)}` : clean;
}
