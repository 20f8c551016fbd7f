import type { Query, Tx } from '../../../kernel/db.ts';

/** A file that waits for a step to be recorded: its proof, or the result for the applicant. */
export type ProofPart = 'proof' | 'result';

/** For which step a file waits: one officer's, one of each part. */
export interface ProofPlace {
  readonly officeId: string;
  readonly applicationId: string;
  readonly step: string;
  readonly byId: string;
  readonly part: ProofPart;
}

/** A proof that waits for its result to be recorded. */
export interface WaitingProof {
  readonly document_id: string;
  readonly name: string;
  readonly size: number;
  readonly state: 'checking' | 'ready' | 'refused' | 'held';
  readonly refusal: { key: string; params?: Record<string, string | number> } | null;
  readonly scan: 'unscanned' | 'clean' | 'infected';
}

export async function waitingProof(
  query: Query,
  place: ProofPlace,
): Promise<WaitingProof | undefined> {
  const [row] = await query<WaitingProof[]>`
    select p.document_id, v.name, v.size, v.state, v.refusal, v.scan
    from step_proof p
    join lateral (select * from document_version v where v.office_id = p.office_id and v.document_id = p.document_id
      order by v.number desc limit 1) v on true
    where p.office_id = ${place.officeId} and p.application_id = ${place.applicationId} and p.step = ${place.step}
      and p.by_id = ${place.byId} and p.part = ${place.part}`;
  return row;
}

/** Whether this document waits there, arrived or not. */
export async function waitsAsProof(
  query: Query,
  place: ProofPlace,
  documentId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from step_proof where office_id = ${place.officeId} and application_id = ${place.applicationId}
      and step = ${place.step} and by_id = ${place.byId} and part = ${place.part} and document_id = ${documentId}`;
  return rows.length > 0;
}

/** Lets go of the waiting file, and says which document it was. */
export async function dropProof(tx: Tx, place: ProofPlace): Promise<string | undefined> {
  const [row] = await tx<{ document_id: string }[]>`
    delete from step_proof where office_id = ${place.officeId} and application_id = ${place.applicationId}
      and step = ${place.step} and by_id = ${place.byId} and part = ${place.part} returning document_id`;
  return row?.document_id;
}

export async function putProof(
  tx: Tx,
  place: ProofPlace,
  documentId: string,
  at: Date,
): Promise<void> {
  await tx`
    insert into step_proof (office_id, application_id, step, by_id, part, document_id, at)
    values (${place.officeId}, ${place.applicationId}, ${place.step}, ${place.byId}, ${place.part}, ${documentId}, ${at})`;
}

/** Forgets a proof that never arrived. */
export async function forgetProof(tx: Tx, officeId: string, documentId: string): Promise<void> {
  await tx`delete from step_proof where office_id = ${officeId} and document_id = ${documentId}`;
}

/** Takes away up to 100 proofs that nobody came back to. */
export async function takeStaleProofs(
  tx: Tx,
  before: Date,
): Promise<{ office_id: string; by_id: string; document_id: string }[]> {
  return tx`
    delete from step_proof where ctid in (select ctid from step_proof where at < ${before} limit 100 for update skip locked)
    returning office_id, by_id, document_id`;
}

/** Whether this version proves a recorded step of the dossier: its applicant may then read it. */
export async function provesStep(
  query: Query,
  officeId: string,
  dossierId: string,
  versionId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from document_version v
    join step_result r on r.office_id = v.office_id and r.document_id = v.document_id
    join application a on a.office_id = r.office_id and a.id = r.application_id
    where v.office_id = ${officeId} and v.id = ${versionId} and a.dossier_id = ${dossierId} limit 1`;
  return rows.length > 0;
}
