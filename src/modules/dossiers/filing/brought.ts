import type { Tx } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import type { DocumentHooks, Owner, Permission, Purpose } from '../../documents/index.ts';
import { officeById } from '../../offices/index.ts';
import { rolesOf } from '../../staff/index.ts';
import {
  attachCorrection,
  correctedBy,
  mayArriveInCorrection,
  mayCorrect,
} from '../correction/commands.ts';
import { dropEvidence } from '../correction/correction.sql.ts';
import { attachToDraft, mayArriveInDraft, roomInDraft } from '../drafting/commands.ts';
import { takeFileOut } from '../drafting/draft-files.sql.ts';
import { type Acting, type Done, refuse } from '../hold.ts';
import { attachToObjection, mayArriveAtObjection, mayBring } from '../objecting/files.ts';
import { dropObjectionFile } from '../objecting/objecting.sql.ts';
import { onBehalf } from './begin.ts';
import { type Brought, readBrought } from './brought-target.ts';
import { filingOf } from './filing.sql.ts';
import { FILERS } from './rules.ts';
import { applicantOf } from './signed.sql.ts';
import { attachSigned, dropSigned, mayArriveSigned, maySign } from './signed.ts';

type Bringer = Acting & { readonly ownerId: string };

const NOWHERE = refuse(reason('dossiers.draft.unknown'));

/**
 * What an officer scans or photographs for somebody: it belongs to that person from the first byte, and who brought it stands with
 * each version. Only those who may file, and never for themselves.
 */
export function broughtDocuments(
  house: House,
): Pick<DocumentHooks, 'mayUpload' | 'mayArrive' | 'attached' | 'detached'> {
  return {
    async mayUpload(tx, purpose, replaces) {
      const found = await read(tx, purpose);
      // What was handed in stays as it was handed in: an officer brings another file, never another version.
      if (!found || replaces) return NOWHERE;
      const { brought, who } = found;
      switch (brought.kind) {
        case 'draft':
          return permit(who, await roomInDraft(tx, who, brought.draftId, brought.slots));
        case 'correction':
          return permit(who, await mayCorrect(tx, house, who, brought));
        case 'objection':
          return permit(who, await mayBring(tx, house, who, brought));
        case 'signed':
          return permit(who, await maySign(tx, house, who, brought));
      }
    },
    async mayArrive(tx, purpose, documentId) {
      const found = await read(tx, purpose);
      if (!found) return NOWHERE;
      const { brought, who } = found;
      switch (brought.kind) {
        case 'draft':
          return permit(who, await mayArriveInDraft(tx, who, brought.draftId, documentId));
        case 'correction':
          return permit(who, await mayArriveInCorrection(tx, house, who, brought, documentId));
        case 'objection':
          return permit(who, await mayArriveAtObjection(tx, house, who, brought, documentId));
        case 'signed':
          return permit(who, await mayArriveSigned(tx, house, who, brought, documentId));
      }
    },
    async attached(tx, purpose, documentId) {
      const found = await read(tx, purpose);
      const put = found ? await attach(tx, house, found, documentId) : NOWHERE;
      if (!put.ok) throw new Error(`document ${documentId} found no place`);
    },
    async detached(tx, { officeId, target }, documentId) {
      const brought = readBrought(target);
      if (brought?.kind === 'draft') await takeFileOut(tx, officeId, brought.draftId, documentId);
      if (brought?.kind === 'correction')
        for (const applicationId of correctedBy(brought))
          await dropEvidence(tx, officeId, applicationId, documentId);
      if (brought?.kind === 'objection') await dropObjectionFile(tx, officeId, documentId);
      if (brought?.kind === 'signed') await dropSigned(tx, officeId, documentId);
    },
  };
}

const permit = (who: Bringer, allowed: Done<void>): Permission =>
  allowed.ok ? { ok: true, ownerId: who.ownerId } : allowed;

/** The officer at work for whoever it is brought for; undefined when they may not, or it is themself. */
async function read(
  tx: Tx,
  purpose: Purpose,
): Promise<{ brought: Brought; who: Bringer } | undefined> {
  const brought = readBrought(purpose.target);
  const office = brought && (await officeById(tx, purpose.officeId));
  const owner = brought && (await ownerOf(tx, purpose, brought));
  if (!brought || !office || !owner || owner.ownerId === purpose.ownerId) return undefined;
  const roles = await rolesOf(tx, office.id, purpose.ownerId);
  if (!roles.some((role) => FILERS.includes(role))) return undefined;
  const actor = { personId: purpose.ownerId, mandate: 'staff', channel: owner.channel } as const;
  return { brought, who: onBehalf({ actor, office, roles }, owner.ownerId, owner.channel) };
}

async function ownerOf(tx: Tx, { officeId }: Owner, brought: Brought) {
  if (brought.kind === 'draft') {
    const filing = await filingOf(tx, officeId, brought.draftId);
    return filing && { ownerId: filing.owner_id, channel: filing.channel };
  }
  const ownerId = await applicantOf(tx, officeId, brought.dossierId);
  return ownerId === undefined ? undefined : { ownerId, channel: 'counter' as const };
}

function attach(
  tx: Tx,
  house: House,
  { brought, who }: { brought: Brought; who: Bringer },
  documentId: string,
): Promise<Done<void>> {
  switch (brought.kind) {
    case 'draft':
      return attachToDraft(tx, who, brought.draftId, documentId, brought.slots);
    case 'correction':
      return attachCorrection(tx, house, who, brought, documentId);
    case 'objection':
      return attachToObjection(tx, house, who, brought, documentId);
    case 'signed':
      return attachSigned(tx, house, who, brought, documentId);
  }
}
