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
import { oweBack } from './held.sql.ts';
import { sameSheet } from './one-sheet.ts';
import { moveOriginal, type OriginalRow, originalsOf, type Place } from './originals.sql.ts';

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
    for (const original of withTwins(
      await originalsOf(hold.tx, who.office.id, dossierId),
      move.originals,
      move.to,
    )) {
      const moved = await moveOne(hold, original, move.to);
      if (!moved.ok) return moved;
    }
    // What is left behind after the end has to go back from the first moment.
    await oweBack(hold.tx, who.office.id, dossierId);
    return done(undefined);
  });
}

/** These, and the same sheets of paper as other applications of the dossier know them, where they lie in the other place. */
export function withTwins(
  rows: readonly OriginalRow[],
  chosen: readonly OriginalName[],
  to: Place,
): readonly OriginalName[] {
  const isIn = (names: readonly OriginalName[], row: OriginalName) =>
    names.some(
      (name) => name.applicationId === row.applicationId && name.requirement === row.requirement,
    );
  const picked = rows.filter((row) => isIn(chosen, row));
  const twins = rows.filter(
    (row) =>
      !isIn(chosen, row) &&
      row.place !== null &&
      row.place !== to &&
      row.found !== 'missing' &&
      picked.some((one) => sameSheet(one, row)),
  );
  return [
    ...chosen,
    ...twins.map(({ applicationId, requirement }) => ({ applicationId, requirement })),
  ];
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
