import type { Query } from '../../kernel/db.ts';

/** A booked meeting that somebody has to hear about, or that nobody came to. */
export interface MeetingRef {
  readonly officeId: string;
  readonly dossierId: string;
  readonly appointmentId: string;
}

/** A meeting that was not held, and whether its applicant was here for it. */
export interface NotHeld extends MeetingRef {
  readonly came: boolean;
}

/**
 * Booked meetings of days that are over by the office's own clock and that were not held; of a great many, the oldest two
 * hundred. What has been served ends by itself.
 */
export async function notHeld(query: Query, at: Date): Promise<NotHeld[]> {
  return query<NotHeld[]>`
    select a.office_id as "officeId", a.dossier_id as "dossierId", a.id as "appointmentId", v.id is not null as came
    from appointment a join office o on o.id = a.office_id
    left join visit v on v.office_id = a.office_id and v.appointment_id = a.id
      and (v.arrived_at at time zone o.time_zone)::date = (a.starts_at at time zone o.time_zone)::date
    where a.state = 'booked' and a.starts_at < ${at} and v.served_at is null
      and (a.starts_at at time zone o.time_zone)::date < (${at}::timestamptz at time zone o.time_zone)::date
    order by a.starts_at limit 200`;
}

/** A meeting of tomorrow. */
export interface Upcoming extends MeetingRef {
  readonly applicantId: string;
  readonly number: string;
  readonly counterId: string;
  readonly startsAt: Date;
  readonly sequence: number;
}

/**
 * Meetings of the office's tomorrow whose applicant has not been reminded, where it is between eight in the morning and
 * eight in the evening now: nobody is woken.
 */
export async function toRemind(query: Query, at: Date): Promise<Upcoming[]> {
  return query<Upcoming[]>`
    select a.office_id as "officeId", a.dossier_id as "dossierId", a.id as "appointmentId", d.applicant_id as "applicantId",
      d.number, a.counter_id as "counterId", a.starts_at as "startsAt", a.sequence
    from appointment a
    join office o on o.id = a.office_id
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    where a.state = 'booked' and a.starts_at > ${at} and a.starts_at < ${at}::timestamptz + interval '2 days'
      and (a.starts_at at time zone o.time_zone)::date = (${at}::timestamptz at time zone o.time_zone)::date + 1
      and extract(hour from ${at}::timestamptz at time zone o.time_zone) between 8 and 19
      and not exists (select 1 from notification n
        where n.office_id = a.office_id and n.dedupe = 'reminder:' || a.id || ':' || a.sequence)
    order by a.starts_at, a.id limit 200`;
}
