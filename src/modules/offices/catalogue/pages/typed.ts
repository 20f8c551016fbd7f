import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { DraftText, Typed } from '../draft.ts';

/** What was typed, as a draft keeps it. The names of the fields are the places of the definition: `name.id`, `fee.amount`. */

export const text = (input: FormInput, name: string): string => one(input, name).trim();

/** A text in both languages; the English is left out where nothing was typed. */
export function both(input: FormInput, name: string): DraftText {
  const [id, en] = [text(input, `${name}.id`), text(input, `${name}.en`)];
  return en === '' ? { id } : { id, en };
}

/** As {@link both}; undefined where nothing was typed at all. */
export function bothOrNothing(input: FormInput, name: string): DraftText | undefined {
  const typed = both(input, name);
  return typed.id === '' && typed.en === undefined ? undefined : typed;
}

/** One entry on each line. */
export function lines(input: FormInput, name: string): readonly string[] {
  return one(input, name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/**
 * A number as people write it here: "50.000", "0,5", "Rp 50.000"; undefined where nothing was typed. What is no number stays
 * as it is, and the checks say so.
 */
export function numberIn(input: FormInput, name: string): Typed | undefined {
  return numberOf(text(input, name));
}

export function numberOf(typed: string): Typed | undefined {
  if (typed === '') return undefined;
  const bare = typed.replace(/^rp\s*/i, '');
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare) ? bare.replaceAll('.', '') : bare;
  const number = Number(plain.replace(',', '.'));
  return Number.isFinite(number) ? number : typed;
}

/** A number as it is shown in a field: with a decimal comma, without thousands. */
export function shown(value: Typed | undefined): string {
  return typeof value === 'number' ? String(value).replace('.', ',') : (value ?? '');
}

export const ticked = (input: FormInput, name: string): boolean => one(input, name) !== '';
