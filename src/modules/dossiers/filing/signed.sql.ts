import type { Query, Tx } from '../../../kernel/db.ts';

/** The signed paper of an application, as it stands. */
export interface SignedPaper {
  readonly document_id: string;
  readonly version_id: string | null;
  readonly name: string | null;
  readonly state: 'checking' | 'ready' | 'refused' | 'held' | null;
}

/** Whose dossier it is. */
export async function applicantOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<string | undefined> {
  const [row] = await query<{ applicant_id: string }[]>`
    select applicant_id from dossier where office_id = ${officeId} and id = ${dossierId}`;
  return row?.applicant_id;
}

/** The paper with which an application is taken back; undefined while there is none. */
export async function signedPaperOf(
  query: Query,
  officeId: string,
  applicationId: string,
): Promise<SignedPaper | undefined> {
  const [row] = await query<SignedPaper[]>`
    select s.document_id, v.id as version_id, v.name, v.state
    from signed_paper s
    left join lateral (select id, name, state from document_version v
      where v.office_id = s.office_id and v.document_id = s.document_id order by v.number desc limit 1) v on true
    where s.office_id = ${officeId} and s.application_id = ${applicationId}`;
  return row;
}

/** Keeps the paper; an earlier one gives way and comes back to be removed. */
export async function putSigned(
  tx: Tx,
  paper: { officeId: string; applicationId: string; documentId: string; byId: string; at: Date },
): Promise<string | undefined> {
  const before = await signedPaperOf(tx, paper.officeId, paper.applicationId);
  await tx`
    insert into signed_paper (office_id, application_id, document_id, by_id, at)
    values (${paper.officeId}, ${paper.applicationId}, ${paper.documentId}, ${paper.byId}, ${paper.at})
    on conflict (office_id, application_id) do update
      set document_id = excluded.document_id, by_id = excluded.by_id, at = excluded.at`;
  return before?.document_id === paper.documentId ? undefined : before?.document_id;
}

/** Forgets a paper that never arrived. */
export async function dropSigned(tx: Tx, officeId: string, documentId: string): Promise<void> {
  await tx`delete from signed_paper where office_id = ${officeId} and document_id = ${documentId}`;
}
