import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  NO_DOSSIER,
  refuse,
  withDossier,
} from '../dossiers/index.ts';
import { moveOriginal, type Place } from './originals.sql.ts';

/** One original of a dossier. */
export interface OriginalName {
  readonly applicationId: string;
  readonly requirement: string;
}

/** Takes originals into the office's custody, or gives them back to the applicant: all of them, or none. */
export async function moveOriginals(
  house: House,
  who: Acting,
  dossierId: string,
  move: { readonly originals: readonly OriginalName[]; readonly to: Place },
): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    if (hold.dossier.applicant_id === who.actor.personId)
      return refuse(reason('dossiers.guard.own'));
    if (move.originals.length === 0) return refuse(reason('queue.original.none_chosen'));
    for (const original of move.originals) {
      const moved = await moveOne(hold, original, move.to);
      if (!moved.ok) return moved;
    }
    return done(undefined);
  });
}

/** Moves one original and writes it into the diary; refused when it does not lie where it would be taken from. */
export async function moveOne(
  hold: Hold,
  { applicationId, requirement }: OriginalName,
  to: Place,
): Promise<Done<void>> {
  if (!hold.application(applicationId)) return refuse(NO_DOSSIER);
  const moved = await moveOriginal(hold.tx, hold.who.office.id, {
    applicationId,
    requirement,
    to,
    at: hold.at,
  });
  if (!moved)
    return refuse(
      reason(to === 'office' ? 'queue.original.not_with_applicant' : 'queue.original.not_held'),
    );
  hold.note({
    kind: to === 'office' ? 'original.received' : 'original.returned',
    data: { application: applicationId, requirement },
  });
  return done(undefined);
}
