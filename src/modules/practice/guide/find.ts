import type { Translate } from '../../../kernel/i18n.ts';
import type { GuideSection } from './sections.ts';

/** The sections that hold every word of the term, in the reader's language; all of them for an empty term. */
export function findSections(
  sections: readonly GuideSection[],
  t: Translate,
  term: string,
): readonly GuideSection[] {
  const words = plain(term).split(/\s+/).filter(Boolean).slice(0, 8);
  return sections.filter(({ title, text, steps }) => {
    const said = plain([title, text, ...steps].map((key) => t(key)).join(' '));
    return words.every((word) => said.includes(word));
  });
}

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
