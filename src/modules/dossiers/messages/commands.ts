import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { type Side, writeMessage } from '../../correspondence/index.ts';
import { type Acting, type Done, done, refuse, withDossier } from '../hold.ts';

/**
 * Applicant or officer writes inside the dossier. The words lie sealed in the thread; the ledger keeps that and by whom.
 * An officer writes about nobody's own dossier and not while a colleague works on it. Returns the message's id.
 */
export async function sendMessage(
  house: House,
  who: Acting,
  dossierId: string,
  side: Side,
  text: string,
): Promise<Done<string>> {
  const authorId = who.actor.personId;
  if (!authorId) return refuse(reason('dossiers.guard.role'));
  return withDossier(
    house,
    who,
    dossierId,
    async ({ tx, at, dossier, note }): Promise<Done<string>> => {
      const isHeld = dossier.handler_id !== null && (dossier.handler_until ?? at) > at;
      if (side === 'office' && dossier.applicant_id === authorId)
        return refuse(reason('dossiers.guard.own'));
      if (side === 'office' && isHeld && dossier.handler_id !== authorId)
        return refuse(reason('dossiers.handling.taken'));
      const written = await writeMessage(tx, house, {
        officeId: who.office.id,
        threadId: dossierId,
        authorId,
        side,
        text,
      });
      if (!written.ok) return refuse(written.why);
      note({ kind: 'message.sent', data: { message: written.id, side } });
      return done(written.id);
    },
  );
}
