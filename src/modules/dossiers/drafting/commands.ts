import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import { copyReference, removeDocument } from '../../documents/index.ts';
import { type OfficeService, servicesOf } from '../../offices/index.ts';
import { type PlainAnswers, sealAnswers } from '../answers.ts';
import { type Acting, type Done, done, refuse } from '../hold.ts';
import { MOST_APPLICATIONS, MOST_FILES } from '../rules.ts';
import { ofService, questionsOf, slotsOf } from './asked-once.ts';
import { fileable, idsOf, shown } from './choosing.ts';
import { holdsFile, placesTaken, putFile, takeFileOut, tieFile } from './draft-files.sql.ts';
import {
  deleteDraft,
  draftOf,
  insertDraft,
  lockDraft,
  putServices,
  touchDraft,
  updateDraft,
} from './drafts.sql.ts';
import { reusableVersion } from './earlier.sql.ts';

/**
 * Filling in: found again on any device, saved as it is typed, checked only when it is sent. Drafts are exempt from the
 * ledger (design, decision "Ledger"); only their owner ever finds them.
 */
export interface DraftContent {
  /** The services whose questions and slots the form showed. */
  readonly serviceCodes: readonly string[];
  readonly fullName: string;
  readonly note: string;
  /** As typed, by question (see `asked-once.ts`); checked at submission. */
  readonly answers: PlainAnswers;
  /** Why a required document is not there, by slot. */
  readonly missing: Readonly<Record<string, string>>;
}

const UNKNOWN = reason('dossiers.draft.unknown');

/** Begins a draft of one or several services; returns its id. */
export async function beginDraft(
  house: House,
  who: Acting & { ownerId: string },
  begin: Pick<DraftContent, 'serviceCodes' | 'fullName' | 'note'> & { answers?: PlainAnswers },
): Promise<Done<string>> {
  const services = await fileable(house, who, begin.serviceCodes);
  if (!services.ok) return services;
  const id = newId();
  const answers = await sealed(house, who, services.value, begin.answers ?? {});
  await transaction(house.db, async (tx) => {
    await insertDraft(tx, {
      officeId: who.office.id,
      id,
      ownerId: who.ownerId,
      fullName: begin.fullName.slice(0, 200),
      note: begin.note.slice(0, 4000),
      answers,
    });
    await putServices(tx, who.office.id, id, idsOf(services.value));
  });
  return done(id);
}

/** Keeps what was typed, right or wrong; also when a service was stopped meanwhile, which is said when it is sent. */
export async function saveDraft(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  content: DraftContent,
): Promise<Done<void>> {
  const services = await shown(house, who, draftId, content.serviceCodes);
  if (!services.ok) return services;
  const saved = await updateDraft(house.db, who.office.id, who.ownerId, draftId, {
    fullName: content.fullName.slice(0, 200),
    note: content.note.slice(0, 4000),
    answers: await sealed(house, who, services.value, content.answers),
    missing: content.missing,
    slots: slotsOf(services.value).map(({ name }) => name),
  });
  return saved ? done(undefined) : refuse(UNKNOWN);
}

/** Gives a document a place in the draft, tied to slots; in the transaction that creates the document. */
export async function attachToDraft(
  tx: Tx,
  who: Acting & { ownerId: string },
  draftId: string,
  documentId: string,
  requirements: readonly string[],
): Promise<Done<void>> {
  const room = await roomInDraft(tx, who, draftId, requirements);
  if (!room.ok) return room;
  const place = freePlace(
    (await placesTaken(tx, who.office.id, draftId)).map((file) => file.place),
    MOST_FILES * MOST_APPLICATIONS,
  );
  if (place === undefined) return refuse(reason('dossiers.draft.full', { most: MOST_FILES }));
  await putFile(tx, who.office.id, draftId, { documentId, place, requirements });
  await touchDraft(tx, who.office.id, draftId);
  return done(undefined);
}

/**
 * True when the draft is this person's and has room for one more file in each application that would carry it; asked before
 * an upload begins. A file not tied yet may belong to any of them.
 */
export async function roomInDraft(
  tx: Tx,
  who: Acting & { ownerId: string },
  draftId: string,
  requirements: readonly string[] = [],
): Promise<Done<void>> {
  const officeId = who.office.id;
  if (!(await lockDraft(tx, officeId, who.ownerId, draftId))) return refuse(UNKNOWN);
  const files = await placesTaken(tx, officeId, draftId);
  if (files.length < MOST_FILES) return done(undefined);
  const full = refuse(reason('dossiers.draft.full', { most: MOST_FILES }));
  const draft = await draftOf(tx, officeId, who.ownerId, draftId);
  const asked = draft?.services ?? [];
  if (files.length >= MOST_FILES * asked.length) return full;
  const offered = await servicesOf(tx, officeId);
  const services = asked.flatMap(({ id }) => offered.find((one) => one.id === id) ?? []);
  const slots = slotsOf(services);
  const carries = (code: string) => {
    const names = ofService({ code }, slots).map(({ name }) => name);
    return (ties: readonly string[]) => ties.some((name) => names.includes(name));
  };
  const crowded = services.some(({ code }) => {
    const its = carries(code);
    const carried = files.filter((file) => its(file.requirements)).length;
    return its(requirements) && carried >= MOST_FILES;
  });
  return crowded ? full : done(undefined);
}

/** True while the draft is open and has this document: it may get a version. A submission that began before sees it. */
export async function mayArriveInDraft(
  tx: Tx,
  who: Acting & { ownerId: string },
  draftId: string,
  documentId: string,
): Promise<Done<void>> {
  const isOpen = await lockDraft(tx, who.office.id, who.ownerId, draftId);
  if (!isOpen || !(await holdsFile(tx, who.office.id, draftId, documentId))) return refuse(UNKNOWN);
  await touchDraft(tx, who.office.id, draftId);
  return done(undefined);
}

/** The lowest free place, or undefined when all are taken: of an application's fifteen, unless there are more. */
export function freePlace(taken: readonly number[], most = MOST_FILES): number | undefined {
  for (let place = 1; place <= most; place += 1) if (!taken.includes(place)) return place;
  return undefined;
}

/** Says which of the slots that were shown a file is for; one file may serve several. */
export async function tieToRequirements(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  documentId: string,
  requirements: readonly string[],
  shown: readonly string[],
): Promise<Done<void>> {
  return transaction(house.db, async (tx): Promise<Done<void>> => {
    if (!(await lockDraft(tx, who.office.id, who.ownerId, draftId))) return refuse(UNKNOWN);
    await tieFile(tx, who.office.id, draftId, documentId, requirements, shown);
    await touchDraft(tx, who.office.id, draftId);
    return done(undefined);
  });
}

/**
 * Uses a document of an earlier dossier again: no bytes are copied, but it gets a line of its own, so that what happens to it
 * here never changes what the officer of the earlier dossier sees.
 */
export async function reuseDocument(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  documentId: string,
  requirements: readonly string[],
): Promise<Done<void>> {
  return transaction(house.db, async (tx): Promise<Done<void>> => {
    const room = await roomInDraft(tx, who, draftId, requirements);
    if (!room.ok) return room;
    const version = await reusableVersion(tx, who.office.id, who.ownerId, documentId);
    const copy = version && (await copyReference(tx, who.office.id, who.ownerId, version));
    if (!copy) return refuse(UNKNOWN);
    return attachToDraft(tx, who, draftId, copy.documentId, requirements);
  });
}

/** Takes a file out of the draft; a document no dossier holds goes with its bytes. */
export async function takeOutOfDraft(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  documentId: string,
): Promise<Done<void>> {
  return transaction(house.db, async (tx): Promise<Done<void>> => {
    if (!(await lockDraft(tx, who.office.id, who.ownerId, draftId))) return refuse(UNKNOWN);
    if (await takeFileOut(tx, who.office.id, draftId, documentId)) {
      await touchDraft(tx, who.office.id, draftId);
      await dropUnheld(tx, who, [documentId]);
    }
    return done(undefined);
  });
}

/** Throws the draft away, with what only it held. */
export async function discardDraft(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
): Promise<Done<void>> {
  return transaction(house.db, async (tx): Promise<Done<void>> => {
    if (!(await draftOf(tx, who.office.id, who.ownerId, draftId))) return refuse(UNKNOWN);
    await dropUnheld(tx, who, await deleteDraft(tx, who.office.id, who.ownerId, draftId));
    return done(undefined);
  });
}

async function dropUnheld(
  tx: Tx,
  who: Acting & { ownerId: string },
  documentIds: readonly string[],
): Promise<void> {
  for (const documentId of documentIds) {
    const held = await tx`
      select 1 from evidence where office_id = ${who.office.id} and document_id = ${documentId}
      union all select 1 from draft_document where office_id = ${who.office.id} and document_id = ${documentId} limit 1`;
    if (held.length === 0) await removeDocument(tx, who.office.id, who.ownerId, documentId);
  }
}

/** What was typed, by question, with identity numbers sealed. */
function sealed(
  house: House,
  who: Acting & { ownerId: string },
  services: readonly OfficeService[],
  answers: PlainAnswers,
) {
  const fields = questionsOf(services).map(({ name, field }) => ({ ...field, key: name }));
  return sealAnswers(house, who.office.id, who.ownerId, fields, answers);
}
