import type { Reason } from '../../../kernel/i18n.ts';
import type { Visit } from '../../../web/visit.ts';
import { ALREADY_DONE, type Done, NO_DOSSIER, SENT_CHANGED } from '../hold.ts';
import { isTooMany } from '../limits.ts';

/**
 * Answers a form by what its command came to: 303 onward (also when the same form had already done it), 404, 403 where the
 * person may never do this, 409 for a key that came back with another content, otherwise `again`: the page with the
 * sentence and the input kept.
 */
export function settle(
  visit: Visit,
  outcome: Done<unknown>,
  onward: string,
  again: (why: Reason, status: 409 | 422 | 429) => Response | Promise<Response>,
): Response | Promise<Response> {
  if (outcome.ok) return visit.redirect(onward);
  switch (outcome.reason.key) {
    case ALREADY_DONE.key:
      return visit.redirect(onward);
    case NO_DOSSIER.key:
      return visit.notFound();
    case 'dossiers.guard.own':
    case 'dossiers.guard.role':
      return visit.forbidden(outcome.reason);
    case SENT_CHANGED.key:
      return again(outcome.reason, 409);
    default:
      return again(outcome.reason, isTooMany(outcome.reason) ? 429 : 422);
  }
}
