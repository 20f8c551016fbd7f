import { formatWhen } from '../../kernel/clocks/index.ts';
import type { Lang, Translate } from '../../kernel/i18n.ts';
import {
  fillingOf,
  LETTER_KINDS,
  type LetterKind,
  type Office,
  ownWording,
} from '../offices/index.ts';

/** What stands in every letter about a dossier, whatever it is about. */
interface Told {
  readonly office: Office;
  readonly lang: Lang;
  readonly number: string;
  readonly service: string;
  readonly promisedAt: Date;
  readonly step: string;
  readonly next: string;
}

/** The house's words of a letter: its subject and its body, in one of their forms. */
const WORDS = /^dossiers\.mail\.\w+\.(?:subject|body\w*)$/;

/**
 * Listens to what the house says in a letter, so that the office's own words can say the same: what the one fills in is what
 * the other may.
 */
export function listening(t: Translate): {
  readonly t: Translate;
  readonly heard: Record<string, string>;
} {
  const heard: Record<string, string> = {};
  return {
    heard,
    t(key, params) {
      if (WORDS.test(key))
        for (const [name, value] of Object.entries(params ?? {})) heard[name] = String(value);
      return t(key, params);
    },
  };
}

/** The office's own words for the letter of a reaction (`dossiers.tell_submitted`); undefined where the house's stand. */
export function ownLetter(
  reaction: string,
  { office, lang, number, service, promisedAt, step, next }: Told,
  heard: Readonly<Record<string, string>>,
): { subject: string; body: string } | undefined {
  const kind = kindOf(reaction);
  return (
    kind &&
    ownWording(office, kind, lang, {
      nomor: number,
      layanan: service,
      tanggal_janji: formatWhen(promisedAt, office.timeZone, lang, 'date'),
      langkah: step,
      langkah_berikut: next,
      ...fillingOf(heard),
    })
  );
}

const kindOf = (reaction: string): LetterKind | undefined =>
  LETTER_KINDS.find((kind) => reaction === `dossiers.tell_${kind}`);
