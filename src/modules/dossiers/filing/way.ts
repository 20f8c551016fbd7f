import { type FormInput, one } from '../../../kernel/forms.ts';
import type { FilingChannel } from './rules.ts';

/** By which way the applicant asked for what an officer does for them, by the words of the form; the most frequent first. */
export const WAYS = {
  loket: 'counter',
  telepon: 'phone',
  kotak: 'drop_box',
} as const satisfies Readonly<Record<string, FilingChannel>>;
export type WayWord = keyof typeof WAYS;

/** The ways on which a signed paper comes. */
export const WRITTEN: readonly WayWord[] = ['loket', 'kotak'];

/** The name of the field, in each form that an officer fills in for somebody. */
export const WAY = 'lewat';

/** All of them, as they are offered. */
export const WORDS: readonly WayWord[] = ['loket', 'telepon', 'kotak'];

const isWay = (word: string): word is WayWord => Object.hasOwn(WAYS, word);

/** The way that a form names; whoever stands at the counter when it names none. */
export function wayIn(input: FormInput, name = WAY): FilingChannel {
  const word = one(input, name);
  return isWay(word) ? WAYS[word] : 'counter';
}

/** The word of a form for that way. */
export const wordOf = (channel: FilingChannel): WayWord =>
  WORDS.find((word) => WAYS[word] === channel) ?? 'loket';
