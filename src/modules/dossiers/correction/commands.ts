import type { Tx } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { removeDocument } from '../../documents/index.ts';
import { freePlace } from '../drafting/commands.ts';
import { evidenceOf, verdictsOf } from '../facts.sql.ts';
import { reopened } from '../facts.ts';
import { noteBringer } from '../filing/filing.sql.ts';
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
import { type Covered, coveredBy } from '../verification/covering.ts';
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

/** What an applicant corrects: one reopened requirement of one application, and of those that ask for the same. */
export interface Reopened {
  readonly dossierId: string;
  readonly applicationId: string;
  readonly requirement: string;
  /** Other applications of the dossier for which the same document is asked again. */
  readonly also?: readonly string[];
}

/** The applications that a correction is for, the first one first. */
export const correctedBy = ({ applicationId, also = [] }: Reopened): readonly string[] => [
  ...new Set([applicationId, ...also]),
];

/** True when the requirement is reopened and a place is left; asked before a replacement is uploaded. */
export async function mayCorrect(
  tx: Tx,
  house: House,
  who: Acting,
  what: Reopened,
): Promise<Done<void>> {
  return inDossier(tx, house, who, what.dossierId, async (hold): Promise<Done<void>> => {
    const open = await openFor(hold, what);
    if (!open.ok) return open;
    for (const { id } of open.value)
      if (freePlace(await takenPlaces(tx, who.office.id, id, what.requirement)) === undefined)
        return refuse(reason('dossiers.draft.full', { most: MOST_FILES }));
    return done(undefined);
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
  return inDossier(tx, house, who, what.dossierId, async (hold): Promise<Done<void>> => {
    const open = await openFor(hold, what);
    if (!open.ok) return open;
    for (const { id } of open.value) {
      await retireEvidence(tx, who.office.id, id, what.requirement, hold.at);
      const place = freePlace(await takenPlaces(tx, who.office.id, id));
      if (place === undefined) return refuse(reason('dossiers.draft.full', { most: MOST_FILES }));
      await putEvidence(tx, who.office.id, id, {
        requirement: what.requirement,
        documentId,
        place,
        at: hold.at,
      });
    }
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
    const open = await openFor(hold, what);
    if (!open.ok) return open;
    for (const { id: applicationId } of open.value)
      if (await holdsEvidence(tx, who.office.id, { ...what, applicationId }, documentId))
        return done(undefined);
    return refuse(reason('dossiers.correction.not_reopened'));
  });
}

/** The applicant cannot bring the document and says why. */
export async function explainMissing(
  house: House,
  who: Acting,
  what: Reopened,
  why: string,
): Promise<Done<void>> {
  return withDossier(house, who, what.dossierId, async (hold): Promise<Done<void>> => {
    const open = await openFor(hold, what);
    if (!open.ok) return open;
    const { tx, at } = hold;
    for (const { id } of open.value) {
      await retireRefused(tx, who.office.id, id, what.requirement, at);
      await setMissing(tx, who.office.id, id, what.requirement, why.trim().slice(0, 1000));
    }
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
    const open = await openFor(hold, what);
    if (!open.ok) return open;
    const { tx, dossier } = hold;
    const officeId = who.office.id;
    let gone = false;
    for (const { id } of open.value)
      gone = (await removeFresh(tx, officeId, id, what.requirement, documentId)) || gone;
    if (gone && !(await isHeldAnywhere(tx, officeId, documentId)))
      await removeDocument(tx, officeId, dossier.applicant_id, documentId);
    return done(undefined);
  });
}

/**
 * Hands the corrections of these applications in: the officer's turn again, and their clocks run. The ledger keeps which files
 * and reasons were given. What one letter asked for may be answered at once, or each application by itself.
 */
export async function answerCorrection(
  house: House,
  who: Acting,
  dossierId: string,
  ...applicationIds: readonly string[]
): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const covered = coveredBy(hold, applicationIds);
    if (!covered) return refuse(NO_DOSSIER);
    for (const application of covered.applications) {
      const answered = await answerOne(hold, application, covered.named);
      if (!answered.ok) return answered;
    }
    const { mandate, personId } = who.actor;
    // What an officer brought for the applicant, another officer checks.
    if (mandate === 'staff' && personId)
      await noteBringer(hold.tx, who.office.id, dossierId, personId, hold.at);
    return done(undefined);
  });
}

async function answerOne(
  hold: Hold,
  application: ApplicationRow,
  named: Covered['named'],
): Promise<Done<void>> {
  const officeId = hold.who.office.id;
  const verdicts = await verdictsOf(hold.tx, officeId, application.id, application.round);
  const asked = reopened(verdicts);
  const files = (await evidenceOf(hold.tx, officeId, application.id)).filter((file) =>
    file.requirements.some((key) => asked.includes(key)),
  );
  const missing = asked.filter((key) => application.missing[key]);
  const applied = await hold.apply(application, 'answer_correction', {
    data: {
      ...named,
      round: application.round,
      files: files.map((file) => file.version_id),
      missing,
    },
    text: missing.map((key) => application.missing[key]).join('\n'),
  });
  if (!applied.ok) return applied;
  await nextRound(hold.tx, officeId, application.id, application.round, hold.at);
  return done(undefined);
}

/** The applications among those corrected whose requirement is open now; one that has ended meanwhile keeps no other. */
async function openFor(hold: Hold, what: Reopened): Promise<Done<readonly ApplicationRow[]>> {
  const named = correctedBy(what).map((id) => hold.application(id));
  if (named.includes(undefined)) return refuse(NO_DOSSIER);
  const open: ApplicationRow[] = [];
  let waits = false;
  for (const application of named) {
    if (!application || stateOf(application) !== 'verification/applicant') continue;
    waits = true;
    const { id, round } = application;
    const verdicts = await verdictsOf(hold.tx, hold.who.office.id, id, round);
    if (reopened(verdicts).includes(what.requirement)) open.push(application);
  }
  if (open.length > 0) return done(open);
  return refuse(reason(waits ? 'dossiers.correction.not_reopened' : 'dossiers.guard.state'));
}
