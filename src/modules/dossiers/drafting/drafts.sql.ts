import type { JsonValue, Query, Tx } from '../../../kernel/db.ts';
import type { Answers } from '../answers.ts';
import { tieFile } from './draft-files.sql.ts';

export interface DraftRow {
  readonly id: string;
  readonly owner_id: string;
  /** What it asks for, in the order in which it was chosen. */
  readonly services: readonly DraftService[];
  readonly full_name: string;
  readonly note: string;
  /** By question, see `asked-once.ts`. */
  readonly answers: Answers;
  /** By slot. */
  readonly missing: Readonly<Record<string, string>>;
  readonly saved_at: Date;
  readonly dossier_id: string | null;
}

/** A service that a draft asks for, in the edition that is offered now. */
export interface DraftService {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  /** It takes no applications any more. */
  readonly stopped: boolean;
}

export async function insertDraft(
  tx: Tx,
  draft: {
    officeId: string;
    id: string;
    ownerId: string;
    fullName: string;
    note: string;
    answers: Answers;
  },
): Promise<void> {
  await tx`
    insert into draft (office_id, id, owner_id, full_name, note, answers)
    values (${draft.officeId}, ${draft.id}, ${draft.ownerId}, ${draft.fullName}, ${draft.note},
      ${tx.json(draft.answers as JsonValue)})`;
}

/** The services a draft asks for from now on, in this order; the caller holds its lock. */
export async function putServices(
  tx: Tx,
  officeId: string,
  draftId: string,
  serviceIds: readonly string[],
): Promise<void> {
  await tx`delete from draft_application where office_id = ${officeId} and draft_id = ${draftId}`;
  await tx`
    insert into draft_application (office_id, draft_id, service_id, place)
    select ${officeId}, ${draftId}, s.id, s.place
    from unnest(${[...serviceIds]}::uuid[]) with ordinality as s (id, place)`;
}

const services = (query: Query) => query`
  (select jsonb_agg(jsonb_build_object('id', s.id, 'code', s.code, 'version', s.current_version,
      'stopped', s.retired_at is not null) order by a.place)
   from draft_application a join service s on s.office_id = a.office_id and s.id = a.service_id
   where a.office_id = d.office_id and a.draft_id = d.id) as services`;

/** The owner's draft; nobody else finds it. */
export async function draftOf(
  query: Query,
  officeId: string,
  ownerId: string,
  id: string,
): Promise<DraftRow | undefined> {
  const [row] = await query<DraftRow[]>`
    select d.id, d.owner_id, ${services(query)}, d.full_name, d.note, d.answers, d.missing, d.saved_at, d.dossier_id
    from draft d
    where d.office_id = ${officeId} and d.owner_id = ${ownerId} and d.id = ${id}`;
  return row;
}

/** As {@link draftOf}, locked until the transaction ends; a draft that was sent is not found. */
export async function lockDraft(
  tx: Tx,
  officeId: string,
  ownerId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx`
    select 1 from draft where office_id = ${officeId} and owner_id = ${ownerId} and id = ${id} and dossier_id is null for update`;
  return rows.length > 0;
}

export async function draftsOf(
  query: Query,
  officeId: string,
  ownerId: string,
): Promise<DraftRow[]> {
  return query<DraftRow[]>`
    select d.id, d.owner_id, ${services(query)}, d.full_name, d.note, d.answers, d.missing, d.saved_at, d.dossier_id
    from draft d
    where d.office_id = ${officeId} and d.owner_id = ${ownerId} and d.dossier_id is null
    order by d.saved_at desc limit 20`;
}

/** Stores what was typed; answers that are not among it, another service's, stay as they rest: leaving that one may be a mistake. */
export async function updateDraft(
  query: Query,
  officeId: string,
  ownerId: string,
  id: string,
  content: {
    fullName: string;
    note: string;
    answers: Answers;
    missing: Readonly<Record<string, string>>;
    /** For which slots a reason could have been given; those for others stay. */
    slots: readonly string[];
  },
): Promise<boolean> {
  const rows = await query`
    update draft set full_name = ${content.fullName}, note = ${content.note},
      answers = answers || ${query.json(content.answers as JsonValue)},
      missing = (missing - ${[...content.slots]}::text[]) || ${query.json(content.missing)}, saved_at = ${later(query)}
    where office_id = ${officeId} and owner_id = ${ownerId} and id = ${id} and dossier_id is null returning 1`;
  return rows.length > 0;
}

/** Stores answers, reasons and ties under the names they have now; the caller holds the draft's lock. */
export async function renameContent(
  tx: Tx,
  officeId: string,
  id: string,
  content: {
    answers: Answers;
    missing: Readonly<Record<string, string>>;
    ties: readonly { documentId: string; requirements: readonly string[] }[];
  },
): Promise<void> {
  await tx`
    update draft set answers = ${tx.json(content.answers as JsonValue)}, missing = ${tx.json(content.missing)}, saved_at = ${later(tx)}
    where office_id = ${officeId} and id = ${id}`;
  for (const { documentId, requirements } of content.ties)
    await tieFile(tx, officeId, id, documentId, requirements, null);
}

/** Always later than before, so that a submission which read the draft sees that it changed. */
const later = (query: Query) => query`greatest(now(), saved_at + interval '1 millisecond')`;

/** Notes that the draft's files changed; the caller holds its lock. */
export async function touchDraft(tx: Tx, officeId: string, id: string): Promise<void> {
  await tx`update draft set saved_at = ${later(tx)} where office_id = ${officeId} and id = ${id}`;
}

export async function deleteDraft(
  tx: Tx,
  officeId: string,
  ownerId: string,
  id: string,
): Promise<string[]> {
  const files = await tx<{ document_id: string }[]>`
    delete from draft_document f using draft d
    where d.office_id = ${officeId} and d.owner_id = ${ownerId} and d.id = ${id} and d.dossier_id is null
      and f.office_id = d.office_id and f.draft_id = d.id
    returning f.document_id`;
  await tx`delete from draft where office_id = ${officeId} and owner_id = ${ownerId} and id = ${id} and dossier_id is null`;
  return files.map((file) => file.document_id);
}
