import type { Query } from '../../kernel/db.ts';

/** What an application carries and what was said of it, one row for each requirement with a document or a verdict. */
export interface RequirementRow {
  readonly requirement: string;
  readonly verdict: 'accepted' | 'deficient' | 'missing' | null;
  readonly reason_code: string | null;
  readonly note: string | null;
  /** The versions the verdict was given on. */
  readonly judged_versions: readonly string[] | null;
}

export async function verdictsOf(
  query: Query,
  officeId: string,
  applicationId: string,
  round: number,
): Promise<RequirementRow[]> {
  return query<RequirementRow[]>`
    select requirement, verdict, reason_code, note, version_ids as judged_versions
    from verdict where office_id = ${officeId} and application_id = ${applicationId} and round = ${round}`;
}

/** A document among an application's current files, with its newest version. */
export interface EvidenceRow {
  readonly document_id: string;
  readonly place: number;
  readonly requirements: readonly string[];
  readonly version_id: string;
  readonly number: number;
  readonly name: string;
  readonly size: number;
  readonly type: string | null;
  readonly state: 'checking' | 'ready' | 'refused' | 'held';
  readonly pages: number | null;
  readonly sha256: Buffer | null;
  readonly scan: 'unscanned' | 'clean' | 'infected';
  readonly listing: readonly { name: string; size: number }[] | null;
  readonly refusal: { key: string; params?: Record<string, string | number> } | null;
  readonly uploaded_at: Date;
}

/** The current files of an application, in the order of their places. */
export async function evidenceOf(
  query: Query,
  officeId: string,
  applicationId: string,
): Promise<EvidenceRow[]> {
  return query<EvidenceRow[]>`
    select e.document_id, min(e.place)::int as place, array_agg(e.requirement order by e.requirement) as requirements,
      v.id as version_id, v.number, v.name, v.size, v.type, v.state, v.pages, v.sha256, v.scan, v.listing, v.refusal, v.uploaded_at
    from evidence e
    join lateral (select * from document_version v where v.office_id = e.office_id and v.document_id = e.document_id
      order by v.number desc limit 1) v on true
    where e.office_id = ${officeId} and e.application_id = ${applicationId} and e.removed_at is null
    group by e.document_id, v.id, v.number, v.name, v.size, v.type, v.state, v.pages, v.sha256, v.scan, v.listing, v.refusal, v.uploaded_at
    order by 2`;
}

/** What else a round of an application is judged by. */
export interface RoundRow {
  /** When its letter went out; null in the first round or when none was sent. */
  readonly letter: Date | null;
  /** How many of the application's files are still on their way. */
  readonly arriving: number;
}

export async function roundOf(
  query: Query,
  officeId: string,
  applicationId: string,
  round: number,
): Promise<RoundRow> {
  const [row] = await query<RoundRow[]>`
    select (select sent_at from deficiency_letter
        where office_id = ${officeId} and application_id = ${applicationId} and round = ${round}) as letter,
      (select count(distinct e.document_id)::int from evidence e
        where e.office_id = ${officeId} and e.application_id = ${applicationId} and e.removed_at is null
          and not exists (select from document_version v where v.office_id = e.office_id and v.document_id = e.document_id)
      ) as arriving`;
  return row ?? { letter: null, arriving: 0 };
}
