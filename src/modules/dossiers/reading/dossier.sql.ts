import type { JsonValue, Query } from '../../../kernel/db.ts';
import type { StepKind } from '../../offices/index.ts';
import type { Answers } from '../answers.ts';
import { sentInThread } from '../messages/files.sql.ts';
import type { Outcome } from '../rules.ts';

/** A dossier as its pages show it. */
export interface DossierRow {
  readonly id: string;
  readonly number: string;
  readonly applicant_id: string;
  readonly full_name: string;
  readonly note: string;
  readonly channel: string;
  readonly submitted_at: Date;
  readonly sealed_secret: Buffer;
  readonly wrapped_key: Buffer;
  readonly handler_id: string | null;
  readonly handler_name: string | null;
  readonly handler_until: Date | null;
  readonly version: number;
  readonly head_seq: number;
  readonly head_hash: Buffer;
}

export interface ApplicationView {
  readonly id: string;
  readonly dossier_id: string;
  readonly service_id: string;
  readonly service_version: number;
  readonly service_name: { id: string; en?: string };
  readonly answers: Answers;
  readonly missing: Readonly<Record<string, string>>;
  readonly step: string;
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant' | 'nobody';
  readonly outcome: Outcome | null;
  readonly round: number;
  readonly submitted_at: Date;
  readonly promised_at: Date;
  readonly due_at: Date | null;
  readonly closed_at: Date | null;
  readonly clock_from: Date | null;
  readonly extended: number;
}

/** The dossier within its office; with `applicantId`, only when it is theirs. */
export async function dossierOf(
  query: Query,
  officeId: string,
  dossierId: string,
  applicantId?: string,
): Promise<DossierRow | undefined> {
  const own = applicantId ? query`and d.applicant_id = ${applicantId}` : query``;
  const [row] = await query<DossierRow[]>`
    select d.id, d.number, d.applicant_id, d.full_name, d.note, d.channel, d.submitted_at, d.sealed_secret, d.wrapped_key,
      case when d.handler_until > now() then d.handler_id end as handler_id,
      case when d.handler_until > now() then h.full_name end as handler_name, d.handler_until,
      d.version, d.head_seq, d.head_hash
    from dossier d left join person h on h.id = d.handler_id
    where d.office_id = ${officeId} and d.id = ${dossierId} and ${hasNotEnded(query)} ${own}`;
  return row;
}

/** One that was practised on loses its key when it ends; only the head of its chain stays. */
const hasNotEnded = (query: Query) => query`length(d.wrapped_key) > 0`;

export async function applicationViews(
  query: Query,
  officeId: string,
  dossierIds: readonly string[],
): Promise<ApplicationView[]> {
  return query<ApplicationView[]>`
    select a.id, a.dossier_id, a.service_id, a.service_version, v.definition -> 'name' as service_name, a.answers, a.missing,
      a.step, a.step_kind, a.waiting_on, a.outcome, a.round, a.submitted_at, a.promised_at, a.due_at, a.closed_at,
      a.clock_from, a.extended::float8 as extended
    from application a
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    where a.office_id = ${officeId} and a.dossier_id = any(${[...dossierIds]})
    order by a.submitted_at, a.id`;
}

/** A person's dossiers at an office, newest first; 20 to a page and one more. */
export async function dossiersOfPerson(
  query: Query,
  officeId: string,
  personId: string,
  before?: Date,
): Promise<Pick<DossierRow, 'id' | 'number' | 'full_name' | 'submitted_at' | 'version'>[]> {
  const older = before ? query`and submitted_at < ${before}` : query``;
  return query`
    select id, number, full_name, submitted_at, version from dossier
    where applicant_id = ${personId} and office_id = ${officeId} ${older}
    order by submitted_at desc limit 21`;
}

export interface TimelineEvent {
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly mandate: string;
  readonly channel: string;
  readonly on_behalf_of: string | null;
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly hash: Buffer;
  readonly salt: Buffer | null;
  readonly sealed: Buffer | null;
}

/** The diary of a dossier in its order, the sealed words beside each event. */
export async function eventsOf(query: Query, dossierId: string): Promise<TimelineEvent[]> {
  return query<TimelineEvent[]>`
    select e.seq, e.kind, e.at, e.actor_id, p.full_name as actor_name, e.mandate, e.channel,
      e.on_behalf_of, e.data, e.hash, t.salt, t.sealed
    from event e
    left join event_text t on t.stream_id = e.stream_id and t.seq = e.seq
    left join person p on p.id = e.actor_id
    where e.stream_id = ${dossierId} order by e.seq limit 500`;
}

/** The verdicts of every round, for old and new side by side. */
export interface VerdictView {
  readonly requirement: string;
  readonly round: number;
  readonly verdict: 'accepted' | 'deficient' | 'missing';
  readonly reason_code: string | null;
  readonly note: string;
  readonly version_ids: readonly string[];
  readonly by_name: string;
  readonly at: Date;
}

export async function verdictHistory(
  query: Query,
  officeId: string,
  applicationId: string,
): Promise<VerdictView[]> {
  return query<VerdictView[]>`
    select v.requirement, v.round, v.verdict, v.reason_code, v.note, v.version_ids, p.full_name as by_name, v.at
    from verdict v join person p on p.id = v.by_id
    where v.office_id = ${officeId} and v.application_id = ${applicationId} order by v.round, v.at`;
}

export interface LetterRow {
  readonly id: string;
  /** Shared by the applications of which one letter speaks. */
  readonly letter_id: string;
  readonly application_id: string;
  readonly round: number;
  readonly sent_at: Date;
  readonly answer_by: string;
  readonly answered_at: Date | null;
}

export async function lettersOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<LetterRow[]> {
  return query<LetterRow[]>`
    select id, letter_id, application_id, round, sent_at, answer_by::text as answer_by, answered_at
    from deficiency_letter where office_id = ${officeId} and dossier_id = ${dossierId} order by sent_at`;
}

/** Whether a document version belongs to a dossier of the office, now or earlier, proves a step, or was sent with a message: an officer may then look at it. */
export async function versionInDossier(
  query: Query,
  officeId: string,
  dossierId: string,
  versionId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from document_version v
    cross join lateral (
      select e.application_id from evidence e where e.office_id = v.office_id and e.document_id = v.document_id
      union all
      select r.application_id from step_result r where r.office_id = v.office_id and r.document_id = v.document_id
      union all
      select s.application_id from signed_paper s where s.office_id = v.office_id and s.document_id = v.document_id
      union all
      select r.application_id from result r where r.office_id = v.office_id and r.document_id = v.document_id
      union all
      select f.application_id from objection_file f where f.office_id = v.office_id and f.document_id = v.document_id
        and f.objection_id is not null) held
    join application a on a.office_id = v.office_id and a.id = held.application_id
    where v.office_id = ${officeId} and v.id = ${versionId} and a.dossier_id = ${dossierId} limit 1`;
  return rows.length > 0 || sentInThread(query, officeId, dossierId, versionId);
}
