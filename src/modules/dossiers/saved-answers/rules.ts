import { type Reason, reason } from '../../../kernel/i18n.ts';

/** The longest title and body of a saved answer, in characters. */
export const TITLE_LENGTH = 80;
export const BODY_LENGTH = 1500;
/** How many one officer keeps, and how many an office. */
export const MOST_OWN = 50;
export const MOST_SHARED = 100;

/** The words between braces that are filled in when an answer is used. */
export const PLACES = ['nama', 'nomor', 'layanan', 'petugas'] as const;
export type Places = Readonly<Record<(typeof PLACES)[number], string>>;

/** The answer with its places filled in; braces around anything else stay as they were written. */
export function filledIn(body: string, places: Places): string {
  return body.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const place = PLACES.find((known) => known === name);
    return place ? places[place] : whole;
  });
}

/** Why this cannot be kept, and at which field; undefined when it can. */
export function whyNotKeep(
  title: string,
  body: string,
): { readonly field: 'judul' | 'isi'; readonly why: Reason } | undefined {
  if (title === '') return { field: 'judul', why: reason('dossiers.saved.title_needed') };
  if ([...title].length > TITLE_LENGTH)
    return { field: 'judul', why: reason('dossiers.saved.title_long', { max: TITLE_LENGTH }) };
  if (body === '') return { field: 'isi', why: reason('dossiers.saved.body_needed') };
  if ([...body].length > BODY_LENGTH)
    return { field: 'isi', why: reason('dossiers.saved.body_long', { max: BODY_LENGTH }) };
  const unknown = [...body.matchAll(/\{([a-z_]+)\}/g)]
    .map(([, name = '']) => name)
    .find((name) => !PLACES.some((place) => place === name));
  return unknown === undefined
    ? undefined
    : { field: 'isi', why: reason('dossiers.saved.unknown_place', { name: unknown }) };
}
