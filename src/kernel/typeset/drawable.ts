/** Anything JSON can say. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Stands for what the typeface cannot draw. */
export const STAND_IN = '□';

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/**
 * The same data with every letter drawable: PDF/A forbids letters without a shape, and a file name in Chinese must not
 * keep somebody from their receipt. What a reader takes as one letter gets one stand-in; marks that only steer the
 * direction of writing go, so that no name is shown backwards.
 */
export function drawable(data: Json | undefined, hasGlyph: (codePoint: number) => boolean): Json {
  if (typeof data === 'string') return drawableText(data, hasGlyph);
  if (data === null || data === undefined || typeof data !== 'object') return data ?? null;
  if (isList(data)) return data.map((item) => drawable(item, hasGlyph));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, drawable(value, hasGlyph)]),
  );
}

// Array.isArray does not tell a readonly list from an object.
const isList = (data: Json): data is readonly Json[] => Array.isArray(data);

const letters = new Intl.Segmenter('id', { granularity: 'grapheme' });

function drawableText(text: string, hasGlyph: (codePoint: number) => boolean): string {
  if (/^[\x20-\x7e\n]*$/.test(text)) return text;
  const tidy = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll('\t', ' ');
  let drawn = '';
  for (const { segment } of letters.segment(tidy)) {
    const visible = segment === '\n' ? segment : segment.replace(INVISIBLE, '');
    const isDrawable = [...visible].every(
      (letter) => letter === '\n' || hasGlyph(letter.codePointAt(0) ?? 0),
    );
    drawn += isDrawable ? visible : STAND_IN;
  }
  return drawn;
}
