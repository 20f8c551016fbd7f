import { type FormInput, one } from '../../../../kernel/forms.ts';
import { say, type Translate } from '../../../../kernel/i18n.ts';
import type { FieldError } from '../../../../ui/error-summary.tsx';
import type { Faults } from '../saved.ts';

/**
 * A form about a part of an office's folder: its fields are named by their place there (`hours.week.mon[0].from`), so that
 * what the importer's checks find stands beside the very field.
 */
export interface Typed {
  value(place: string): string;
  error(place: string): string | undefined;
  /** What is wrong with the form as a whole. */
  readonly problem: string | undefined;
  readonly summary: readonly FieldError[];
}

export function typedOf(t: Translate, content: unknown, faults: Faults = {}): Typed {
  const { '': whole, ...places } = faults;
  const sentences = Object.entries(places).map(([place, why]) => [place, say(t, why)] as const);
  const byPlace = new Map(sentences);
  return {
    value: (place) => {
      const found = valueAt(content, place);
      return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
    },
    error: (place) => byPlace.get(place),
    problem: whole && say(t, whole),
    summary: sentences.map(([place, message]) => ({ field: idOf(place), message })),
  };
}

/** A place as an id of the page. */
export const idOf = (place: string) =>
  `f-${place.replace(/[^a-zA-Z0-9]+/g, '-').replace(/-$/, '')}`;

function valueAt(content: unknown, place: string): unknown {
  let here = content;
  for (const part of place.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}

/** A field's text; undefined where nothing was typed. */
export function textAt(input: FormInput, place: string): string | undefined {
  const text = one(input, place).trim();
  return text === '' ? undefined : text;
}

/** A field's number; what is none stays as it was typed, and the check says so. */
export function numberAt(input: FormInput, place: string): number | string | undefined {
  const text = textAt(input, place);
  return text !== undefined && /^-?\d{1,12}$/.test(text) ? Number(text) : text;
}

/** A text in both languages; undefined where neither was typed. */
export function wordsAt(input: FormInput, place: string): { id: string; en?: string } | undefined {
  const [id, en] = [textAt(input, `${place}.id`), textAt(input, `${place}.en`)];
  if (id === undefined && en === undefined) return undefined;
  return { id: id ?? '', ...(en !== undefined && { en }) };
}
