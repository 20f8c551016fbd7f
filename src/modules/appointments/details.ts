import { formatWhen } from '../../kernel/clocks/index.ts';
import type { Query } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { type Lang, type LocalisedText, localise, translator } from '../../kernel/i18n.ts';
import { contact } from '../accounts/index.ts';
import type { Office } from '../offices/index.ts';
import { requirementsOf } from './appointments.sql.ts';
import type { CalendarEntry } from './calendar-file.ts';
import type { Seat } from './seats.ts';

/** The originals that belong to what an appointment or offer covers, by name, each once. */
export async function whatToBring(
  query: Query,
  officeId: string,
  id: string,
): Promise<LocalisedText[]> {
  const names = new Map<string, LocalisedText>();
  // A requirement under a condition concerns this applicant when a document was handed in for it.
  for (const { requirements, touched } of await requirementsOf(query, officeId, { id }))
    for (const requirement of requirements)
      if (
        requirement.original &&
        (requirement.when === undefined || touched.includes(requirement.key))
      )
        names.set(requirement.name.id, requirement.name);
  return [...names.values()];
}

/** A meeting with all that is said about it outside the pages. */
export interface MeetingDetails extends Seat {
  readonly id: string;
  readonly dossierId: string;
  readonly number: string;
  readonly applicantId: string;
  readonly counterName: LocalisedText;
  readonly sequence: number;
  readonly cancelled: boolean;
}

/** The page on which the applicant sees and changes the meeting. */
export const seatPage = (house: House, office: Office, dossierId: string) =>
  `${house.config.publicUrl}/${office.slug}/berkas/${dossierId}/jadwal`;

/** Counter and address on one line. */
export const placeLine = (office: Office, counterName: LocalisedText, lang: Lang) =>
  `${localise(counterName, lang).text}, ${localise(office.name, lang).text}, ${office.profile.address}`;

/** The meeting as a calendar is told of it, in the reader's language. */
export async function calendarEntry(
  query: Query,
  house: House,
  office: Office,
  meeting: MeetingDetails,
  lang: Lang,
): Promise<CalendarEntry> {
  const t = translator(lang);
  const bring = await whatToBring(query, office.id, meeting.id);
  const applicant = await contact(query, meeting.applicantId);
  const url = seatPage(house, office, meeting.dossierId);
  return {
    appointmentId: meeting.id,
    sequence: meeting.sequence,
    cancelled: meeting.cancelled,
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    timeZone: office.timeZone,
    title: t('appointments.calendar.title', { number: meeting.number }),
    text: t('appointments.calendar.text', {
      when: formatWhen(meeting.startsAt, office.timeZone, lang),
      bring: bringLines(bring, lang),
      url,
    }),
    place: placeLine(office, meeting.counterName, lang),
    url,
    organizer: {
      name: localise(office.name, lang).text,
      email: office.profile.email ?? bareAddress(house.config.mailFrom),
    },
    applicant:
      applicant?.email === undefined ? undefined : { name: applicant.name, email: applicant.email },
    publicUrl: house.config.publicUrl,
    stampedAt: house.now(),
  };
}

/** What to bring as lines of a letter. */
export function bringLines(names: readonly LocalisedText[], lang: Lang): string {
  const t = translator(lang);
  const lines =
    names.length === 0
      ? [t('appointments.bring.all')]
      : names.map((name) => localise(name, lang).text);
  return lines.map((line) => `- ${line}`).join('\n');
}

/** `loket@contoh.go.id` out of `Satu Loket <loket@contoh.go.id>`. */
const bareAddress = (from: string) => /<([^>]+)>/.exec(from)?.[1] ?? from;
