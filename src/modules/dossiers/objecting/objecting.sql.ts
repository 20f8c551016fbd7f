import type { Query, Tx } from '../../../kernel/db.ts';

/** An objection to how an application ended. */
export interface ObjectionRow {
  readonly id: string;
  readonly application_id: string;
  readonly against: 'completed' | 'refused' | 'lapsed';
  readonly decided_at: Date;
  readonly filed_at: Date;
  /** Where in the dossier's ledger the grounds lie, and the answer. */
  readonly event_seq: number;
  readonly answer_by: string;
  /** `deemed`: the office's silence granted it. */
  readonly answer: 'upheld' | 'rejected' | 'deemed' | null;
  readonly answered_at: Date | null;
  readonly answer_seq: number | null;
}

/** The objections of a dossier, oldest first. */
export async function objectionsOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<ObjectionRow[]> {
  return query<ObjectionRow[]>`
    select id, application_id, against, decided_at, filed_at, event_seq, answer_by::text as answer_by, answer, answered_at,
      answer_seq
    from objection where office_id = ${officeId} and dossier_id = ${dossierId} order by filed_at limit 100`;
}

export async function insertObjection(
  tx: Tx,
  o: {
    readonly officeId: string;
    readonly id: string;
    readonly applicationId: string;
    readonly dossierId: string;
    readonly against: string;
    readonly decidedAt: Date;
    readonly filedAt: Date;
    readonly eventSeq: number;
    readonly answerBy: string;
  },
): Promise<void> {
  await tx`
    insert into objection (office_id, id, application_id, dossier_id, against, decided_at, filed_at, event_seq, answer_by)
    values (${o.officeId}, ${o.id}, ${o.applicationId}, ${o.dossierId}, ${o.against}, ${o.decidedAt}, ${o.filedAt}, ${o.eventSeq},
      ${o.answerBy})`;
}

export async function storeAnswer(
  tx: Tx,
  officeId: string,
  objectionId: string,
  a: {
    readonly answer: 'upheld' | 'rejected' | 'deemed';
    readonly at: Date;
    /** Null: nobody answered, the house carries out what silence means. */
    readonly byId: string | null;
    readonly seq: number;
  },
): Promise<void> {
  await tx`
    update objection set answer = ${a.answer}, answered_at = ${a.at}, answered_by = ${a.byId}, answer_seq = ${a.seq}
    where office_id = ${officeId} and id = ${objectionId} and answer is null`;
}

/** When an application ended. */
export async function endedAt(
  query: Query,
  officeId: string,
  applicationId: string,
): Promise<Date | null> {
  const [row] = await query<{ closed_at: Date | null }[]>`
    select closed_at from application where office_id = ${officeId} and id = ${applicationId}`;
  return row?.closed_at ?? null;
}

/** Whether somebody recorded a result or wrote a letter of this application: they decided on it. */
export async function tookPart(
  query: Query,
  officeId: string,
  applicationId: string,
  personId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from step_result where office_id = ${officeId} and application_id = ${applicationId} and by_id = ${personId}
    union all
    select 1 from deficiency_letter where office_id = ${officeId} and application_id = ${applicationId} and by_id = ${personId}
    union all
    select 1 from result where office_id = ${officeId} and application_id = ${applicationId} and by_id = ${personId}
    limit 1`;
  return rows.length > 0;
}

/** An objection that waits for its answer, as the list shows it. */
export interface WaitingObjection {
  readonly id: string;
  readonly dossier_id: string;
  readonly application_id: string;
  readonly number: string;
  readonly full_name: string;
  readonly service_name: { id: string; en?: string };
  readonly against: ObjectionRow['against'];
  readonly filed_at: Date;
  readonly answer_by: string;
}

/** What waits for an answer at the office, the nearest day first. */
export async function waitingObjections(
  query: Query,
  officeId: string,
): Promise<WaitingObjection[]> {
  return query<WaitingObjection[]>`
    select o.id, o.dossier_id, o.application_id, d.number, d.full_name, v.definition -> 'name' as service_name, o.against,
      o.filed_at, o.answer_by::text as answer_by
    from objection o
    join dossier d on d.office_id = o.office_id and d.id = o.dossier_id
    join application a on a.office_id = o.office_id and a.id = o.application_id
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    where o.office_id = ${officeId} and o.answer is null
    order by o.answer_by, o.filed_at limit 100`;
}

/** Up to 200 objections of all offices whose last day to be answered is over there, the oldest first. */
export async function unansweredObjections(
  query: Query,
  now: Date,
): Promise<{ office_id: string; dossier_id: string; application_id: string; id: string }[]> {
  return query`
    select b.office_id, b.dossier_id, b.application_id, b.id from objection b join office o on o.id = b.office_id
    where b.answer is null and b.answer_by < (${now}::timestamptz at time zone o.time_zone)::date
      and coalesce((o.profile -> 'deadlines' ->> 'silenceGrants')::boolean, true)
    order by b.answer_by, b.id limit 200`;
}

/** A file that goes with an objection, or waits to. */
export interface ObjectionFile {
  readonly application_id: string;
  readonly objection_id: string | null;
  readonly document_id: string;
  readonly version_id: string;
  readonly name: string;
  readonly size: number;
  readonly state: 'checking' | 'ready' | 'refused' | 'held';
  readonly refusal: { key: string; params?: Record<string, string | number> } | null;
  readonly scan: 'unscanned' | 'clean' | 'infected';
}

/** The files of a dossier's objections, and those that wait for one. */
export async function objectionFilesOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<ObjectionFile[]> {
  return query<ObjectionFile[]>`
    select f.application_id, f.objection_id, f.document_id, v.id as version_id, v.name, v.size, v.state, v.refusal, v.scan
    from objection_file f
    join application a on a.office_id = f.office_id and a.id = f.application_id
    join lateral (select * from document_version v where v.office_id = f.office_id and v.document_id = f.document_id
      order by v.number desc limit 1) v on true
    where f.office_id = ${officeId} and a.dossier_id = ${dossierId} order by f.at, f.place limit 100`;
}

/** The places that files waiting for an objection have taken. */
export async function takenObjectionPlaces(
  query: Query,
  officeId: string,
  applicationId: string,
): Promise<number[]> {
  const rows = await query<{ place: number }[]>`
    select place from objection_file
    where office_id = ${officeId} and application_id = ${applicationId} and objection_id is null order by place`;
  return rows.map(({ place }) => place);
}

export async function putObjectionFile(
  tx: Tx,
  officeId: string,
  file: {
    readonly applicationId: string;
    readonly documentId: string;
    readonly place: number;
    readonly at: Date;
  },
): Promise<void> {
  await tx`
    insert into objection_file (office_id, application_id, document_id, place, at)
    values (${officeId}, ${file.applicationId}, ${file.documentId}, ${file.place}, ${file.at})`;
}

/** Whether this file waits for an objection of the application, arrived or not. */
export async function waitsForObjection(
  query: Query,
  officeId: string,
  applicationId: string,
  documentId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from objection_file where office_id = ${officeId} and application_id = ${applicationId}
      and document_id = ${documentId} and objection_id is null`;
  return rows.length > 0;
}

/** Ties the waiting files to the objection that is filed now. */
export async function claimObjectionFiles(
  tx: Tx,
  officeId: string,
  applicationId: string,
  objectionId: string,
): Promise<void> {
  await tx`
    update objection_file set objection_id = ${objectionId}
    where office_id = ${officeId} and application_id = ${applicationId} and objection_id is null`;
}

/** Forgets a file that waits; true when it did. */
export async function dropObjectionFile(
  tx: Tx,
  officeId: string,
  documentId: string,
): Promise<boolean> {
  const rows = await tx`
    delete from objection_file where office_id = ${officeId} and document_id = ${documentId} and objection_id is null returning 1`;
  return rows.length > 0;
}

/** Takes away up to 100 files whose objection was never filed. */
export async function takeStaleObjectionFiles(
  tx: Tx,
  before: Date,
): Promise<{ office_id: string; document_id: string; owner_id: string }[]> {
  return tx`
    delete from objection_file f using document d
    where f.ctid in (select ctid from objection_file where objection_id is null and at < ${before} limit 100 for update skip locked)
      and d.office_id = f.office_id and d.id = f.document_id
    returning f.office_id, f.document_id, d.owner_id`;
}
