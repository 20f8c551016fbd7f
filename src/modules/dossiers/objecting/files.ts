import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { removeDocument } from '../../documents/index.ts';
import { gatherFacts } from '../facts.ts';
import { type Acting, type Done, done, inDossier, NO_DOSSIER, refuse } from '../hold.ts';
import { ask, stateOf } from '../rules.ts';
import { objectionFacts } from './commands.ts';
import {
  dropObjectionFile,
  putObjectionFile,
  takenObjectionPlaces,
  takeStaleObjectionFiles,
  waitsForObjection,
} from './objecting.sql.ts';

/** The application against whose ending a file speaks. */
export interface Objecting {
  readonly dossierId: string;
  readonly applicationId: string;
}

/** The most files that go with one objection. */
export const MOST_OBJECTION_FILES = 5;
/** How long a file waits for its objection to be filed, in days. */
const WAITING_DAYS = 7;

/** Whoever may object may bring a file for it; asked before the upload. */
export async function mayBring(
  tx: Tx,
  house: House,
  who: Acting,
  what: Objecting,
): Promise<Done<void>> {
  return inDossier(tx, house, who, what.dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(what.applicationId);
    if (!application) return refuse(NO_DOSSIER);
    const facts = await gatherFacts(
      hold,
      application,
      await hold.definition(application),
      await objectionFacts(tx, who.office, application, hold.at, who.actor.personId),
    );
    const ruling = ask('object', who.roles, stateOf(application), facts);
    if (!ruling.ok) return refuse(ruling.reason);
    const taken = await takenObjectionPlaces(tx, who.office.id, application.id);
    return taken.length < MOST_OBJECTION_FILES
      ? done(undefined)
      : refuse(reason('dossiers.objection.files_full', { most: MOST_OBJECTION_FILES }));
  });
}

/** Keeps the file until the objection is filed. */
export async function attachToObjection(
  tx: Tx,
  house: House,
  who: Acting,
  what: Objecting,
  documentId: string,
): Promise<Done<void>> {
  const allowed = await mayBring(tx, house, who, what);
  if (!allowed.ok) return allowed;
  const taken = await takenObjectionPlaces(tx, who.office.id, what.applicationId);
  const place = [1, 2, 3, 4, 5].find((free) => !taken.includes(free));
  if (place === undefined)
    return refuse(reason('dossiers.objection.files_full', { most: MOST_OBJECTION_FILES }));
  const { applicationId } = what;
  await putObjectionFile(tx, who.office.id, { applicationId, documentId, place, at: house.now() });
  return done(undefined);
}

/** True while the objection may still be filed and this file waits for it. */
export async function mayArriveAtObjection(
  tx: Tx,
  _house: House,
  who: Acting,
  what: Objecting,
  documentId: string,
): Promise<Done<void>> {
  return (await waitsForObjection(tx, who.office.id, what.applicationId, documentId))
    ? done(undefined)
    : refuse(reason('dossiers.guard.state'));
}

/** The applicant takes a file away again before filing, or an officer for them. */
export async function takeObjectionFileBack(
  house: House,
  who: Acting,
  documentId: string,
): Promise<void> {
  const owner = who.actor.onBehalfOf ?? who.actor.personId;
  if (!owner) return;
  await transaction(house.db, async (tx) => {
    // Only its owner's document is removed; somebody else's stays, and so does its row.
    if (await removeDocument(tx, who.office.id, owner, documentId))
      await dropObjectionFile(tx, who.office.id, documentId);
  });
}

/** Forgets files whose objection was never filed. */
export async function forgetStaleObjectionFiles(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - WAITING_DAYS * 86_400_000);
  for (;;) {
    const gone = await transaction(house.db, async (tx) => {
      const stale = await takeStaleObjectionFiles(tx, before);
      for (const file of stale)
        await removeDocument(tx, file.office_id, file.owner_id, file.document_id);
      return stale.length;
    });
    if (gone < 100) return;
  }
}
