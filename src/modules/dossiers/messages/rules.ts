import { type Reason, reason } from '../../../kernel/i18n.ts';

/**
 * Why somebody may not write in a dossier as this side; undefined when they may. An officer writes about nobody's own dossier
 * and not while a colleague works on it. That the applicant is its own is the lock's to know.
 */
export function mayWrite(
  dossier: {
    readonly applicant_id: string;
    readonly handler_id: string | null;
    readonly handler_until: Date | null;
  },
  authorId: string,
  side: 'applicant' | 'office',
  at: Date,
): Reason | undefined {
  if (side === 'applicant') return undefined;
  if (dossier.applicant_id === authorId) return reason('dossiers.guard.own');
  const isHeld = dossier.handler_id !== null && (dossier.handler_until ?? at) > at;
  return isHeld && dossier.handler_id !== authorId ? reason('dossiers.handling.taken') : undefined;
}
