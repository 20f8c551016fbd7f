import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { isUuid } from '../../../kernel/ids.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { Side } from '../../correspondence/index.ts';
import { type DocumentHooks, type Purpose, removeDocument } from '../../documents/index.ts';
import { officeById, STEP_KINDS } from '../../offices/index.ts';
import { rolesOf } from '../../staff/index.ts';
import { worksAt } from '../handling/rules.ts';
import { type Acting, type Done, done, inDossier, refuse } from '../hold.ts';
import {
  dropFile,
  type FilePlace,
  heldBytes,
  placesTaken,
  putFile,
  takeStaleFiles,
  waitsThere,
} from './files.sql.ts';
import { mayWrite } from './rules.ts';

/** The most files beside one message. */
export const MOST_MESSAGE_FILES = 5;
/** How long a file waits for its message to be sent, in days. */
const WAITING_DAYS = 7;

const SIDES: Readonly<Record<string, Side>> = { pemohon: 'applicant', kantor: 'office' };

/** `pesan:<dossier>:<pemohon or kantor>`: an upload for the next message in a dossier. */
export function messageTarget(dossierId: string, side: Side): string {
  return `pesan:${dossierId}:${side === 'office' ? 'kantor' : 'pemohon'}`;
}

function readTarget(target: string): { dossierId: string; side: Side } | undefined {
  const [kind, dossierId = '', word = ''] = target.split(':');
  const side = SIDES[word];
  return kind === 'pesan' && isUuid(dossierId) && side ? { dossierId, side } : undefined;
}

const isOurs = (purpose: Purpose) => purpose.target.startsWith('pesan:');
const NOWHERE = refuse(reason('dossiers.unknown'));
const FULL = refuse(reason('dossiers.messages.full', { most: MOST_MESSAGE_FILES }));

/** What the other rooms decide about documents, and above it what a message's files need and what one person may keep unsent. */
export function withMessageFiles(house: House, others: DocumentHooks): DocumentHooks {
  return {
    async mayUpload(tx, purpose, replaces) {
      if (!isOurs(purpose)) return others.mayUpload(tx, purpose, replaces);
      const at = replaces ? NOWHERE : await placeOf(tx, house, purpose);
      if (!at.ok) return at;
      return freePlace(await placesTaken(tx, at.value)) ? done(undefined) : FULL;
    },
    async mayArrive(tx, purpose, documentId) {
      if (!isOurs(purpose)) return others.mayArrive(tx, purpose, documentId);
      const at = await placeOf(tx, house, purpose);
      if (!at.ok) return at;
      return (await waitsThere(tx, at.value, documentId)) ? done(undefined) : NOWHERE;
    },
    async attached(tx, purpose, documentId) {
      if (!isOurs(purpose)) return others.attached(tx, purpose, documentId);
      const at = await placeOf(tx, house, purpose);
      const place = at.ok ? freePlace(await placesTaken(tx, at.value)) : undefined;
      if (!at.ok || !place) throw new Error(`document ${documentId} found no place`);
      await putFile(tx, at.value, { documentId, place, now: house.now() });
    },
    async detached(tx, purpose, documentId) {
      if (!isOurs(purpose)) return others.detached(tx, purpose, documentId);
      await dropFile(tx, purpose.officeId, documentId);
    },
    inspected: (tx, version) => others.inspected(tx, version),
    heldBytes: (tx, owner) => heldBytes(tx, owner.officeId, owner.ownerId),
  };
}

/** Takes a waiting file away again. */
export async function takeAwayFile(
  house: House,
  who: Acting,
  dossierId: string,
  side: Side,
  documentId: string,
): Promise<void> {
  const byId = who.actor.personId;
  if (!byId || !isUuid(documentId)) return;
  const officeId = who.office.id;
  await transaction(house.db, async (tx) => {
    // The dossier first, as in everything that puts a file beside a message.
    await inDossier(tx, house, who, dossierId, async () => done(undefined));
    const isMine = await waitsThere(tx, { officeId, dossierId, byId, side }, documentId);
    if (isMine && (await dropFile(tx, officeId, documentId)))
      await removeDocument(tx, officeId, byId, documentId);
  });
}

/** Forgets files whose message was never sent. */
export async function forgetStaleMessageFiles(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - WAITING_DAYS * 86_400_000);
  for (;;) {
    const gone = await transaction(house.db, async (tx) => {
      const stale = await takeStaleFiles(tx, before);
      for (const file of stale)
        await removeDocument(tx, file.office_id, file.by_id, file.document_id);
      return stale.length;
    });
    if (gone < 100) return;
  }
}

/** Where the file is to wait, when its writer may write there now; the dossier is locked from here on. */
async function placeOf(tx: Tx, house: House, purpose: Purpose): Promise<Done<FilePlace>> {
  const target = readTarget(purpose.target);
  const office = target && (await officeById(tx, purpose.officeId));
  if (!target || !office) return NOWHERE;
  const { dossierId, side } = target;
  const { officeId, ownerId: byId } = purpose;
  const roles: readonly Role[] =
    side === 'office' ? await rolesOf(tx, officeId, byId) : ['applicant'];
  if (side === 'office' && !worksAt(roles, STEP_KINDS) && !roles.includes('administrator'))
    return NOWHERE;
  const mandate = side === 'office' ? 'staff' : 'self';
  const who: Acting = { actor: { personId: byId, mandate, channel: 'web' }, office, roles };
  return inDossier(tx, house, who, dossierId, async ({ dossier, at }): Promise<Done<FilePlace>> => {
    const obstacle = mayWrite(dossier, byId, side, at);
    return obstacle ? refuse(obstacle) : done({ officeId, dossierId, byId, side });
  });
}

function freePlace(taken: readonly number[]): number | undefined {
  for (let place = 1; place <= MOST_MESSAGE_FILES; place += 1)
    if (!taken.includes(place)) return place;
  return undefined;
}
