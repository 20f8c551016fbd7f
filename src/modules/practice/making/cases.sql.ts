import type { Query, Tx } from '../../../kernel/db.ts';
import type { Difficulty, FaultKind } from '../rules.ts';

/** What makes a case this one: the same is never drawn twice. */
export interface CaseKey {
  readonly officeId: string;
  readonly serviceId: string;
  readonly serviceVersion: number;
  readonly seed: number;
  readonly difficulty: Difficulty;
}

export interface CaseRow {
  readonly id: string;
  readonly difficulty: Difficulty;
  readonly service_id: string;
  readonly service_version: number;
  readonly applicant_id: string;
  readonly full_name: string;
  readonly note: string;
  readonly answers: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly missing: Readonly<Record<string, string>>;
  readonly files: readonly { readonly documentId: string; readonly requirement: string }[];
  readonly faults: readonly { readonly requirement: string; readonly kind: FaultKind }[];
}

export async function findCase(query: Query, key: CaseKey): Promise<string | undefined> {
  const [row] = await query<{ id: string }[]>`
    select id from practice_case where office_id = ${key.officeId} and service_id = ${key.serviceId}
      and service_version = ${key.serviceVersion} and seed = ${key.seed} and difficulty = ${key.difficulty}`;
  return row?.id;
}

/** Whole cases, with their documents in order and their answer keys. */
export async function casesOf(
  query: Query,
  officeId: string,
  ids: readonly string[],
): Promise<CaseRow[]> {
  if (ids.length === 0) return [];
  return query<CaseRow[]>`
    select c.id, c.difficulty, c.service_id, c.service_version, c.applicant_id, c.full_name, c.note, c.answers, c.missing,
      coalesce((select jsonb_agg(jsonb_build_object('documentId', d.document_id, 'requirement', d.requirement) order by d.place)
        from practice_document d where d.office_id = c.office_id and d.case_id = c.id), '[]') as files,
      coalesce((select jsonb_agg(jsonb_build_object('requirement', f.requirement, 'kind', f.kind) order by f.requirement)
        from practice_fault f where f.office_id = c.office_id and f.case_id = c.id), '[]') as faults
    from practice_case c where c.office_id = ${officeId} and c.id = any(${[...ids]}::uuid[])`;
}

export async function insertCase(
  tx: Tx,
  key: CaseKey,
  made: Omit<CaseRow, 'difficulty' | 'service_id' | 'service_version'> & { readonly at: Date },
): Promise<void> {
  const { officeId } = key;
  await tx`
    insert into practice_case (office_id, id, service_id, service_version, seed, difficulty, applicant_id, full_name, note,
      answers, missing, made_at)
    values (${officeId}, ${made.id}, ${key.serviceId}, ${key.serviceVersion}, ${key.seed}, ${key.difficulty},
      ${made.applicant_id}, ${made.full_name}, ${made.note}, ${tx.json(made.answers)}, ${tx.json(made.missing)}, ${made.at})`;
  await tx`
    insert into practice_document (office_id, case_id, place, document_id, requirement)
    select ${officeId}, ${made.id}, place, "documentId", requirement
    from jsonb_to_recordset(${tx.json(made.files.map((file, n) => ({ ...file, place: n + 1 })))})
      as d (place smallint, "documentId" uuid, requirement text)`;
  await tx`
    insert into practice_fault (office_id, case_id, requirement, kind)
    select ${officeId}, ${made.id}, requirement, kind
    from jsonb_to_recordset(${tx.json(made.faults.map((fault) => ({ ...fault })))}) as f (requirement text, kind text)`;
}

/** Takes away one case without exercises that was made before a moment; what it was, or undefined when there is none. */
export async function deleteUnusedCase(
  tx: Tx,
  before: Date,
): Promise<{ office_id: string; applicant_id: string; documents: readonly string[] } | undefined> {
  const [row] = await tx<
    { office_id: string; id: string; applicant_id: string; documents: string[] }[]
  >`
    select c.office_id, c.id, c.applicant_id,
      array(select d.document_id from practice_document d where d.office_id = c.office_id and d.case_id = c.id) as documents
    from practice_case c
    where c.made_at < ${before}
      and not exists (select from practice_exercise e where e.office_id = c.office_id and e.case_id = c.id)
    limit 1 for update of c skip locked`;
  if (!row) return undefined;
  await tx`delete from practice_case where office_id = ${row.office_id} and id = ${row.id}`;
  return row;
}
