import type { Tx } from '../../kernel/db.ts';
import { ring } from '../../kernel/doorbell.ts';
import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { DocumentHooks, Permission, Purpose } from '../documents/index.ts';
import { officeById } from '../offices/index.ts';
import { rolesOf } from '../staff/index.ts';
import {
  attachCorrection,
  correctedBy,
  mayArriveInCorrection,
  mayCorrect,
  type Reopened,
} from './correction/commands.ts';
import { dropEvidence } from './correction/correction.sql.ts';
import { SLOT_NAME } from './drafting/asked-once.ts';
import { attachToDraft, mayArriveInDraft, roomInDraft } from './drafting/commands.ts';
import { takeFileOut } from './drafting/draft-files.sql.ts';
import { broughtDocuments } from './filing/brought.ts';
import { isBrought } from './filing/brought-target.ts';
import { type Acting, type Done, refuse } from './hold.ts';
import { withMessageFiles } from './messages/files.ts';
import {
  attachToObjection,
  mayArriveAtObjection,
  mayBring,
  type Objecting,
} from './objecting/files.ts';
import { dropObjectionFile } from './objecting/objecting.sql.ts';
import { MOST_APPLICATIONS } from './rules.ts';
import { forgetProof } from './steps/proof.sql.ts';
import { attachProof, mayArriveAsProof, mayProve, type Proving } from './steps/proof.ts';

/** What an upload is for, as the page wrote it into the upload's target. */
export type Target =
  | { readonly kind: 'draft'; readonly draftId: string; readonly requirements: readonly string[] }
  | ({ readonly kind: 'correction' } & Reopened)
  | ({ readonly kind: 'proof' } & Proving)
  | ({ readonly kind: 'objection' } & Objecting);

/**
 * `draft:<draft>:<requirement,…>`, `koreksi:<dossier>:<application,…>:<requirement>`, `bukti:<dossier>:<application>:<step>` (and
 * `hasil:` for the result itself), or `keberatan:<dossier>:<application>`.
 */
export function writeTarget(target: Target): string {
  if (target.kind === 'draft') return `draft:${target.draftId}:${target.requirements.join(',')}`;
  const place = `${target.dossierId}:${target.applicationId}`;
  if (target.kind === 'correction')
    return `koreksi:${target.dossierId}:${correctedBy(target).join(',')}:${target.requirement}`;
  if (target.kind === 'objection') return `keberatan:${place}`;
  return `${target.part === 'result' ? 'hasil' : 'bukti'}:${place}:${target.step}`;
}

export function readTarget(text: string): Target | undefined {
  const [kind, first = '', second = '', third = ''] = text.split(':');
  if (kind === 'draft' && isUuid(first))
    return {
      kind: 'draft',
      draftId: first,
      requirements: second.split(',').filter((name) => SLOT_NAME.test(name)),
    };
  if (kind === 'koreksi' && isUuid(first) && /^[a-z][a-z0-9_]{0,47}$/.test(third)) {
    const [applicationId = '', ...also] = second.split(',').slice(0, MOST_APPLICATIONS);
    if ([applicationId, ...also].every(isUuid))
      return {
        kind: 'correction',
        ...{ dossierId: first, applicationId, requirement: third },
        ...(also.length > 0 ? { also } : {}),
      };
  }
  const part = kind === 'bukti' ? 'proof' : kind === 'hasil' ? 'result' : undefined;
  if (part && isUuid(first) && isUuid(second) && /^[a-z][a-z0-9_]{0,47}$/.test(third))
    return { kind: 'proof', dossierId: first, applicationId: second, step: third, part };
  if (kind === 'keberatan' && isUuid(first) && isUuid(second))
    return { kind: 'objection', dossierId: first, applicationId: second };
  return undefined;
}

const NOWHERE = refuse(reason('dossiers.draft.unknown'));

/** What the dossiers decide about documents: where a file may go, and what becomes of it. */
export const documentHooks = (house: House): DocumentHooks =>
  withMessageFiles(house, ownHooks(house));

function ownHooks(house: House): DocumentHooks {
  const brought = broughtDocuments(house);
  const owner = async (
    tx: Tx,
    purpose: Purpose,
    target: Target | undefined,
  ): Promise<Acting & { ownerId: string }> => {
    const office = await officeById(tx, purpose.officeId);
    if (!office) throw new Error(`no office ${purpose.officeId}`);
    if (target?.kind === 'proof')
      return {
        actor: { personId: purpose.ownerId, mandate: 'staff', channel: 'web' },
        office,
        roles: await rolesOf(tx, purpose.officeId, purpose.ownerId),
        ownerId: purpose.ownerId,
      };
    return {
      actor: { personId: purpose.ownerId, mandate: 'self', channel: 'web' },
      office,
      roles: ['applicant'],
      ownerId: purpose.ownerId,
    };
  };

  const attach = (
    tx: Tx,
    who: Acting & { ownerId: string },
    target: Target,
    documentId: string,
  ): Promise<Done<void>> => {
    switch (target.kind) {
      case 'draft':
        return attachToDraft(tx, who, target.draftId, documentId, target.requirements);
      case 'correction':
        return attachCorrection(tx, house, who, target, documentId);
      case 'proof':
        return attachProof(tx, house, who, target, documentId);
      case 'objection':
        return attachToObjection(tx, house, who, target, documentId);
    }
  };

  return {
    async mayUpload(tx, purpose, replaces): Promise<Permission> {
      if (isBrought(purpose.target)) return brought.mayUpload(tx, purpose, replaces);
      const target = readTarget(purpose.target);
      if (!target) return NOWHERE;
      // Only a draft's own file gets a new version: what was handed in stays as it was handed in.
      if (replaces && target.kind !== 'draft') return NOWHERE;
      const who = await owner(tx, purpose, target);
      if (target.kind === 'proof') return mayProve(tx, house, who, target);
      if (target.kind === 'correction') return mayCorrect(tx, house, who, target);
      if (target.kind === 'objection') return mayBring(tx, house, who, target);
      return replaces
        ? mayArriveInDraft(tx, who, target.draftId, replaces)
        : roomInDraft(tx, who, target.draftId, target.requirements);
    },
    async mayArrive(tx, purpose, documentId): Promise<Permission> {
      if (isBrought(purpose.target)) return brought.mayArrive(tx, purpose, documentId);
      const target = readTarget(purpose.target);
      if (!target) return NOWHERE;
      const who = await owner(tx, purpose, target);
      switch (target.kind) {
        case 'draft':
          return mayArriveInDraft(tx, who, target.draftId, documentId);
        case 'correction':
          return mayArriveInCorrection(tx, house, who, target, documentId);
        case 'proof':
          return mayArriveAsProof(tx, house, who, target, documentId);
        case 'objection':
          return mayArriveAtObjection(tx, house, who, target, documentId);
      }
    },
    async attached(tx, purpose, documentId) {
      if (isBrought(purpose.target)) return brought.attached(tx, purpose, documentId);
      const target = readTarget(purpose.target);
      const who = await owner(tx, purpose, target);
      const put = await (target ? attach(tx, who, target, documentId) : NOWHERE);
      if (!put.ok) throw new Error(`document ${documentId} found no place`);
    },
    async detached(tx, purpose, documentId) {
      if (isBrought(purpose.target)) return brought.detached(tx, purpose, documentId);
      const target = readTarget(purpose.target);
      if (target?.kind === 'draft')
        await takeFileOut(tx, purpose.officeId, target.draftId, documentId);
      if (target?.kind === 'correction')
        for (const applicationId of correctedBy(target))
          await dropEvidence(tx, purpose.officeId, applicationId, documentId);
      if (target?.kind === 'proof') await forgetProof(tx, purpose.officeId, documentId);
      if (target?.kind === 'objection') await dropObjectionFile(tx, purpose.officeId, documentId);
    },
    async inspected(tx, version) {
      await ring(tx, `person:${version.ownerId}`);
    },
  };
}
