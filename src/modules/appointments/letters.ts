import { formatWhen } from '../../kernel/clocks/index.ts';
import type { Lang, LocalisedText, Translate } from '../../kernel/i18n.ts';
import { localise } from '../../kernel/i18n.ts';
import {
  type Filling,
  type LetterKind,
  type Office,
  ownWording,
  type SeatRules,
} from '../offices/index.ts';
import { bringLines, placeLine } from './details.ts';
import { changeUntil } from './rules.ts';

/** What every letter about a meeting speaks of. */
export interface LetterScene {
  readonly t: Translate;
  readonly lang: Lang;
  readonly office: Office;
  readonly number: string;
  readonly url: string;
}

export interface Letter {
  readonly subject: string;
  readonly body: string;
}

interface MeetingWords {
  readonly startsAt: Date;
  readonly counterName: LocalisedText;
  readonly bring: readonly LocalisedText[];
  /** Why the office moved or cancelled it. */
  readonly reason?: string | undefined;
}

/** The meeting is set, or moved: when, where, what to bring, until when it can be changed. */
export function meetingLetter(
  scene: LetterScene,
  kind: 'fixed' | 'moved',
  meeting: MeetingWords,
): Letter {
  const { t, lang, office, number } = scene;
  const when = formatWhen(meeting.startsAt, office.timeZone, lang);
  const rules = office.profile.seats;
  const place = placeLine(office, meeting.counterName, lang);
  const why = meeting.reason && t('appointments.mail.reason', { reason: meeting.reason });
  const bring = `${t('appointments.bring.title')}\n${bringLines(meeting.bring, lang)}`;
  const until = rules && untilLine(scene, rules, meeting.startsAt);
  return letter(
    scene,
    t(`appointments.mail.${kind}.subject`, { number, when }),
    [
      t(`appointments.mail.${kind}.lead`, { number }),
      why,
      `${when}\n${place}`,
      bring,
      until,
      t('appointments.rule.no_seat_no_service'),
    ],
    [
      `meeting_${kind}`,
      {
        waktu: when,
        tempat: place,
        bawa: bring,
        batas_ubah: until ?? '',
        alasan: why ?? '',
      },
    ],
  );
}

/** The meeting is cancelled; what comes next depends on why. */
export function cancelledLetter(
  scene: LetterScene,
  meeting: Omit<MeetingWords, 'bring'> & { readonly withdrawn: boolean },
): Letter {
  const { t, lang, office, number } = scene;
  const when = formatWhen(meeting.startsAt, office.timeZone, lang);
  const why = meeting.reason && t('appointments.mail.reason', { reason: meeting.reason });
  const next = t(
    meeting.withdrawn
      ? 'appointments.mail.cancelled.withdrawn'
      : 'appointments.mail.cancelled.next',
  );
  return letter(
    scene,
    t('appointments.mail.cancelled.subject', { number, when }),
    [
      t('appointments.mail.cancelled.lead', { number, when }),
      why,
      next,
      t('appointments.rule.no_seat_no_service'),
    ],
    ['meeting_cancelled', { waktu: when, alasan: why ?? '', langkah_berikut: next }],
  );
}

/** Seats are offered: which, and until when the applicant may pick. */
export function offeredLetter(
  scene: LetterScene,
  offer: {
    readonly seats: readonly { startsAt: Date; counterName: LocalisedText }[];
    readonly expiresAt: Date;
  },
): Letter {
  const { t, lang, office, number } = scene;
  const until = formatWhen(offer.expiresAt, office.timeZone, lang);
  const lines = offer.seats.map(
    (seat) =>
      `- ${formatWhen(seat.startsAt, office.timeZone, lang)}, ${localise(seat.counterName, lang).text}`,
  );
  return letter(
    scene,
    t('appointments.mail.offered.subject', { number }),
    [
      t('appointments.mail.offered.lead', { number, until }),
      lines.join('\n'),
      t('appointments.mail.offered.else'),
      t('appointments.rule.no_seat_no_service'),
    ],
    ['meeting_offered', { pilihan: lines.join('\n'), batas: until }],
  );
}

/** The time to pick is over; nothing is asked of the applicant. */
export function lapsedLetter(scene: LetterScene): Letter {
  const { t, number } = scene;
  return letter(
    scene,
    t('appointments.mail.lapsed.subject', { number }),
    [t('appointments.mail.lapsed.lead', { number })],
    ['meeting_lapsed', {}],
  );
}

/** Until when and how often the applicant may change it themself. */
function untilLine({ t, lang, office }: LetterScene, rules: SeatRules, startsAt: Date): string {
  const until = formatWhen(changeUntil({ startsAt }, rules), office.timeZone, lang);
  return t('appointments.rule.change_until', { until });
}

/** The house's words, or the office's own where it has them; the link and the office's name always end it. */
function letter(
  { t, lang, office, number, url }: LetterScene,
  subject: string,
  parts: readonly (string | undefined)[],
  [kind, filling]: readonly [LetterKind, Filling],
): Letter {
  const own = ownWording(office, kind, lang, { nomor: number, ...filling });
  const said = [
    ...(own ? [own.body] : parts),
    t('appointments.mail.link', { url }),
    localise(office.name, lang).text,
  ];
  return {
    subject: own?.subject ?? subject,
    body: said.filter((part) => part !== undefined && part !== '').join('\n\n'),
  };
}
