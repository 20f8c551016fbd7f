import { transaction } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { onceKey } from '../../kernel/once.ts';
import type { ServiceDefinition } from '../offices/index.ts';
import type { Desk } from './desk.fixture.ts';
import { attachToDraft, beginDraft, saveDraft } from './drafting/commands.ts';
import { submitDraft } from './submission/submit.ts';

/** A dossier of several services. */
export interface Together {
  readonly dossierId: string;
  /** In the order of their services. */
  readonly applications: readonly string[];
}

/**
 * Hands several services in as one dossier, with a file for each of `slots` and a reason for every other requirement. Names of
 * questions and slots are those of `asked-once.ts`.
 */
export async function handInTogether(
  desk: Desk,
  definitions: readonly ServiceDefinition[],
  slots: readonly string[] = [],
): Promise<Together> {
  const { house, applicantId } = desk;
  for (const definition of definitions) await desk.offer(definition);
  const who = desk.citizen();
  const requirements = definitions.flatMap(({ code, requirements: own }) =>
    own.flatMap(({ key }) => [key, `${code}.${key}`]),
  );
  const content = {
    serviceCodes: definitions.map(({ code }) => code),
    fullName: 'Ani',
    note: '',
    answers: {},
    missing: Object.fromEntries(
      requirements.filter((name) => !slots.includes(name)).map((name) => [name, 'Menyusul']),
    ),
  };
  const draft = await beginDraft(house, who, content);
  if (!draft.ok) throw new Error(draft.reason.key);
  await saveDraft(house, who, draft.value, content);
  for (const slot of slots) {
    const documentId = await readyDocument(desk);
    const put = await transaction(house.db, (tx) =>
      attachToDraft(tx, who, draft.value, documentId, [slot]),
    );
    if (!put.ok) throw new Error(put.reason.key);
  }
  const sent = await submitDraft(house, who, draft.value, onceKey(applicantId, newId(), {}));
  if (sent.kind !== 'done') throw new Error(JSON.stringify(sent));
  const rows = await house.db<{ id: string }[]>`
    select id from application where dossier_id = ${sent.dossierId} order by submitted_at, id`;
  return { dossierId: sent.dossierId, applications: rows.map(({ id }) => id) };
}

/** A document of the applicant that passed inspection; its bytes are not there. */
export async function readyDocument({ house, office, applicantId }: Desk): Promise<string> {
  const [documentId, versionId] = [newId(), newId()];
  await house.db`insert into document (office_id, id, owner_id) values (${office.id}, ${documentId}, ${applicantId})`;
  await house.db`insert into document_version (office_id, id, document_id, number, name, size, state, type, pages, uploaded_at, uploaded_by)
    values (${office.id}, ${versionId}, ${documentId}, 1, 'a.pdf', 1000, 'ready', 'pdf', 1, ${house.now()}, ${applicantId})`;
  return documentId;
}
