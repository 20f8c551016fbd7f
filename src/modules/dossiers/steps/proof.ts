import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { removeDocument } from '../../documents/index.ts';
import { deskOf } from '../desks.ts';
import { gatherFacts } from '../facts.ts';
import { type Acting, type Done, done, inDossier, NO_DOSSIER, refuse } from '../hold.ts';
import { ask, stateOf } from '../rules.ts';
import {
  dropProof,
  type ProofPart,
  type ProofPlace,
  putProof,
  takeStaleProofs,
  waitsAsProof,
} from './proof.sql.ts';

/** How long a proof waits for its result to be recorded, in days. */
const PROOF_DAYS = 7;

/** The step of an application that a file belongs to. */
export interface Proving {
  readonly dossierId: string;
  readonly applicationId: string;
  readonly step: string;
  /** `result`: it is not the proof but the result itself. */
  readonly part: ProofPart;
}

/** Whoever may record the result of the present step may bring a file that proves it; asked before the upload. */
export async function mayProve(
  tx: Tx,
  house: House,
  who: Acting,
  what: Proving,
): Promise<Done<void>> {
  return inDossier(tx, house, who, what.dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(what.applicationId);
    if (!application) return refuse(NO_DOSSIER);
    const desk = deskOf(application.step_kind);
    if (!desk || application.step !== what.step) return refuse(reason('dossiers.guard.state'));
    const service = await hold.definition(application);
    const facts = await gatherFacts(hold, application, service, {
      proof: true,
      told: true,
      result: 'file',
    });
    const name = what.part === 'result' ? 'ready_result' : (`record_${desk}` as const);
    const ruling = ask(name, who.roles, stateOf(application), facts);
    return ruling.ok ? done(undefined) : refuse(ruling.reason);
  });
}

/** Keeps the file until the result is recorded; an earlier one of the same officer gives way. */
export async function attachProof(
  tx: Tx,
  house: House,
  who: Acting,
  what: Proving,
  documentId: string,
): Promise<Done<void>> {
  const allowed = await mayProve(tx, house, who, what);
  if (!allowed.ok) return allowed;
  const place = placeOf(who, what);
  const earlier = await dropProof(tx, place);
  if (earlier && earlier !== documentId)
    await removeDocument(tx, place.officeId, place.byId, earlier);
  await putProof(tx, place, documentId, house.now());
  return done(undefined);
}

/** True while the result may still be recorded and this is the file that waits for it. */
export async function mayArriveAsProof(
  tx: Tx,
  house: House,
  who: Acting,
  what: Proving,
  documentId: string,
): Promise<Done<void>> {
  const allowed = await mayProve(tx, house, who, what);
  if (!allowed.ok) return allowed;
  return (await waitsAsProof(tx, placeOf(who, what), documentId))
    ? done(undefined)
    : refuse(reason('dossiers.guard.state'));
}

/** Takes the waiting file away again. */
export async function withdrawProof(
  house: House,
  who: Acting,
  what: Omit<Proving, 'dossierId'>,
): Promise<void> {
  await transaction(house.db, async (tx) => {
    const place = placeOf(who, what);
    const gone = await dropProof(tx, place);
    if (gone) await removeDocument(tx, place.officeId, place.byId, gone);
  });
}

/** Forgets proofs whose result was never recorded. */
export async function forgetStaleProofs(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - PROOF_DAYS * 86_400_000);
  for (;;) {
    const gone = await transaction(house.db, async (tx) => {
      const stale = await takeStaleProofs(tx, before);
      for (const proof of stale)
        await removeDocument(tx, proof.office_id, proof.by_id, proof.document_id);
      return stale.length;
    });
    if (gone < 100) return;
  }
}

function placeOf(
  who: Acting,
  { applicationId, step, part }: Omit<Proving, 'dossierId'>,
): ProofPlace {
  const byId = who.actor.personId;
  if (!byId) throw new Error('the house proves nothing by itself');
  return { officeId: who.office.id, applicationId, step, byId, part };
}
