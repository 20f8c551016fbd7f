import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import { copyReference, removeDocument } from '../../documents/index.ts';
import { type OfficeService, serviceByCode } from '../../offices/index.ts';
import { type PlainAnswers, sealAnswers } from '../answers.ts';
import { type Acting, type Done, done, refuse } from '../hold.ts';
import { MOST_FILES } from '../rules.ts';
import {
  deleteDraft,
  draftOf,
  holdsFile,
  insertDraft,
  lockDraft,
  placesTaken,
  putFile,
  reusableVersion,
  takeFileOut,
  tieFile,
  touchDraft,
  updateDraft,
} from './drafts.sql.ts';

/**
 * Filling in: found again on any device, saved as it is typed, checked only when it is sent. Drafts are exempt from the
 * ledger (design, decision "Ledger"); only their owner ever finds them.
 */
export interface DraftContent {
  readonly serviceCode: string;
  readonly fullName: string;
  readonly note: string;
  /** As typed; checked at submission. */
  readonly answers: PlainAnswers;
  /** Why a required document is not there, by requirement. */
  readonly missing: Readonly<Record<string, string>>;
}

const UNKNOWN = reason('dossiers.draft.unknown');

/** Begins a draft; returns its id. */
export async function beginDraft(
  house: House,
  who: Acting & { ownerId: string },
  begin: Pick<DraftContent, 'serviceCode' | 'fullName' | 'note'> & { answers?: PlainAnswers },
): Promise<Done<string>> {
  const service = await fileable(house, who, begin.serviceCode);
  if (!service.ok) return service;
  const id = newId();
  const fields = service.value.definition.fields;
  const answers = await sealAnswers(house, who.office.id, who.ownerId, fields, begin.answers ?? {});
  await transaction(house.db, (tx) =>
    insertDraft(tx, {
      officeId: who.office.id,
      id,
      ownerId: who.ownerId,
      serviceId: service.value.id,
      fullName: begin.fullName.slice(0, 200),
      note: begin.note.slice(0, 4000),
      answers,
    }),
  );
  return done(id);
}

/** Keeps what was typed, right or wrong. */
export async function saveDraft(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  content: DraftContent,
): Promise<Done<void>> {
  const service = await fileable(house, who, content.serviceCode);
  if (!service.ok) return service;
  const { fields } = service.value.definition;
  const answers = await sealAnswers(house, who.office.id, who.ownerId, fields, content.answers);
  const saved = await updateDraft(house.db, who.office.id, who.ownerId, draftId, {
    serviceId: service.value.id,
    fullName: content.fullName.slice(0, 200),
    note: content.note.slice(0, 4000),
    answers,
    missing: content.missing,
  });
  return saved ? done(undefined) : refuse(UNKNOWN);
}

/** Gives a document a place among the fifteen, tied to requirements; in the transaction that creates the document. */
export async function attachToDraft(
  tx: Tx,
  who: Acting & { ownerId: string },
  draftId: string,
  documentId: string,
  requirements: readonly string[],
): Promise<Done<void>> {
  if (!(await lockDraft(tx, who.office.id, who.ownerId, draftId))) return refuse(UNKNOWN);
  const place = freePlace(await placesTaken(tx, who.office.id, draftId));
  if (place === undefined) return refuse(reason('dossiers.draft.full', { most: MOST_FILES }));
  await putFile(tx, who.office.id, draftId, { documentId, place, requirements });
  await touchDraft(tx, who.office.id, draftId);
  return done(undefined);
}

/** True when the draft is this person's and has a place left; asked before an upload begins. */
export async function roomInDraft(
  tx: Tx,
  who: Acting & { ownerId: string },
  draftId: string,
): Promise<Done<void>> {
  if (!(await lockDraft(tx, who.office.id, who.ownerId, draftId))) return refuse(UNKNOWN);
  const taken = await placesTaken(tx, who.office.id, draftId);
  return freePlace(taken) === undefined
    ? refuse(reason('dossiers.draft.full', { most: MOST_FILES }))
    : done(undefined);
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

/** The lowest free place, or undefined when all fifteen are taken. */
export function freePlace(taken: readonly number[]): number | undefined {
  for (let place = 1; place <= MOST_FILES; place += 1) if (!taken.includes(place)) return place;
  return undefined;
}

/** Says which requirements a file answers; one file may answer several. */
export async function tieToRequirements(
  house: House,
  who: Acting & { ownerId: string },
  draftId: string,
  documentId: string,
  requirements: readonly string[],
): Promise<Done<void>> {
  return transaction(house.db, async (tx): Promise<Done<void>> => {
    if (!(await lockDraft(tx, who.office.id, who.ownerId, draftId))) return refuse(UNKNOWN);
    await tieFile(tx, who.office.id, draftId, documentId, requirements);
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
    const room = await roomInDraft(tx, who, draftId);
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

async function fileable(house: House, who: Acting, code: string): Promise<Done<OfficeService>> {
  const service = await serviceByCode(house.db, who.office.id, code);
  if (!service) return refuse(reason('dossiers.draft.service_unknown'));
  if (service.definition.elsewhere) return refuse(reason('dossiers.draft.service_elsewhere'));
  return done(service);
}
