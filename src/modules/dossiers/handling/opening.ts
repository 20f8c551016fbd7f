import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { type Acting, type Done, done, refuse, withDossier } from '../hold.ts';
import { noteOpening } from '../reading/access.sql.ts';

/** The shortest reason, in characters. */
export const LEAST_REASON = 10;

/**
 * Opens a dossier to somebody who does not work at its office's desks: read only, for an hour, with a reason that access log
 * and ledger keep. `who` acts under the mandate `escalated`.
 */
export async function openFromAbove(
  house: House,
  who: Acting,
  dossierId: string,
  why: string,
): Promise<Done<void>> {
  const overseer = who.actor.personId;
  if (!overseer) return refuse(reason('dossiers.guard.role'));
  const text = why.trim().slice(0, 1000);
  if ([...text].length < LEAST_REASON)
    return refuse(reason('dossiers.opening.reason_needed', { least: LEAST_REASON }));
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    await noteOpening(hold.tx, {
      officeId: who.office.id,
      actorId: overseer,
      kind: 'opening',
      id: dossierId,
      reason: text,
    });
    hold.note({ kind: 'dossier.opened_by_overseer', text });
    return done(undefined);
  });
}
