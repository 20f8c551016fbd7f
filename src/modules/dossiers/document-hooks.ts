import type { Tx } from '../../kernel/db.ts';
import { ring } from '../../kernel/doorbell.ts';
import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { DocumentHooks, Purpose } from '../documents/index.ts';
import { officeById } from '../offices/index.ts';
import { attachCorrection, mayCorrect, type Reopened } from './correction/commands.ts';
import { dropEvidence } from './correction/correction.sql.ts';
import { attachToDraft, roomInDraft } from './drafting/commands.ts';
import { takeFileOut } from './drafting/drafts.sql.ts';
import { type Acting, type Done, refuse } from './hold.ts';

/** What an upload is for, as the page wrote it into the upload's target. */
export type Target =
  | { readonly kind: 'draft'; readonly draftId: string; readonly requirements: readonly string[] }
  | ({ readonly kind: 'correction' } & Reopened);

/** `draft:<draft>:<requirement,…>` or `koreksi:<dossier>:<application>:<requirement>`. */
export function writeTarget(target: Target): string {
  return target.kind === 'draft'
    ? `draft:${target.draftId}:${target.requirements.join(',')}`
    : `koreksi:${target.dossierId}:${target.applicationId}:${target.requirement}`;
}

export function readTarget(text: string): Target | undefined {
  const [kind, first = '', second = '', third = ''] = text.split(':');
  if (kind === 'draft' && isUuid(first))
    return {
      kind: 'draft',
      draftId: first,
      requirements: second.split(',').filter((key) => /^[a-z][a-z0-9_]{0,47}$/.test(key)),
    };
  if (kind === 'koreksi' && isUuid(first) && isUuid(second) && /^[a-z][a-z0-9_]{0,47}$/.test(third))
    return { kind: 'correction', dossierId: first, applicationId: second, requirement: third };
  return undefined;
}

const NOWHERE = refuse(reason('dossiers.draft.unknown'));

/** What the dossiers decide about documents: where a file may go, and what becomes of it. */
export function documentHooks(house: House): DocumentHooks {
  const owner = async (tx: Tx, purpose: Purpose): Promise<Acting & { ownerId: string }> => {
    const office = await officeById(tx, purpose.officeId);
    if (!office) throw new Error(`no office ${purpose.officeId}`);
    return {
      actor: { personId: purpose.ownerId, mandate: 'self', channel: 'web' },
      office,
      roles: ['applicant'],
      ownerId: purpose.ownerId,
    };
  };

  return {
    async mayUpload(tx, purpose, replaces): Promise<Done<void>> {
      const target = readTarget(purpose.target);
      if (!target) return NOWHERE;
      const who = await owner(tx, purpose);
      if (target.kind === 'correction') return mayCorrect(tx, house, who, target);
      return replaces
        ? holdsDocument(tx, who, target.draftId, replaces)
        : roomInDraft(tx, who, target.draftId);
    },
    async attached(tx, purpose, documentId) {
      const target = readTarget(purpose.target);
      const who = await owner(tx, purpose);
      const put = !target
        ? NOWHERE
        : target.kind === 'correction'
          ? await attachCorrection(tx, house, who, target, documentId)
          : await attachToDraft(tx, who, target.draftId, documentId, target.requirements);
      if (!put.ok) throw new Error(`document ${documentId} found no place`);
    },
    async detached(tx, purpose, documentId) {
      const target = readTarget(purpose.target);
      if (target?.kind === 'draft')
        await takeFileOut(tx, purpose.officeId, target.draftId, documentId);
      if (target?.kind === 'correction')
        await dropEvidence(tx, purpose.officeId, target.applicationId, documentId);
    },
    async inspected(tx, version) {
      await ring(tx, `person:${version.ownerId}`);
    },
  };
}

async function holdsDocument(
  tx: Tx,
  who: Acting & { ownerId: string },
  draftId: string,
  documentId: string,
): Promise<Done<void>> {
  const rows = await tx`
    select 1 from draft_document f join draft d on d.office_id = f.office_id and d.id = f.draft_id
    where f.office_id = ${who.office.id} and f.draft_id = ${draftId} and f.document_id = ${documentId}
      and d.owner_id = ${who.ownerId} and d.dossier_id is null`;
  return rows.length > 0 ? { ok: true, value: undefined } : NOWHERE;
}
