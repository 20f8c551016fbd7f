import { type FormInput, one } from '../../../kernel/forms.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason, say } from '../../../kernel/i18n.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Side } from '../../correspondence/index.ts';
import { receiveFiles } from '../../documents/index.ts';
import { documentHooks } from '../document-hooks.ts';
import type { Acting } from '../hold.ts';
import { waitingFiles } from '../messages/files.sql.ts';
import { messageTarget, takeAwayFile } from '../messages/files.ts';
import { awaitChecks } from './citizen/await-checks.ts';
import { FILE_FIELD } from './message-files.tsx';

/** A message's form as it arrived; its files wait beside it from now on. */
export interface ReceivedMessage {
  readonly input: FormInput;
  /** Why a file, or the whole form, was not taken; undefined when all was. */
  readonly problem: Reason | undefined;
  readonly status: 200 | 400 | 413;
}

/** Reads the form of a message: words, and up to five files. */
export async function receiveMessage(
  house: House,
  visit: Visit,
  side: Side,
): Promise<ReceivedMessage> {
  // A page without files to send, or a script, may post plain fields.
  const type = visit.c.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data'))
    return { input: await visit.form(), problem: undefined, status: 200 };
  const target = messageTarget(visit.param('dossier'), side);
  const form = await receiveFiles(house, documentHooks(house), visit, (field) =>
    field === FILE_FIELD ? { target } : undefined,
  );
  if (!form.ok) return { input: {}, problem: form.reason, status: form.status };
  const [problem] = form.files.flatMap(({ name, outcome }) =>
    outcome.ok
      ? []
      : [reason('dossiers.messages.file_not_taken', { name, why: say(visit.t, outcome.reason) })],
  );
  return { input: form.input, problem, status: 200 };
}

/** Does what a button beside a waiting file asks for; true when that was all the form wanted. */
export async function takenAway(
  house: House,
  who: Acting,
  visit: Visit,
  side: Side,
  input: FormInput,
): Promise<boolean> {
  const [action, documentId = ''] = one(input, 'tindakan').split(':');
  if (action !== 'hapus') return false;
  await takeAwayFile(house, who, visit.param('dossier'), side, documentId);
  return true;
}

/** Waits a moment for the files that were just brought: a message is not held up by an inspection that takes a second. */
export async function awaitFiles(house: House, visit: Visit, side: Side): Promise<void> {
  const dossierId = visit.param('dossier');
  const place = { officeId: visit.office.id, dossierId, byId: visit.person.id, side };
  await awaitChecks(() => waitingFiles(house.db, place));
}
