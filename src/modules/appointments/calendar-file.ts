import {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import {
  localDate,
  localMinutes,
  type TimeZone,
  zoneAbbreviation,
} from '../../kernel/clocks/index.ts';

/** A meeting as a calendar is told of it. All words are in the reader's language. */
export interface CalendarEntry {
  /** The appointment's id: the same through every move. */
  readonly appointmentId: string;
  /** Grows by one with each move and with the cancellation. */
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: TimeZone;
  readonly title: string;
  readonly text: string;
  /** Counter and address. */
  readonly place: string;
  readonly url: string;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly applicant: { readonly name: string; readonly email: string } | undefined;
  /** The address of the installation, whose host makes the UID unique in the world. */
  readonly publicUrl: string;
  readonly stampedAt: Date;
}

/** How long before the meeting the calendar rings, in seconds: a day and two hours. */
const REMINDERS = [86_400, 7_200];

/** The calendar file of a meeting (iCalendar, RFC 5545; REQUEST and CANCEL of RFC 5546). */
export function calendarFile(entry: CalendarEntry): string {
  const { timeZone, organizer, applicant } = entry;
  const calendar = new ICalCalendar({
    prodId: { company: 'Satu Loket', product: 'Satu Loket' },
    method: entry.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    // Without a zone of the calendar's own DTSTAMP stays in UTC, as it must.
    timezone: { name: null, generator: () => vtimezone(timeZone) },
  });
  const event = calendar.createEvent({
    id: `${entry.appointmentId}@${new URL(entry.publicUrl).host}`,
    sequence: entry.sequence,
    stamp: entry.stampedAt,
    start: wallTime(entry.startsAt, timeZone),
    end: wallTime(entry.endsAt, timeZone),
    timezone: timeZone,
    summary: entry.title,
    description: entry.text,
    location: entry.place,
    url: entry.url,
    organizer: { name: organizer.name, email: organizer.email },
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (applicant)
    event.createAttendee({
      name: applicant.name,
      email: applicant.email,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      // Answers of a calendar would reach a mailbox nobody reads: moving and cancelling is done on the page.
      rsvp: false,
    });
  if (!entry.cancelled)
    for (const triggerBefore of REMINDERS)
      event.createAlarm({ type: ICalAlarmType.display, triggerBefore, description: entry.title });
  return `${calendar.toString().trimEnd()}\r\n`;
}

/** What the office's wall shows, without a zone: the file names the zone beside it. */
function wallTime(at: Date, timeZone: TimeZone): string {
  const minutes = Math.floor(localMinutes(at, timeZone));
  const two = (part: number) => String(part).padStart(2, '0');
  return `${localDate(at, timeZone)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
}

const OFFSETS = { WIB: '+0700', WITA: '+0800', WIT: '+0900' } as const;

/** Indonesia knows no daylight saving: one standard time says it all. */
function vtimezone(timeZone: TimeZone): string {
  const name = zoneAbbreviation(timeZone);
  const offset = OFFSETS[name];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    `TZNAME:${name}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\n');
}
