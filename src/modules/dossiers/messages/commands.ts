import { transaction } from '../../../kernel/db.ts';
import { type House, within } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { isUuid } from '../../../kernel/ids.ts';
import { markRead, type Side, writeMessage } from '../../correspondence/index.ts';
import { lockDossier } from '../hold.sql.ts';
import { type Acting, type Done, done, refuse, withDossier } from '../hold.ts';
import { tooManyToday } from '../limits.ts';
import { sendFiles, waitingFiles } from './files.sql.ts';
import { mayWrite } from './rules.ts';
import { countUnread } from './unread.sql.ts';

/**
 * Applicant or officer writes inside the dossier, with the files that wait for it (at most five). The words lie sealed in the
 * thread; the ledger keeps that, by whom and how many files. Whoever answers has read what was written before. Returns the
 * message's id.
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
  const officeId = who.office.id;
  return withDossier(house, who, dossierId, async ({ tx, at, dossier, note }) => {
    const obstacle = mayWrite(dossier, authorId, side, at);
    if (obstacle) return refuse(obstacle);
    const place = { officeId, dossierId, byId: authorId, side };
    const files = await waitingFiles(tx, place);
    const refused = files.find(({ state }) => state === 'refused');
    if (refused) return refuse(reason('dossiers.messages.file_refused', { name: refused.name }));
    const limit = side === 'office' ? 'office_messages' : 'messages';
    const tooMany = await tooManyToday(within(house, tx), limit, authorId);
    if (tooMany) return refuse(tooMany);
    const written = await writeMessage(tx, house, {
      ...{ officeId, threadId: dossierId, authorId, side, text },
      mayBeEmpty: files.length > 0,
    });
    if (!written.ok) return refuse(written.why);
    await sendFiles(
      tx,
      place,
      written.id,
      files.map((file) => file.document_id),
    );
    await markRead(tx, officeId, dossierId, side);
    await countUnread(tx, officeId, dossierId);
    note({ kind: 'message.sent', data: { message: written.id, side, files: files.length } });
    return done(written.id);
  });
}

/** The reader has seen what the other side wrote, up to the last message that their page showed. Harmless when repeated. */
export async function readMessages(
  house: House,
  officeId: string,
  dossierId: string,
  side: Side,
  lastShown: string,
): Promise<void> {
  if (!isUuid(lastShown)) return;
  await transaction(house.db, async (tx) => {
    await lockDossier(tx, officeId, dossierId, undefined);
    await markRead(tx, officeId, dossierId, side, lastShown);
    await countUnread(tx, officeId, dossierId);
  });
}
