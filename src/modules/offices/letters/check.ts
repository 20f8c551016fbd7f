import { reason } from '../../../kernel/i18n.ts';
import type { Localised } from '../definition.ts';
import type { Flaw } from '../definition-checks.ts';
import {
  BLANKO_LINES,
  BLANKO_PLACES,
  LETTER_KINDS,
  type LetterKind,
  lettersByKind,
  type Place,
  placesOf,
  SUBJECT_PLACES,
} from './kinds.ts';

interface LetterText {
  readonly subject: Localised;
  readonly body: Localised;
}

/** What the schema cannot say of an office's letters: places that exist, those that must stand there, both languages or one. */
export function checkLetters(
  letters: Readonly<Partial<Record<LetterKind, LetterText | undefined>>> | undefined,
): Flaw[] {
  return LETTER_KINDS.flatMap((kind) => {
    const letter = letters?.[kind];
    return letter ? checkLetter(kind, letter) : [];
  });
}

function checkLetter(kind: LetterKind, { subject, body }: LetterText): Flaw[] {
  const at = `letters.${kind}`;
  const places = placesOf(kind);
  const short = places.filter((place) => SUBJECT_PLACES.includes(place));
  const half =
    (subject.en === undefined) === (body.en === undefined)
      ? []
      : [
          {
            field: `${at}.${subject.en === undefined ? 'subject' : 'body'}.en`,
            reason: reason('offices.mistake.letter_language'),
          },
        ];
  return [
    ...checkWords(subject, `${at}.subject`, short, []),
    ...checkWords(body, `${at}.body`, places, lettersByKind[kind].needs),
    ...half,
  ];
}

/** The manual form: its places, and that it fits on its sheet. */
export function checkBlanko(blanko: Localised | undefined): Flaw[] {
  if (!blanko) return [];
  const long = (['id', 'en'] as const).filter(
    (lang) => (blanko[lang]?.split('\n').length ?? 0) > BLANKO_LINES,
  );
  return [
    ...checkWords(blanko, 'blanko', BLANKO_PLACES, []),
    ...long.map((lang) => ({
      field: `blanko.${lang}`,
      reason: reason('offices.mistake.too_many_lines', { most: BLANKO_LINES }),
    })),
  ];
}

function checkWords(
  words: Localised,
  at: string,
  allowed: readonly Place[],
  needed: readonly Place[],
): Flaw[] {
  return (['id', 'en'] as const).flatMap((lang) => {
    const text = words[lang];
    if (text === undefined) return [];
    const why = faultOf(text, allowed, needed);
    return why ? [{ field: `${at}.${lang}`, reason: why }] : [];
  });
}

const spoken = (places: readonly Place[]) => places.map((place) => `{${place}}`).join(', ');

function faultOf(text: string, allowed: readonly Place[], needed: readonly Place[]) {
  const found = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const unknown = found.find((name) => !allowed.some((place) => place === name));
  if (unknown !== undefined)
    return reason('offices.mistake.unknown_place', { found: unknown, allowed: spoken(allowed) });
  if (/[{}]/.test(text.replace(/\{\w+\}/g, '')))
    return reason('offices.mistake.brace', { allowed: spoken(allowed) });
  const missing = needed.find((place) => !found.includes(place));
  return missing && reason('offices.mistake.place_needed', { missing: `{${missing}}` });
}
