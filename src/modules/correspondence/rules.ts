import { type Reason, reason } from '../../kernel/i18n.ts';

/** The two sides of a thread: who applies, and the office. */
export type Side = 'applicant' | 'office';

/** Longest message, in characters. */
export const MESSAGE_LENGTH = 4000;

/** How often a delivery is tried: with the queue's growing pauses about four days, as RFC 5321 §4.5.4.1 advises. */
export const MOST_TRIES = 25;

/** Where the messages of a practice office "go": `.invalid` belongs to nobody and resolves nowhere (RFC 2606). */
export const PRACTICE_ADDRESS = 'kotak-latihan@satu-loket.invalid';

/** A subject as one line, at most this many characters. */
export const SUBJECT_LENGTH = 200;

/**
 * What was typed, ready to be kept: one form for each letter (NFC), lines ended by `\n`, no control characters, nothing
 * empty around it. Refuses an empty message, unless files go with it, and one over {@link MESSAGE_LENGTH}.
 */
export function messageText(
  typed: string,
  mayBeEmpty = false,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: Reason } {
  const text = plainText(typed).trim();
  if (text === '' && !mayBeEmpty) return { ok: false, why: reason('correspondence.message.empty') };
  if ([...text].length > MESSAGE_LENGTH)
    return { ok: false, why: reason('correspondence.message.too_long', { max: MESSAGE_LENGTH }) };
  return { ok: true, text };
}

/** Text without control characters; line breaks and tabs stay. Broken surrogates become U+FFFD. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

/** A subject is one line, whatever a name in it contains (ASVS 1.3.11). */
export function subjectLine(text: string): string {
  const line = plainText(text).replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= SUBJECT_LENGTH
    ? line
    : `${letters.slice(0, SUBJECT_LENGTH - 1).join('')}…`;
}

/** What to do after a delivery failed. */
export function afterFailure(tries: number, isHopeless: boolean): 'again' | 'give_up' {
  return isHopeless || tries >= MOST_TRIES ? 'give_up' : 'again';
}
