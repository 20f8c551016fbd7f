import type { Tx } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { removeDocument } from '../../documents/index.ts';
import { freePlace } from '../drafting/commands.ts';
import { evidenceOf, verdictsOf } from '../facts.sql.ts';
import { reopened } from '../facts.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  inDossier,
  NO_DOSSIER,
  refuse,
  withDossier,
} from '../hold.ts';
import { MOST_FILES, stateOf } from '../rules.ts';
import { nextRound } from '../verification/verification.sql.ts';
import {
  holdsEvidence,
  isHeldAnywhere,
  putEvidence,
  removeFresh,
  retireEvidence,
  retireRefused,
  setMissing,
  takenPlaces,
} from './correction.sql.ts';

/** What an applicant corrects: one reopened requirement of one application. */
export interface Reopened {
  readonly dossierId: string;
  readonly applicationId: string;
  readonly requirement: string;
}

/** True when the requirement is reopened and a place is left; asked before a replacement is uploaded. */
export async function mayCorrect(
  tx: Tx,
  house: House,
  who: Acting,
  what: Reopened,
): Promise<Done<void>> {
  return inDossier(tx, house, who, what.dossierId, async (hold) => {
    const application = await openFor(hold, what);
    if (!application.ok) return application;
    const free = freePlace(
      await takenPlaces(tx, who.office.id, what.applicationId, what.requirement),
    );
    return free === undefined
      ? refuse(reason('dossiers.draft.full', { most: MOST_FILES }))
      : done(undefined);
  });
}

/** Puts a new file in the place of the faulty ones of a reopened requirement. */
export async function attachCorrection(
  tx: Tx,
  house: House,
  who: Acting,
  what: Reopened,
  documentId: string,
): Promise<Done<void>> {
  return inDossier(tx, house, who, what.dossierId, async (hold) => {
    const application = await openFor(hold, what);
    if (!application.ok) return application;
    await retireEvidence(tx, who.office.id, what.applicationId, what.requirement, hold.at);
    const place = freePlace(await takenPlaces(tx, who.office.id, what.applicationId));
    if (place === undefined) return refuse(reason('dossiers.draft.full', { most: MOST_FILES }));
    await putEvidence(tx, who.office.id, what.applicationId, {
      requirement: what.requirement,
      documentId,
      place,
      at: hold.at,
    });
    return done(undefined);
  });
}

/** True while the requirement is reopened and waits for this document: it may get its version. */
export async function mayArriveInCorrection(
  tx: Tx,
  house: House,
  who: Acting,
  what: Reopened,
  documentId: string,
): Promise<Done<void>> {
  return inDossier(tx, house, who, what.dossierId, async (hold): Promise<Done<void>> => {
    const application = await openFor(hold, what);
    if (!application.ok) return application;
    return (await holdsEvidence(tx, who.office.id, what, documentId))
      ? done(undefined)
      : refuse(reason('dossiers.correction.not_reopened'));
  });
}

/** The applicant cannot bring the document and says why. */
export async function explainMissing(
  house: House,
  who: Acting,
  what: Reopened,
  why: string,
): Promise<Done<void>> {
  return withDossier(house, who, what.dossierId, async (hold) => {
    const application = await openFor(hold, what);
    if (!application.ok) return application;
    const { tx, at } = hold;
    await retireRefused(tx, who.office.id, what.applicationId, what.requirement, at);
    await setMissing(
      hold.tx,
      who.office.id,
      what.applicationId,
      what.requirement,
      why.trim().slice(0, 1000),
    );
    return done(undefined);
  });
}

/** The applicant takes a new file away again before handing the correction in; what no other place holds goes with its bytes. */
export async function takeBack(
  house: House,
  who: Acting,
  what: Reopened,
  documentId: string,
): Promise<Done<void>> {
  return withDossier(house, who, what.dossierId, async (hold): Promise<Done<void>> => {
    const application = await openFor(hold, what);
    if (!application.ok) return application;
    const { tx, dossier } = hold;
    const officeId = who.office.id;
    const gone = await removeFresh(tx, officeId, what.applicationId, what.requirement, documentId);
    if (gone && !(await isHeldAnywhere(tx, officeId, documentId)))
      await removeDocument(tx, officeId, dossier.applicant_id, documentId);
    return done(undefined);
  });
}

/** Hands the corrections in: the officer's turn again, and the clock runs. The ledger keeps which files and reasons were given. */
export async function answerCorrection(
  house: House,
  who: Acting,
  dossierId: string,
  applicationId: string,
): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(applicationId);
    if (!application) return refuse(NO_DOSSIER);
    const officeId = who.office.id;
    const verdicts = await verdictsOf(hold.tx, officeId, application.id, application.round);
    const asked = reopened(verdicts);
    const files = (await evidenceOf(hold.tx, officeId, application.id)).filter((file) =>
      file.requirements.some((key) => asked.includes(key)),
    );
    const missing = asked.filter((key) => application.missing[key]);
    const applied = await hold.apply(application, 'answer_correction', {
      data: { round: application.round, files: files.map((file) => file.version_id), missing },
      text: missing.map((key) => application.missing[key]).join('\n'),
    });
    if (!applied.ok) return applied;
    await nextRound(hold.tx, who.office.id, application.id, application.round, hold.at);
    return done(undefined);
  });
}

async function openFor(hold: Hold, what: Reopened): Promise<Done<ApplicationRow>> {
  const application = hold.application(what.applicationId);
  if (!application) return refuse(NO_DOSSIER);
  if (stateOf(application) !== 'verification/applicant')
    return refuse(reason('dossiers.guard.state'));
  const verdicts = await verdictsOf(hold.tx, hold.who.office.id, application.id, application.round);
  if (!reopened(verdicts).includes(what.requirement))
    return refuse(reason('dossiers.correction.not_reopened'));
  return done(application);
}
