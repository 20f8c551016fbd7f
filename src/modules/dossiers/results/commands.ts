import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { passOn } from '../handling/passing-on.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  NO_DOSSIER,
  refuse,
  withDossier,
} from '../hold.ts';
import { stateOf } from '../rules.ts';
import { dropProof, waitingProof } from '../steps/proof.sql.ts';
import {
  closeResult,
  IDENTITIES,
  type Identity,
  insertResult,
  type ResultRow,
  resultsOf,
} from './results.sql.ts';

/** What an officer lays ready for the applicant. */
export interface Readied {
  readonly applicationId: string;
  /** A paper waits at the counter; the file, if there is one, is its copy. */
  readonly paper: boolean;
  /** What the applicant reads. */
  readonly note: string;
  /** The step that the officer saw. */
  readonly step: string;
}

/**
 * Lays the result ready: the file that the officer uploaded, a paper at the counter, or both. The applicant is told, and the
 * office's clock stands still until they fetch it. A wrong one is replaced in the same way.
 */
export async function readyResult(
  house: House,
  who: Acting,
  dossierId: string,
  readied: Readied,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(readied.applicationId);
    if (!application || !officer) return refuse(NO_DOSSIER);
    if (application.step !== readied.step) return refuse(reason('dossiers.guard.state'));
    const place = {
      officeId: who.office.id,
      applicationId: application.id,
      step: application.step,
      byId: officer,
      part: 'result',
    } as const;
    const file = await waitingProof(hold.tx, place);
    if (file && file.state !== 'ready')
      return refuse(
        reason(
          file.state === 'refused'
            ? 'dossiers.steps.proof_refused'
            : 'dossiers.steps.proof_unready',
        ),
      );
    const result = readied.paper ? 'paper' : file ? 'file' : 'none';
    const note = readied.note.trim().slice(0, 2000);
    const applied = await hold.apply(application, 'ready_result', {
      extras: { result },
      data: { document: file?.document_id ?? null, paper: readied.paper },
      ...(note ? { text: note } : {}),
    });
    if (!applied.ok) return applied;
    await insertResult(hold.tx, {
      officeId: who.office.id,
      applicationId: application.id,
      dossierId,
      eventSeq: hold.lastSeq(),
      documentId: file?.document_id ?? null,
      paper: readied.paper,
      byId: officer,
      at: hold.at,
    });
    await dropProof(hold.tx, place);
    await passOn(hold, officer);
    return done(undefined);
  });
}

/** What the rule about the end looks at: whether something lies ready, and whether it is a file or a paper. */
export const resultFact = (result: Pick<ResultRow, 'paper' | 'closed_at'> | undefined) =>
  !result || result.closed_at ? 'none' : result.paper ? 'paper' : 'file';

/** The result of one application that counts now. */
export async function resultOf(
  hold: Pick<Hold, 'tx' | 'who'>,
  application: Pick<ApplicationRow, 'id' | 'dossier_id'>,
): Promise<ResultRow | undefined> {
  const results = await resultsOf(hold.tx, hold.who.office.id, application.dossier_id);
  return results.find((each) => each.application_id === application.id);
}

/**
 * The applicant saves the result. The first time delivers it and ends the application where the file is the result itself; later
 * times, and a copy of a paper, change nothing. Returns the version to be saved.
 */
export async function collectResult(
  house: House,
  who: Acting,
  dossierId: string,
  applicationId: string,
): Promise<Done<string>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<string>> => {
    const application = hold.application(applicationId);
    const result = application && (await resultOf(hold, application));
    if (!application) return refuse(NO_DOSSIER);
    if (!result) return refuse(reason('dossiers.guard.nothing_ready'));
    if (!result.version_id) return refuse(reason('dossiers.guard.on_paper'));
    if (result.paper || result.closed_at) return done(result.version_id);
    const applied = await hold.apply(application, 'collect_result', {
      extras: { result: resultFact(result) },
      data: { version: result.version_id },
    });
    if (!applied.ok) return applied;
    await closeResult(hold.tx, who.office.id, application.id, {
      by: 'download',
      at: hold.at,
      seq: hold.lastSeq(),
      identity: null,
    });
    return done(result.version_id);
  });
}

/** Who fetched the result, and by what they were known. */
export interface HandedOver {
  readonly applicationId: string;
  readonly receiver: string;
  readonly identity: string;
  /** The last digits of the identity card, as the slip shows them: four at most. */
  readonly digits: string;
}

const isIdentity = (text: string): text is Identity => IDENTITIES.some((known) => known === text);

/**
 * Hands the result over at the counter, and notes who got it. A paper that nobody had announced is laid ready and handed over in
 * one act. Name and digits lie sealed beside the ledger; the column holds only the kind of identity.
 */
export async function handOverResult(
  house: House,
  who: Acting,
  dossierId: string,
  to: HandedOver,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  // Before the transaction: a key that is loaded inside needs a second connection, and there may be none left.
  await house.vault.office(who.office.id);
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(to.applicationId);
    if (!application || !officer) return refuse(NO_DOSSIER);
    const receiver = to.receiver.trim().slice(0, 120);
    if (receiver.length < 3) return refuse(reason('dossiers.result.receiver_needed'));
    if (!isIdentity(to.identity)) return refuse(reason('dossiers.result.identity_needed'));
    const digits = to.digits.trim();
    if (!/^[0-9A-Za-z]{4}$/.test(digits)) return refuse(reason('dossiers.result.digits_needed'));
    const at = { officeId: who.office.id, applicationId: application.id };
    const announced = await resultOf(hold, application);
    const atOnce = !announced && stateOf(application) === 'delivery/office';
    const applied = await hold.apply(application, 'hand_over_result', {
      extras: { result: atOnce ? 'paper' : resultFact(announced) },
      data: { identity: to.identity },
      text: `${receiver}\n${digits}`,
    });
    if (!applied.ok) return applied;
    if (atOnce)
      await insertResult(hold.tx, {
        ...at,
        dossierId,
        eventSeq: hold.lastSeq(),
        documentId: null,
        paper: true,
        byId: officer,
        at: hold.at,
      });
    await closeResult(hold.tx, at.officeId, at.applicationId, {
      by: 'counter',
      at: hold.at,
      seq: hold.lastSeq(),
      identity: to.identity,
    });
    await passOn(hold, officer);
    return done(undefined);
  });
}
