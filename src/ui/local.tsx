import { type Lang, type LocalisedText, localise } from '../kernel/i18n.ts';

/** Text an office wrote; where English is missing the Indonesian stands in, marked so that it is read aloud as Indonesian. */
export function Localised({ text, lang }: { readonly text: LocalisedText; readonly lang: Lang }) {
  const { text: words, fellBack } = localise(text, lang);
  return fellBack ? <span lang="id">{words}</span> : <>{words}</>;
}
