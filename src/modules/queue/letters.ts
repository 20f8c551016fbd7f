import { formatWhen } from '../../kernel/clocks/index.ts';
import type { House } from '../../kernel/house.ts';
import {
  type Lang,
  type LocalisedText,
  localise,
  type Reason,
  say,
  type Translate,
} from '../../kernel/i18n.ts';
import { placeLine } from '../appointments/index.ts';
import {
  type Counter,
  type Filling,
  type LetterKind,
  type Office,
  ownWording,
} from '../offices/index.ts';

/** What every letter of the floor speaks of. */
export interface LetterScene {
  readonly t: Translate;
  readonly lang: Lang;
  readonly house: Pick<House, 'config'>;
  readonly office: Office;
}

export interface Letter {
  readonly subject: string;
  readonly body: string;
}

interface Reminded {
  readonly dossierId: string;
  readonly number: string;
  readonly startsAt: Date;
  readonly counter: Counter | undefined;
  readonly bring: readonly LocalisedText[];
}

/** Tomorrow's meeting: when, where, what to bring. */
export function reminder(scene: LetterScene, meeting: Reminded): Letter {
  const { t, lang, office } = scene;
  const when = formatWhen(meeting.startsAt, office.timeZone, lang);
  const counter = meeting.counter?.name ?? { id: t('appointments.counter') };
  const bring = meeting.bring.map((name) => `- ${localise(name, lang).text}`).join('\n');
  const place = placeLine(office, counter, lang);
  const whatToBring = bring && `${t('appointments.bring.title')}\n${bring}`;
  return letter(
    scene,
    meeting,
    t('queue.mail.reminder.subject', { number: meeting.number, when }),
    [t('queue.mail.reminder.lead', { number: meeting.number }), `${when}\n${place}`, whatToBring],
    ['reminder', { waktu: when, tempat: place, bawa: whatToBring }],
  );
}

/** The appointment passed and nobody came. */
export function missedLetter(
  scene: LetterScene,
  meeting: { readonly dossierId: string; readonly number: string; readonly startsAt: Date },
): Letter {
  const { t, lang, office } = scene;
  const when = formatWhen(meeting.startsAt, office.timeZone, lang);
  return letter(
    scene,
    meeting,
    t('queue.mail.missed.subject', { number: meeting.number }),
    [t('queue.mail.missed.lead', { number: meeting.number, when }), t('queue.mail.missed.next')],
    ['missed', { waktu: when }],
  );
}

/** The applicant was here, and the office closed before it came to them. */
export function unservedLetter(
  scene: LetterScene,
  meeting: {
    readonly dossierId: string;
    readonly number: string;
    readonly startsAt: Date;
    /** They already have another time, of which another letter tells. */
    readonly moved: boolean;
  },
): Letter {
  const { t, lang, office } = scene;
  const when = formatWhen(meeting.startsAt, office.timeZone, lang);
  const { number } = meeting;
  const next = t(meeting.moved ? 'queue.mail.unserved.moved' : 'queue.mail.unserved.next');
  return letter(
    scene,
    meeting,
    t('queue.mail.unserved.subject', { number }),
    [t('queue.mail.unserved.lead', { number, when }), next],
    ['unserved', { waktu: when, langkah_berikut: next }],
  );
}

/** Why somebody could not be served today, and what to do. */
export function turnedAwayLetter(
  scene: LetterScene,
  told: {
    readonly dossierId: string;
    readonly number: string;
    readonly why: Reason;
    readonly next: Reason;
  },
): Letter {
  const { t } = scene;
  const [why, next] = [say(t, told.why), say(t, told.next)];
  return letter(
    scene,
    told,
    t('queue.mail.turned_away.subject', { number: told.number }),
    [why, next],
    ['turned_away', { alasan: why, langkah_berikut: next }],
  );
}

/** The house's words, or the office's own where it has them; the link and the office's name always end it. */
function letter(
  { t, lang, house, office }: LetterScene,
  about: { readonly dossierId: string; readonly number: string },
  subject: string,
  parts: readonly string[],
  [kind, filling]: readonly [LetterKind, Filling],
): Letter {
  const own = ownWording(office, kind, lang, { nomor: about.number, ...filling });
  const url = `${house.config.publicUrl}/${office.slug}/berkas/${about.dossierId}`;
  return {
    subject: own?.subject ?? subject,
    body: [
      ...(own ? [own.body] : parts.filter((part) => part !== '')),
      t('dossiers.mail.footer', { url }),
      localise(office.name, lang).text,
    ].join('\n\n'),
  };
}
