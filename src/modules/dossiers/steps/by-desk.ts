import { reason } from '../../../kernel/i18n.ts';
import { deskOf } from '../desks.ts';
import { clearHandler } from '../handling/handling.sql.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import { type Done, done, type Hold, NO_DOSSIER, refuse } from '../hold.ts';
import { insertStepResult } from './steps.sql.ts';

/** What came out at a desk that gives numbers of its own. */
export interface DeskOutcome {
  readonly result: 'done' | 'negative';
  /** The number that the desk's register gave: the proof of the step. */
  readonly reference: string;
  /** What the applicant reads; needed for a negative result. */
  readonly note?: string;
}

/** Records the result of the present step within the command that the desk already runs. */
export async function recordAtDesk(
  hold: Hold,
  application: ApplicationRow,
  outcome: DeskOutcome,
): Promise<Done<void>> {
  const officer = hold.who.actor.personId;
  const desk = deskOf(application.step_kind);
  if (!officer) return refuse(NO_DOSSIER);
  if (!desk) return refuse(reason('dossiers.guard.state'));
  if (outcome.result === 'negative' && !outcome.note)
    return refuse(reason('dossiers.steps.note_needed'));
  const { reference } = outcome;
  const applied = await hold.apply(
    application,
    outcome.result === 'done' ? `record_${desk}` : `refuse_${desk}`,
    {
      // The number that the desk gave is what the applicant holds in hand.
      extras: { proof: reference !== '', told: reference !== '' },
      data: { reference, document: null },
      ...(outcome.note ? { text: outcome.note } : {}),
    },
  );
  if (!applied.ok) return applied;
  await insertStepResult(hold.tx, {
    officeId: hold.who.office.id,
    applicationId: application.id,
    step: application.step,
    result: outcome.result,
    reference,
    documentId: null,
    byId: officer,
    at: hold.at,
  });
  return done(undefined);
}

/** The desk is done with the dossier: whoever works on the next step may take it at once. */
export async function letGo(hold: Hold): Promise<void> {
  await clearHandler(hold.tx, hold.who.office.id, hold.dossier.id);
}
