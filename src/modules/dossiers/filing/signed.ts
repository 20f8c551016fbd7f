import type { Tx } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { removeDocument } from '../../documents/index.ts';
import { type Acting, type Done, done, inDossier, NO_DOSSIER, refuse } from '../hold.ts';
import { putSigned, signedPaperOf } from './signed.sql.ts';

export { dropSigned } from './signed.sql.ts';

/** The application that somebody takes back with a signed paper. */
export interface Signing {
  readonly dossierId: string;
  readonly applicationId: string;
}

type Bringer = Acting & { readonly ownerId: string };

/** True while the application is open; asked before the paper is uploaded. */
export async function maySign(
  tx: Tx,
  house: House,
  who: Bringer,
  { dossierId, applicationId }: Signing,
): Promise<Done<void>> {
  return inDossier(tx, house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(applicationId);
    if (!application) return refuse(NO_DOSSIER);
    return application.outcome === null ? done(undefined) : refuse(reason('dossiers.guard.state'));
  });
}

/** Keeps the paper with the application; one that was brought before gives way, unless it has done its work. */
export async function attachSigned(
  tx: Tx,
  house: House,
  who: Bringer,
  what: Signing,
  documentId: string,
): Promise<Done<void>> {
  const allowed = await maySign(tx, house, who, what);
  if (!allowed.ok) return allowed;
  const officeId = who.office.id;
  const earlier = await putSigned(tx, {
    officeId,
    applicationId: what.applicationId,
    documentId,
    byId: who.actor.personId ?? '',
    at: house.now(),
  });
  if (earlier) await removeDocument(tx, officeId, who.ownerId, earlier);
  return done(undefined);
}

/** True while the application is open and waits for this very paper. */
export async function mayArriveSigned(
  tx: Tx,
  house: House,
  who: Bringer,
  what: Signing,
  documentId: string,
): Promise<Done<void>> {
  const allowed = await maySign(tx, house, who, what);
  if (!allowed.ok) return allowed;
  const paper = await signedPaperOf(tx, who.office.id, what.applicationId);
  return paper?.document_id === documentId
    ? done(undefined)
    : refuse(reason('dossiers.guard.state'));
}
