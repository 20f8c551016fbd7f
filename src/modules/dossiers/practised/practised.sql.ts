import type { Query, Tx } from '../../../kernel/db.ts';

/** A dossier of a practice office whose time is over, with every document that came with it or out of it. */
export interface EndedRow {
  readonly office_id: string;
  readonly id: string;
  readonly documents: readonly { readonly id: string; readonly owner: string }[];
}

/** One dossier of any practice office, handed in before a moment, that is no exercise any more; locked. */
export async function nextEnded(tx: Tx, before: Date): Promise<EndedRow | undefined> {
  const [row] = await tx<{ office_id: string; id: string }[]>`
    select d.office_id, d.id from office o join dossier d on d.office_id = o.id
    where o.practice and d.submitted_at < ${before}
      and exists (select from application a where a.office_id = d.office_id and a.dossier_id = d.id)
      and not exists (select from practice_exercise e where e.office_id = d.office_id and e.dossier_id = d.id)
    order by d.submitted_at limit 1 for update of d skip locked`;
  return row && { ...row, documents: await documentsOf(tx, row.office_id, row.id) };
}

async function documentsOf(query: Query, officeId: string, dossierId: string) {
  return query<{ id: string; owner: string }[]>`
    select distinct doc.id, doc.owner_id as owner from (
      select document_id from message_file where office_id = ${officeId} and thread_id = ${dossierId}
      union all select document_id from evidence e
        join application a on a.office_id = e.office_id and a.id = e.application_id
        where e.office_id = ${officeId} and a.dossier_id = ${dossierId}
      union all select document_id from result where office_id = ${officeId} and dossier_id = ${dossierId}
      union all select x.document_id from (
        select office_id, application_id, document_id from step_result
        union all select office_id, application_id, document_id from step_proof
        union all select office_id, application_id, document_id from signed_paper
        union all select office_id, application_id, document_id from objection_file) x
        join application a on a.office_id = x.office_id and a.id = x.application_id
        where x.office_id = ${officeId} and a.dossier_id = ${dossierId}) held
    join document doc on doc.office_id = ${officeId} and doc.id = held.document_id limit 500`;
}

/** Everything of the dossier but its chain; see migration 0029. */
export async function forgetRows(tx: Tx, officeId: string, dossierId: string): Promise<void> {
  await tx`select forget_practised(${officeId}, ${dossierId})`;
}
