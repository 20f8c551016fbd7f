import type { Query } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';
import type { Requirement, StepKind } from '../offices/index.ts';

/** The dossier a page is about. */
export interface DossierHead {
  readonly id: string;
  readonly number: string;
  readonly applicantId: string;
  readonly fullName: string;
}

/** The dossier within its office; with `applicantId`, only when it is theirs. */
export async function dossierHead(
  query: Query,
  officeId: string,
  dossierId: string,
  applicantId?: string,
): Promise<DossierHead | undefined> {
  const [row] = await query<DossierHead[]>`
    select id, number, applicant_id as "applicantId", full_name as "fullName" from dossier
    where office_id = ${officeId} and id = ${dossierId}
      and (${applicantId ?? null}::uuid is null or applicant_id = ${applicantId ?? null})`;
  return row;
}

/** Whether the officer may act on the dossier now: it is not their own, and no colleague works on it. */
export async function isFreeFor(
  query: Query,
  officeId: string,
  dossierId: string,
  officerId: string,
  at: Date,
): Promise<boolean> {
  const rows = await query`
    select 1 from dossier where office_id = ${officeId} and id = ${dossierId} and applicant_id <> ${officerId}
      and (handler_id is null or handler_id = ${officerId} or handler_until <= ${at})`;
  return rows.length > 0;
}

/** An application of the dossier, where it stands, and what covers it now. */
export interface ApplicationPlace {
  readonly id: string;
  readonly serviceName: LocalisedText;
  readonly stepKind: StepKind;
  readonly waitingOn: 'office' | 'applicant' | 'nobody';
  readonly outcome: string | null;
  readonly appointmentId: string | null;
  readonly offerId: string | null;
}

export async function placesOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<ApplicationPlace[]> {
  return query<ApplicationPlace[]>`
    select a.id, v.definition -> 'name' as "serviceName", a.step_kind as "stepKind", a.waiting_on as "waitingOn", a.outcome,
      c.appointment_id as "appointmentId", c.offer_id as "offerId"
    from application a
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    left join seat_cover c on c.office_id = a.office_id and c.application_id = a.id and c.ended_at is null
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId}
    order by a.submitted_at, a.id`;
}

export interface AppointmentRow {
  readonly id: string;
  readonly counterId: string;
  readonly counterName: LocalisedText;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: 'booked' | 'cancelled' | 'done' | 'missed' | 'unserved';
  readonly sequence: number;
  readonly moves: number;
  readonly sealedReason: Buffer | null;
}

/** The meetings of a dossier, the newest first. */
export async function appointmentsOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<AppointmentRow[]> {
  return query<AppointmentRow[]>`
    select a.id, a.counter_id as "counterId", c.name as "counterName", a.starts_at as "startsAt", a.ends_at as "endsAt", a.state,
      a.sequence, a.moves, a.sealed_reason as "sealedReason"
    from appointment a join counter c on c.office_id = a.office_id and c.id = a.counter_id
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId}
    order by a.made_at desc, a.id desc limit 50`;
}

/** One seat of an open offer. */
export interface OfferedSeat {
  readonly offerId: string;
  readonly claimId: string;
  readonly counterId: string;
  readonly counterName: LocalisedText;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly expiresAt: Date;
}

/** The seats of the dossier's open offers that are still held, by time. */
export async function offeredSeats(
  query: Query,
  officeId: string,
  dossierId: string,
  at: Date,
): Promise<OfferedSeat[]> {
  return query<OfferedSeat[]>`
    select o.id as "offerId", s.id as "claimId", s.counter_id as "counterId", c.name as "counterName",
      lower(s.during) as "startsAt", upper(s.during) as "endsAt", o.expires_at as "expiresAt"
    from seat_offer o
    join seat_claim s on s.office_id = o.office_id and s.offer_id = o.id
    join counter c on c.office_id = s.office_id and c.id = s.counter_id
    where o.office_id = ${officeId} and o.dossier_id = ${dossierId} and o.closed_at is null and o.expires_at > ${at}
    order by lower(s.during)`;
}

/** What stands in a counter's day: a meeting, a held seat or time taken out. */
export interface DayEntry {
  readonly claimId: string;
  readonly counterId: string;
  readonly kind: 'held' | 'booked' | 'blocked';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reason: string | null;
  readonly dossierId: string | null;
  readonly number: string | null;
  readonly fullName: string | null;
  readonly services: readonly LocalisedText[];
}

/** What is taken at an office's counters in this stretch of time; holds that ran out are left out. */
export async function dayEntries(
  query: Query,
  officeId: string,
  from: Date,
  to: Date,
  at: Date,
): Promise<DayEntry[]> {
  return query<DayEntry[]>`
    select s.id as "claimId", s.counter_id as "counterId", s.kind, lower(s.during) as "startsAt", upper(s.during) as "endsAt",
      s.reason, d.id as "dossierId", d.number, d.full_name as "fullName", coalesce(n.services, '[]') as services
    from seat_claim s
    left join appointment a on a.office_id = s.office_id and a.id = s.appointment_id
    left join seat_offer o on o.office_id = s.office_id and o.id = s.offer_id
    left join dossier d on d.office_id = s.office_id and d.id = coalesce(a.dossier_id, o.dossier_id)
    left join lateral (
      select jsonb_agg(v.definition -> 'name' order by p.submitted_at, p.id) as services
      from seat_cover c
      join application p on p.office_id = c.office_id and p.id = c.application_id
      join service_version v on v.office_id = p.office_id and v.service_id = p.service_id and v.version = p.service_version
      where c.office_id = s.office_id and c.ended_at is null and (c.appointment_id = a.id or c.offer_id = o.id)) n on true
    where s.office_id = ${officeId} and s.during && tstzrange(${from}, ${to}) and (s.kind <> 'held' or s.held_until > ${at})
    order by lower(s.during), s.counter_id`;
}

/** Open offers whose time to pick is over; of a great many, the oldest two hundred. */
export async function lapsedOffers(
  query: Query,
  at: Date,
): Promise<{ officeId: string; dossierId: string; offerId: string }[]> {
  return query`
    select office_id as "officeId", dossier_id as "dossierId", id as "offerId" from seat_offer
    where closed_at is null and expires_at <= ${at} order by expires_at limit 200`;
}

/** The requirements of applications, and which of them a document was handed in for or explained as missing. */
export interface RequirementsRow {
  readonly requirements: readonly Requirement[];
  readonly touched: readonly string[];
}

/** For what to bring: by the applications that an appointment or offer covers or covered. */
export async function requirementsOf(
  query: Query,
  officeId: string,
  by: { readonly id: string },
): Promise<RequirementsRow[]> {
  return query<RequirementsRow[]>`
    select v.definition -> 'requirements' as requirements, coalesce(e.touched, '{}') as touched
    from (select distinct application_id from seat_cover
      where office_id = ${officeId} and (appointment_id = ${by.id} or offer_id = ${by.id})) c
    join application a on a.office_id = ${officeId} and a.id = c.application_id
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    left join lateral (
      select array_agg(distinct t.key) as touched from (
        select requirement as key from evidence
        where office_id = a.office_id and application_id = a.id and removed_at is null
        union all select jsonb_object_keys(a.missing)) t) e on true`;
}

/** Why the office last changed the meeting, sealed; undefined when that was not this change, or no reason was needed. */
export async function sealedReasonOf(
  query: Query,
  officeId: string,
  appointmentId: string,
  sequence: number,
): Promise<Buffer | undefined> {
  const [row] = await query<{ sealed: Buffer | null }[]>`
    select sealed_reason as sealed from appointment
    where office_id = ${officeId} and id = ${appointmentId} and sequence = ${sequence}`;
  return row?.sealed ?? undefined;
}
