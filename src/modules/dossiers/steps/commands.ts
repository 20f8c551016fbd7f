import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { deskOf } from '../desks.ts';
import { signedPaperOf } from '../filing/signed.sql.ts';
import { passOn } from '../handling/passing-on.ts';
import { type Acting, type Done, done, NO_DOSSIER, refuse, withDossier } from '../hold.ts';
import { resultFact, resultOf } from '../results/commands.ts';
import { closeResult } from '../results/results.sql.ts';
import { dropProof, waitingProof } from './proof.sql.ts';
import { insertStepResult } from './steps.sql.ts';

/** What came out of a step that was done by hand, with its proof. */
export interface StepOutcome {
  readonly applicationId: string;
  readonly result: 'done' | 'negative';
  /** The number of the letter, receipt or record that proves it. */
  readonly reference: string;
  /** A note the applicant reads; needed for a negative result. */
  readonly note?: string;
  /** The step that the officer saw: a page that lay open while the application went on records nothing. */
  readonly step?: string;
}

/**
 * Records the outside result of the present step and leads the application on, back, or to its end. The file that the officer
 * uploaded as its proof goes with it; while that one is still looked at, nothing is recorded.
 */
export async function recordStep(
  house: House,
  who: Acting,
  dossierId: string,
  outcome: StepOutcome,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(outcome.applicationId);
    if (!application || !officer) return refuse(NO_DOSSIER);
    const desk = deskOf(application.step_kind);
    if (!desk || (outcome.step ?? application.step) !== application.step)
      return refuse(reason('dossiers.guard.state'));
    if (outcome.result === 'negative' && (outcome.note ?? '').trim() === '')
      return refuse(reason('dossiers.steps.note_needed'));
    const step = application.step;
    const reference = outcome.reference.trim().slice(0, 500);
    const place = {
      officeId: who.office.id,
      applicationId: application.id,
      step,
      byId: officer,
      part: 'proof',
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
    const ready = desk === 'delivery' ? await resultOf(hold, application) : undefined;
    const applied = await hold.apply(
      application,
      outcome.result === 'done' ? `record_${desk}` : `refuse_${desk}`,
      {
        extras: {
          proof: reference !== '',
          told: file !== undefined || (outcome.note ?? '').trim() !== '',
          result: resultFact(ready),
        },
        data: { reference, document: file?.document_id ?? null },
        ...(outcome.note ? { text: outcome.note } : {}),
      },
    );
    if (!applied.ok) return applied;
    await insertStepResult(hold.tx, {
      officeId: who.office.id,
      applicationId: application.id,
      step,
      result: outcome.result,
      reference,
      documentId: file?.document_id ?? null,
      byId: officer,
      at: hold.at,
    });
    // What lay ready reached its owner in another way: by post, for instance.
    if (ready && !ready.closed_at && outcome.result === 'done')
      await closeResult(hold.tx, who.office.id, application.id, {
        by: 'officer',
        at: hold.at,
        seq: hold.lastSeq(),
        identity: null,
      });
    await dropProof(hold.tx, place);
    await passOn(hold, officer);
    return done(undefined);
  });
}

/** The applicant takes the application back; an officer for them, with the paper that they signed. */
export async function withdraw(
  house: House,
  who: Acting,
  dossierId: string,
  applicationId: string,
  why: string,
): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(applicationId);
    if (!application) return refuse(NO_DOSSIER);
    const paper =
      who.actor.mandate === 'staff'
        ? await signedPaperOf(hold.tx, who.office.id, application.id)
        : undefined;
    const text = why.trim().slice(0, 1000);
    const applied = await hold.apply(application, 'withdraw', {
      extras: { unsigned: who.actor.mandate === 'staff' && paper?.state !== 'ready' },
      ...(paper ? { data: { paper: paper.version_id } } : {}),
      ...(text ? { text } : {}),
    });
    return applied.ok ? done(undefined) : applied;
  });
}
