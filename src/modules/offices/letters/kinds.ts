import type { MessageKey } from '../../../kernel/i18n.ts';

/** What an office's own words may leave open, to be filled in when the letter is written: `{nomor}`, `{batas}`. */
export const PLACES = [
  'nomor',
  'nama',
  'kantor',
  'layanan',
  'tanggal',
  'tanggal_janji',
  'langkah',
  'langkah_berikut',
  'daftar',
  'batas',
  'waktu',
  'tempat',
  'bawa',
  'batas_ubah',
  'pilihan',
  'alasan',
  'catatan',
  'penerima',
  'batas_lama',
  'tautan',
] as const;
export type Place = (typeof PLACES)[number];

/** Places that are short and give nothing away: a subject stands readable on every screen it passes. */
export const SUBJECT_PLACES: readonly Place[] = [
  'nomor',
  'kantor',
  'layanan',
  'tanggal_janji',
  'langkah',
  'batas',
  'waktu',
];

export interface LetterWords {
  readonly subject: MessageKey;
  /** Paragraphs as the house words them: a message, or places alone. */
  readonly body: readonly (MessageKey | `{${string}}`)[];
  readonly places: readonly Place[];
  /** Without these the letter would not say what it is sent for. */
  readonly needs: readonly Place[];
}

/** Every letter that goes out to an applicant. The office's name and the link to the dossier always stand below it. */
const LETTERS = {
  submitted: {
    subject: 'dossiers.mail.submitted.subject',
    body: ['dossiers.mail.submitted.body'],
    places: ['nomor', 'layanan', 'tanggal_janji'],
    needs: ['nomor'],
  },
  correction: {
    subject: 'dossiers.mail.correction.subject',
    body: ['dossiers.mail.correction.body'],
    places: ['nomor', 'layanan', 'daftar', 'batas'],
    needs: ['daftar', 'batas'],
  },
  answered: {
    subject: 'dossiers.mail.answered.subject',
    body: ['dossiers.mail.answered.body'],
    places: ['nomor', 'layanan'],
    needs: [],
  },
  complete: {
    subject: 'dossiers.mail.complete.subject',
    body: ['dossiers.mail.complete.body'],
    places: ['nomor', 'layanan', 'langkah_berikut'],
    needs: [],
  },
  step: {
    subject: 'dossiers.mail.step.subject',
    body: ['dossiers.mail.step.body'],
    places: ['nomor', 'layanan', 'langkah', 'langkah_berikut'],
    needs: ['langkah'],
  },
  negative: {
    subject: 'dossiers.mail.negative.subject',
    body: ['dossiers.mail.negative.body'],
    places: ['nomor', 'layanan', 'langkah'],
    needs: ['langkah'],
  },
  withdrawn: {
    subject: 'dossiers.mail.withdrawn.subject',
    body: ['dossiers.mail.withdrawn.body'],
    places: ['nomor', 'layanan'],
    needs: [],
  },
  finished: {
    subject: 'dossiers.mail.finished.subject',
    body: ['dossiers.mail.finished.body'],
    places: ['nomor', 'layanan', 'catatan'],
    needs: [],
  },
  refused: {
    subject: 'dossiers.mail.refused.subject',
    body: ['dossiers.mail.refused.body'],
    places: ['nomor', 'layanan', 'catatan', 'batas'],
    needs: ['catatan', 'batas'],
  },
  ready: {
    subject: 'dossiers.mail.ready.subject',
    body: ['offices.letter.ready_words', '{tempat}'],
    places: ['nomor', 'layanan', 'catatan', 'tempat'],
    needs: ['tempat'],
  },
  collected: {
    subject: 'dossiers.mail.finished.subject',
    body: ['dossiers.mail.collected.body'],
    places: ['nomor', 'layanan'],
    needs: [],
  },
  handed_over: {
    subject: 'dossiers.mail.handed.subject',
    body: ['dossiers.mail.handed.body'],
    places: ['nomor', 'layanan', 'penerima', 'waktu'],
    needs: ['penerima', 'waktu'],
  },
  extended: {
    subject: 'dossiers.mail.extended.subject',
    body: ['dossiers.mail.extended.body'],
    places: ['nomor', 'layanan', 'alasan', 'batas_lama', 'batas'],
    needs: ['alasan', 'batas'],
  },
  warned: {
    subject: 'dossiers.mail.warned.subject',
    body: ['dossiers.mail.warned.body'],
    places: ['nomor', 'layanan', 'batas'],
    needs: ['batas'],
  },
  lapsed: {
    subject: 'dossiers.mail.lapsed.subject',
    body: ['dossiers.mail.lapsed.body'],
    places: ['nomor', 'layanan', 'batas_lama', 'tautan', 'batas'],
    needs: ['batas'],
  },
  objection_filed: {
    subject: 'dossiers.mail.objection_filed.subject',
    body: ['dossiers.mail.objection_filed.body'],
    places: ['nomor', 'layanan', 'batas'],
    needs: ['batas'],
  },
  objection_upheld: {
    subject: 'dossiers.mail.objection_upheld.subject',
    body: ['dossiers.mail.objection_upheld.body'],
    places: ['nomor', 'layanan', 'alasan', 'langkah_berikut', 'tanggal_janji'],
    needs: ['alasan'],
  },
  objection_rejected: {
    subject: 'dossiers.mail.objection_rejected.subject',
    body: ['dossiers.mail.objection_rejected.body'],
    places: ['nomor', 'layanan', 'alasan'],
    needs: ['alasan'],
  },
  message: {
    subject: 'dossiers.mail.message.subject',
    body: ['dossiers.mail.message.body'],
    places: ['nomor', 'layanan'],
    needs: [],
  },
  meeting_fixed: {
    subject: 'appointments.mail.fixed.subject',
    body: [
      'appointments.mail.fixed.lead',
      '{waktu}\n{tempat}',
      '{bawa}',
      '{batas_ubah}',
      'appointments.rule.no_seat_no_service',
    ],
    places: ['nomor', 'waktu', 'tempat', 'bawa', 'batas_ubah'],
    needs: ['waktu', 'tempat', 'bawa'],
  },
  meeting_moved: {
    subject: 'appointments.mail.moved.subject',
    body: [
      'appointments.mail.moved.lead',
      '{alasan}',
      '{waktu}\n{tempat}',
      '{bawa}',
      '{batas_ubah}',
      'appointments.rule.no_seat_no_service',
    ],
    places: ['nomor', 'waktu', 'tempat', 'bawa', 'batas_ubah', 'alasan'],
    needs: ['waktu', 'tempat', 'alasan'],
  },
  meeting_cancelled: {
    subject: 'appointments.mail.cancelled.subject',
    body: [
      'appointments.mail.cancelled.lead',
      '{alasan}',
      '{langkah_berikut}',
      'appointments.rule.no_seat_no_service',
    ],
    places: ['nomor', 'waktu', 'alasan', 'langkah_berikut'],
    needs: ['waktu', 'alasan', 'langkah_berikut'],
  },
  meeting_offered: {
    subject: 'appointments.mail.offered.subject',
    body: [
      'appointments.mail.offered.lead',
      '{pilihan}',
      'appointments.mail.offered.else',
      'appointments.rule.no_seat_no_service',
    ],
    places: ['nomor', 'pilihan', 'batas'],
    needs: ['pilihan', 'batas'],
  },
  meeting_lapsed: {
    subject: 'appointments.mail.lapsed.subject',
    body: ['appointments.mail.lapsed.lead'],
    places: ['nomor'],
    needs: [],
  },
  reminder: {
    subject: 'queue.mail.reminder.subject',
    body: ['queue.mail.reminder.lead', '{waktu}\n{tempat}', '{bawa}'],
    places: ['nomor', 'waktu', 'tempat', 'bawa'],
    needs: ['waktu', 'tempat'],
  },
  missed: {
    subject: 'queue.mail.missed.subject',
    body: ['queue.mail.missed.lead', 'queue.mail.missed.next'],
    places: ['nomor', 'waktu'],
    needs: [],
  },
  unserved: {
    subject: 'queue.mail.unserved.subject',
    body: ['queue.mail.unserved.lead', '{langkah_berikut}'],
    places: ['nomor', 'waktu', 'langkah_berikut'],
    needs: ['langkah_berikut'],
  },
  turned_away: {
    subject: 'queue.mail.turned_away.subject',
    body: ['{alasan}', '{langkah_berikut}'],
    places: ['nomor', 'alasan', 'langkah_berikut'],
    needs: ['alasan', 'langkah_berikut'],
  },
} as const satisfies Readonly<Record<string, LetterWords>>;

export type LetterKind = keyof typeof LETTERS;
export const LETTER_KINDS = Object.keys(LETTERS) as readonly LetterKind[];

/** The same, for whoever asks by a name that is not known beforehand. */
export const lettersByKind: Readonly<Record<LetterKind, LetterWords>> = LETTERS;

/** What may stand in the manual form. */
export const BLANKO_PLACES: readonly Place[] = ['nomor', 'nama', 'layanan', 'tanggal', 'kantor'];

/** The most lines of the manual form: it is signed on one sheet. */
export const BLANKO_LINES = 40;

/** The places of a letter: its own, and the office's name. */
export const placesOf = (kind: LetterKind): readonly Place[] => [
  ...lettersByKind[kind].places,
  'kantor',
];
