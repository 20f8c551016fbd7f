import { isUuid } from '../../../kernel/ids.ts';
import { correctedBy, type Reopened } from '../correction/commands.ts';
import { SLOT_NAME } from '../drafting/asked-once.ts';
import type { Objecting } from '../objecting/files.ts';
import { MOST_APPLICATIONS } from '../rules.ts';

/** What an officer's upload is for, who brings it for the person whose it is. */
export type Brought =
  | { readonly kind: 'draft'; readonly draftId: string; readonly slots: readonly string[] }
  | ({ readonly kind: 'correction' } & Reopened)
  /** The signed paper with which somebody objects, and what goes with it. */
  | ({ readonly kind: 'objection' } & Objecting)
  /** The paper signed by whoever takes an application back. */
  | { readonly kind: 'signed'; readonly dossierId: string; readonly applicationId: string };

const PREFIX = 'wakil:';

export const isBrought = (target: string): boolean => target.startsWith(PREFIX);

/**
 * `wakil:draft:<draft>:<slot,…>`, `wakil:koreksi:<dossier>:<application>:<requirement>`,
 * `wakil:keberatan:<dossier>:<application>` or `wakil:tertanda:<dossier>:<application>`.
 */
export function writeBrought(brought: Brought): string {
  switch (brought.kind) {
    case 'draft':
      return `${PREFIX}draft:${brought.draftId}:${brought.slots.join(',')}`;
    case 'correction':
      return `${PREFIX}koreksi:${brought.dossierId}:${correctedBy(brought).join(',')}:${brought.requirement}`;
    case 'objection':
      return `${PREFIX}keberatan:${brought.dossierId}:${brought.applicationId}`;
    case 'signed':
      return `${PREFIX}tertanda:${brought.dossierId}:${brought.applicationId}`;
  }
}

export function readBrought(target: string): Brought | undefined {
  if (!isBrought(target)) return undefined;
  const [, kind, first = '', second = '', third = ''] = target.split(':');
  if (kind === 'draft' && isUuid(first))
    return {
      kind: 'draft',
      draftId: first,
      slots: second.split(',').filter((name) => SLOT_NAME.test(name)),
    };
  const [applicationId = '', ...also] = second.split(',').slice(0, MOST_APPLICATIONS);
  if (![first, applicationId, ...also].every(isUuid)) return undefined;
  const application = { dossierId: first, applicationId };
  if (kind === 'koreksi' && SLOT_NAME.test(third))
    return {
      kind: 'correction',
      ...application,
      requirement: third,
      ...(also.length > 0 ? { also } : {}),
    };
  if (kind === 'keberatan') return { kind: 'objection', ...application };
  return kind === 'tertanda' ? { kind: 'signed', ...application } : undefined;
}
