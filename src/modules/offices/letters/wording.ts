import {
  isMessageKey,
  type Lang,
  type LocalisedText,
  localise,
  type MessageParams,
  translator,
} from '../../../kernel/i18n.ts';
import { type LetterKind, lettersByKind, PLACES, type Place } from './kinds.ts';

/** What fills the places; an empty one takes its paragraph with it when nothing else stands there. */
export type Filling = Readonly<Partial<Record<Place, string>>>;

export interface Wording {
  readonly subject: string;
  readonly body: string;
}

/** A place about which there is nothing to say leaves nothing behind. */
const NOTHING: Filling = Object.fromEntries(PLACES.map((place) => [place, '']));

/** An office's words for a letter. */
export interface OwnLetter {
  readonly subject: LocalisedText;
  readonly body: LocalisedText;
}

/**
 * Fills the places of a text, each once and in one pass: what is filled in is never read again as a place, and nothing in a
 * text can do more than stand there.
 */
export function fillPlaces(
  text: string,
  filling: Readonly<Record<string, string | undefined>>,
): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(filling, name) ? (filling[name] ?? '') : whole,
  );
}

/** A letter's body: paragraphs that are empty when filled in are left out. */
export function fillBody(text: string, filling: Filling): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => fillPlaces(paragraph, filling).trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/**
 * The office's own words for a letter, in the reader's language; undefined where it leaves them to the house, also when it
 * has none in that language: a reader of English gets the house's English rather than words they cannot read.
 */
export function ownWording(
  office: {
    readonly name: LocalisedText;
    readonly profile: {
      readonly letters?: Readonly<Partial<Record<LetterKind, OwnLetter | undefined>>> | undefined;
    };
  },
  kind: LetterKind,
  lang: Lang,
  filling: Filling,
): Wording | undefined {
  const own = office.profile.letters?.[kind];
  if (!own) return undefined;
  const [subject, body] = [localise(own.subject, lang), localise(own.body, lang)];
  if (subject.fellBack || body.fellBack) return undefined;
  const whole = { ...NOTHING, ...filling, kantor: localise(office.name, lang).text };
  return { subject: fillPlaces(subject.text, whole), body: fillBody(body.text, whole) };
}

/** How the house's messages call what an office's words call a place. */
const PARAMS: Readonly<Record<string, Place>> = {
  number: 'nomor',
  service: 'layanan',
  due: 'tanggal_janji',
  step: 'langkah',
  next: 'langkah_berikut',
  list: 'daftar',
  until: 'batas',
  when: 'waktu',
  reason: 'alasan',
  why: 'alasan',
  note: 'catatan',
  address: 'tempat',
  receiver: 'penerima',
  before: 'batas_lama',
  last: 'batas_lama',
  after: 'batas',
  again: 'tautan',
};

/** What the house filled into its words, as an office's own call it. */
export const fillingOf = (heard: Readonly<Record<string, string>>): Filling =>
  Object.fromEntries(
    Object.entries(heard).flatMap(([param, value]) => {
      const place = PARAMS[param];
      return place ? [[place, value]] : [];
    }),
  );

/** The house's words for a letter with its places left open: what an office begins with, and returns to. */
export function houseWording(kind: LetterKind, lang: Lang): Wording {
  const { subject, body } = lettersByKind[kind];
  const t = translator(lang);
  const open: MessageParams = Object.fromEntries(
    Object.entries(PARAMS).map(([param, place]) => [param, `{${place}}`]),
  );
  return {
    subject: t(subject, open),
    body: body.map((part) => (isMessageKey(part) ? t(part, open) : part)).join('\n\n'),
  };
}

/** The house's manual form with its places left open. */
export function houseBlanko(lang: Lang): string {
  const open = Object.fromEntries(PLACES.map((place) => [place, `{${place}}`]));
  return translator(lang)('queue.blanko.default', open);
}
