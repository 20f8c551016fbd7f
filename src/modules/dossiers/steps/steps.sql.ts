import type { Query, Tx } from '../../../kernel/db.ts';

export async function insertStepResult(
  tx: Tx,
  r: {
    officeId: string;
    applicationId: string;
    step: string;
    result: 'done' | 'negative';
    reference: string;
    documentId: string | null;
    byId: string;
    at: Date;
  },
): Promise<void> {
  await tx`
    insert into step_result (office_id, application_id, step, result, reference, document_id, by_id, at)
    values (${r.officeId}, ${r.applicationId}, ${r.step}, ${r.result}, ${r.reference}, ${r.documentId}, ${r.byId}, ${r.at})`;
}

export interface StepResultRow {
  readonly step: string;
  readonly result: 'done' | 'negative';
  readonly reference: string;
  /** The version of the file that proves it, when there is one. */
  readonly proof_version: string | null;
  readonly by_name: string;
  readonly at: Date;
}

export async function stepResultsOf(
  query: Query,
  officeId: string,
  applicationId: string,
): Promise<StepResultRow[]> {
  return query<StepResultRow[]>`
    select r.step, r.result, r.reference, p.full_name as by_name, r.at,
      (select v.id from document_version v where v.office_id = r.office_id and v.document_id = r.document_id and v.state = 'ready'
        order by v.number desc limit 1) as proof_version
    from step_result r join person p on p.id = r.by_id
    where r.office_id = ${officeId} and r.application_id = ${applicationId} order by r.at`;
}
