import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../kernel/ids.ts';
import { type Acting, type Done, done, refuse, withDossier } from '../hold.ts';
import { isHeld, whyNotTheirs } from './commands.ts';
import { endHandOver, insertHandOver, openHandOver } from './handing-over.sql.ts';
import { passTo } from './handing-over.ts';
import { isRequest, shortenHold } from './wanting.sql.ts';

/** For how long a dossier that a colleague wants stays with whoever holds it and does nothing, in minutes. */
export const WANTED_MINUTES = 10;

/**
 * Asks whoever holds a dossier for it, in one press: a sibling application waits at the desk of the one who asks. The holder is told and
 * may give it in one press as well, or works on; who does neither holds it no longer than {@link WANTED_MINUTES}.
 */
export async function wantDossier(
  house: House,
  who: Acting,
  dossierId: string,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  if (!officer) return refuse(reason('dossiers.guard.role'));
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const { tx, at, dossier } = hold;
    const holder = dossier.handler_id;
    const obstacle = await whyNotTheirs(hold, officer);
    if (obstacle) return refuse(obstacle);
    if (!isHeld(hold) || holder === null || holder === officer)
      return refuse(reason('dossiers.wanting.free'));
    const id = newId();
    const isNew = await insertHandOver(tx, who.office.id, {
      id,
      dossier_id: dossierId,
      kind: 'asked',
      from_id: officer,
      to_id: holder,
      note_seq: hold.note({ kind: 'dossier.wanted', data: { hand_over: id, to: holder } }),
      made_at: at,
    });
    if (!isNew) return refuse(reason('dossiers.wanting.already'));
    const until = new Date(at.getTime() + WANTED_MINUTES * 60_000);
    await shortenHold(tx, who.office.id, dossierId, until);
    return done(undefined);
  });
}

/** Gives the dossier to the colleague who wants it. */
export async function giveAsWanted(
  house: House,
  who: Acting,
  dossierId: string,
  id: string,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  if (!officer || !isUuid(id)) return refuse(reason('dossiers.passing.gone'));
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const { tx, at, dossier } = hold;
    const wanted = await openHandOver(tx, who.office.id, dossierId, id);
    if (wanted?.to_id !== officer || !(await isRequest(tx, who.office.id, dossierId, id)))
      return refuse(reason('dossiers.passing.gone'));
    if (!isHeld(hold) || dossier.handler_id !== officer)
      return refuse(reason('dossiers.guard.not_held'));
    await endHandOver(tx, who.office.id, id, { outcome: 'accepted', at });
    const passed = await passTo(hold, officer, { kind: 'given', toId: wanted.from_id, note: '' });
    return passed.ok ? done(undefined) : passed;
  });
}
