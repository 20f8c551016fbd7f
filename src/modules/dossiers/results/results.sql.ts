import type { Query, Tx } from '../../../kernel/db.ts';

/** By what the counter knows who fetches a result. */
export const IDENTITIES = ['ktp', 'sim', 'paspor', 'surat_kuasa'] as const;
export type Identity = (typeof IDENTITIES)[number];

/** What came out of an application and lies ready for its applicant, or has reached them. */
export interface ResultRow {
  readonly id: string;
  readonly application_id: string;
  /** Where in the dossier's ledger the note to the applicant lies. */
  readonly event_seq: number;
  /** There is a paper to be handed over; the file, if any, is its copy. */
  readonly paper: boolean;
  readonly version_id: string | null;
  readonly file_name: string | null;
  readonly at: Date;
  readonly closed_by: 'download' | 'counter' | 'officer' | null;
  readonly closed_at: Date | null;
  readonly closed_seq: number | null;
  readonly identity: Identity | null;
}

export async function insertResult(
  tx: Tx,
  r: {
    readonly officeId: string;
    readonly applicationId: string;
    readonly dossierId: string;
    readonly eventSeq: number;
    readonly documentId: string | null;
    readonly paper: boolean;
    readonly byId: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx`
    insert into result (office_id, application_id, dossier_id, event_seq, document_id, paper, by_id, at)
    values (${r.officeId}, ${r.applicationId}, ${r.dossierId}, ${r.eventSeq}, ${r.documentId}, ${r.paper}, ${r.byId}, ${r.at})`;
}

/** Keeps how the application's newest result reached the applicant. */
export async function closeResult(
  tx: Tx,
  officeId: string,
  applicationId: string,
  closed: {
    readonly by: NonNullable<ResultRow['closed_by']>;
    readonly at: Date;
    readonly seq: number;
    readonly identity: Identity | null;
  },
): Promise<void> {
  await tx`
    update result set closed_by = ${closed.by}, closed_at = ${closed.at}, closed_seq = ${closed.seq}, identity = ${closed.identity}
    where office_id = ${officeId} and id = (select id from result
      where office_id = ${officeId} and application_id = ${applicationId} order by at desc, id desc limit 1)`;
}

/**
 * The results of a dossier's applications that count now: what lies ready, or how the application ended. What was taken back or
 * replaced is nobody's to read any more.
 */
export async function resultsOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<ResultRow[]> {
  return query<ResultRow[]>`
    select distinct on (r.application_id) r.id, r.application_id, r.event_seq, r.paper, v.id as version_id, v.name as file_name,
      r.at, r.closed_by, r.closed_at, r.closed_seq, r.identity
    from result r
    join application a on a.office_id = r.office_id and a.id = r.application_id
    left join lateral (select v.id, v.name from document_version v where v.office_id = r.office_id
      and v.document_id = r.document_id and v.state = 'ready' order by v.number desc limit 1) v on true
    where r.office_id = ${officeId} and r.dossier_id = ${dossierId}
      and ((a.waiting_on = 'applicant' and a.step_kind = 'delivery' and r.closed_at is null)
        or (a.outcome = 'completed' and r.closed_at = a.closed_at))
    order by r.application_id, r.at desc, r.id desc`;
}

/** Whether this version is a result that its applicant may save now: a copy of a paper, or one that they have collected. */
export async function isOut(
  query: Query,
  officeId: string,
  dossierId: string,
  versionId: string,
): Promise<boolean> {
  const results = await resultsOf(query, officeId, dossierId);
  return results.some(
    (result) => result.version_id === versionId && (result.paper || result.closed_at !== null),
  );
}
