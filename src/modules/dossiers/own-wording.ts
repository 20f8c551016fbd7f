import { formatWhen } from '../../kernel/clocks/index.ts';
import type { Lang } from '../../kernel/i18n.ts';
import type { EventRow } from '../../kernel/ledger.ts';
import { textIn } from '../../kernel/ledger.ts';
import { LETTER_KINDS, type LetterKind, type Office, ownWording } from '../offices/index.ts';

/** What an office's own words for a letter may speak of. */
interface Told {
  readonly office: Office;
  readonly lang: Lang;
  readonly event: EventRow;
  readonly number: string;
  readonly service: string;
  readonly promisedAt: Date;
  readonly step: string;
  readonly next: string;
  /** Everything faulty, one line each; asked for in a deficiency letter alone. */
  readonly faulty: () => Promise<string>;
}

/** The office's own words for the letter of a reaction (`dossiers.tell_submitted`); undefined where the house's stand. */
export async function ownLetter(
  reaction: string,
  { office, lang, event, number, service, promisedAt, step, next, faulty }: Told,
): Promise<{ subject: string; body: string } | undefined> {
  const kind = kindOf(reaction);
  if (!kind || !office.profile.letters?.[kind]) return undefined;
  const isCorrection = kind === 'correction';
  const day = (at: Date) => formatWhen(at, office.timeZone, lang, 'date');
  return ownWording(office, kind, lang, {
    nomor: number,
    layanan: service,
    tanggal_janji: day(promisedAt),
    langkah: step,
    langkah_berikut: next,
    ...(isCorrection && {
      daftar: await faulty(),
      batas: day(new Date(`${textIn(event.data, 'answer_by')}T12:00:00Z`)),
    }),
  });
}

const kindOf = (reaction: string): LetterKind | undefined =>
  LETTER_KINDS.find((kind) => reaction === `dossiers.tell_${kind}`);
