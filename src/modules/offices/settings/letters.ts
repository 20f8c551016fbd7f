import type { Actor } from '../../../kernel/actor.ts';
import type { LocalisedText } from '../../../kernel/i18n.ts';
import { plain } from '../importing/plain.ts';
import type { LetterKind } from '../letters/kinds.ts';
import type { OwnLetter } from '../letters/wording.ts';
import type { OfficeProfile } from '../office.ts';
import { changeParts, type Needs, type Wanted } from './change.ts';
import { editionOf } from './edition.ts';
import type { Saved } from './saved.ts';

/** What an administrator words: a letter, or the manual form. */
export type PaperKind = LetterKind | 'blanko';

/** An office's own words for a paper; undefined where the house's stand. */
export const ownWords = (
  profile: OfficeProfile,
  kind: PaperKind,
): OwnLetter | { readonly body: LocalisedText } | undefined =>
  kind === 'blanko' ? profile.blanko && { body: profile.blanko } : profile.letters?.[kind];

/** Which edition of a paper's words a form is filled in from. */
export const paperEdition = (profile: OfficeProfile, kind: PaperKind): string =>
  editionOf(plain({ shown: ownWords(profile, kind) }));

/** The parts of office.json with these words for one paper and all others as they are; undefined: back to the house's. */
export function withWords(
  profile: OfficeProfile,
  kind: PaperKind,
  words: { readonly subject?: unknown; readonly body?: unknown } | undefined,
): Wanted {
  if (kind === 'blanko') return { blanko: words?.body };
  const { [kind]: _former, ...others } = profile.letters ?? {};
  const letters = { ...others, ...(words && { [kind]: words }) };
  return { letters: Object.keys(letters).length > 0 ? letters : undefined };
}

/** Gives a paper the office's own words, or (undefined) the house's again. */
export function saveWords(
  house: Needs,
  actor: Actor,
  officeId: string,
  kind: PaperKind,
  edition: string,
  words: { readonly subject?: unknown; readonly body?: unknown } | undefined,
): Promise<Saved> {
  return changeParts(house, {
    officeId,
    actor,
    parts: [kind === 'blanko' ? 'blanko' : 'letters'],
    edition,
    shown: (profile) => ownWords(profile, kind),
    wanted: (profile) => withWords(profile, kind, words),
  });
}
