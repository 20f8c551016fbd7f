import { HOUSE } from '../../../kernel/actor.ts';
import { localDate } from '../../../kernel/clocks/index.ts';
import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { recordPerson } from '../../accounts/index.ts';
import {
  type DocumentHooks,
  documentTasks,
  receiveFormFile,
  removeDocument,
  versionFor,
} from '../../documents/index.ts';
import type { Office, OfficeService } from '../../offices/index.ts';
import { draw } from '../drawing/draw.ts';
import type { Difficulty } from '../rules.ts';
import { type CaseKey, findCase, insertCase } from './cases.sql.ts';
import { type PlannedPaper, planCase } from './plan.ts';

/** A drawn paper belongs to its case alone: nobody asks for it before the case is there, and nobody waits for it. */
const UNATTACHED: DocumentHooks = {
  mayUpload: async () => ({ ok: true }),
  heldBytes: async () => 0,
  mayArrive: async () => ({ ok: true }),
  attached: async () => {},
  detached: async () => {},
  inspected: async () => {},
};

/**
 * The case of this service, seed and difficulty in a practice office; drawn now when it is not there yet. Its papers pass
 * through upload and inspection like everybody's. Only one at a time is made in an office: the caller's queue sees to it.
 */
export async function ensureCase(
  house: House,
  office: Office,
  service: OfficeService,
  seed: number,
  difficulty: Difficulty,
): Promise<string> {
  if (!office.practice) throw new Error(`office ${office.slug} is real: nothing is made up there`);
  const key: CaseKey = {
    officeId: office.id,
    serviceId: service.id,
    serviceVersion: service.version,
    seed,
    difficulty,
  };
  const known = await findCase(house.db, key);
  if (known) return known;
  const at = house.now();
  const plan = planCase(service.definition, seed, difficulty, localDate(at, office.timeZone));
  const applicantId = await transaction(house.db, (tx) =>
    recordPerson(tx, { fullName: plan.person.name, lang: 'id', at, by: HOUSE }),
  );
  const files: { documentId: string; requirement: string }[] = [];
  try {
    for (const planned of plan.papers) {
      const documentId = await handOver(house, office, applicantId, planned, at);
      files.push({ documentId, requirement: planned.requirement });
    }
    const id = newId();
    await transaction(house.db, (tx) =>
      insertCase(tx, key, {
        id,
        applicant_id: applicantId,
        full_name: plan.person.name,
        note: plan.note,
        answers: plan.answers,
        missing: plan.missing,
        files,
        faults: [...plan.faults].map(([requirement, kind]) => ({ requirement, kind })),
        at,
      }),
    );
    return id;
  } catch (error) {
    await transaction(house.db, (tx) => forget(tx, office.id, applicantId, files));
    throw error;
  }
}

/** Draws one paper and brings it in; returns its document once it passed inspection. */
async function handOver(
  house: House,
  office: Office,
  ownerId: string,
  planned: PlannedPaper,
  at: Date,
): Promise<string> {
  const { name, bytes } = await draw(house.typeset, planned, at.toISOString());
  const purpose = { officeId: office.id, ownerId, target: '' };
  const pieces = (async function* () {
    yield bytes;
  })();
  const received = await receiveFormFile(house, UNATTACHED, purpose, {
    name,
    replaces: undefined,
    bytes: pieces,
  });
  if (!received.ok) throw new Error(`a drawn paper was not taken: ${received.reason.key}`);
  await documentTasks(house, UNATTACHED)['documents.inspect']?.({
    office: office.id,
    version: received.versionId,
  });
  const version = await versionFor(house.db, office.id, received.versionId);
  if (version?.state !== 'ready')
    throw new Error(`a drawn paper is ${version?.state}: ${version?.refusal?.key ?? ''}`);
  return received.documentId;
}

async function forget(
  tx: Tx,
  officeId: string,
  ownerId: string,
  files: readonly { readonly documentId: string }[],
): Promise<void> {
  for (const { documentId } of files) await removeDocument(tx, officeId, ownerId, documentId);
}
