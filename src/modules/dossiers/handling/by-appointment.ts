import { reason } from '../../../kernel/i18n.ts';
import { type Done, done, type Hold, refuse } from '../hold.ts';
import { waitsToBeAccepted } from './handing-over.sql.ts';
import { setHandler } from './handling.sql.ts';

/**
 * Takes the dossier whose applicant stands at the counter: the appointment is its turn, so no reason is asked. Never one's
 * own, and not while a colleague works on it; what only waits for a colleague to accept it is no colleague's work yet, and whoever
 * has come with an appointment is not sent away for it.
 */
export async function takeByAppointment(hold: Hold): Promise<Done<void>> {
  const { dossier, who, at, tx } = hold;
  const officer = who.actor.personId;
  if (!officer) return refuse(reason('dossiers.guard.role'));
  if (dossier.applicant_id === officer) return refuse(reason('dossiers.guard.own'));
  const isTaken = dossier.handler_id !== null && (dossier.handler_until ?? at) > at;
  const isHeld = isTaken && !(await waitsToBeAccepted(tx, who.office.id, dossier.id));
  if (isHeld && dossier.handler_id !== officer) return refuse(reason('dossiers.handling.taken'));
  await setHandler(tx, who.office.id, dossier.id, officer, at);
  if (!isHeld) hold.note({ kind: 'dossier.taken', data: { in_order: true } });
  return done(undefined);
}
