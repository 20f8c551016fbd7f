import type { FormInput } from '../../../../kernel/forms.ts';
import { type House, within } from '../../../../kernel/house.ts';
import { type Reason, reason } from '../../../../kernel/i18n.ts';
import { once } from '../../../../kernel/once.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { type Done, NO_DOSSIER } from '../../hold.ts';

/**
 * Does once what a form asks for, and answers: 303 onward (also when the same form had already done it), 404, 403 where the
 * person may never do this, 409 for a key that came back with another content, otherwise 422: `again`, the page with the
 * sentence and the input kept.
 */
export async function settle(
  house: House,
  visit: Visit,
  input: FormInput,
  command: (house: House) => Promise<Done<unknown>>,
  answer: {
    readonly onward: () => Promise<string> | string;
    readonly again: (why: Reason, status: 409 | 422) => Response | Promise<Response>;
  },
): Promise<Response> {
  const key = onceOf(visit, input);
  if (!key) return answer.again(reason('form.expired'), 422);
  const outcome = await once<Reason>(house.db, key, async (tx) => {
    const done = await command(within(house, tx));
    return done.ok ? { ok: true, result: '' } : { ok: false, refusal: done.reason };
  });
  switch (outcome.kind) {
    case 'done':
    case 'replayed':
      return visit.redirect(await answer.onward());
    case 'conflict':
      return answer.again(reason('form.sent_twice_changed'), 409);
    case 'refused':
      return refused(visit, outcome.refusal, answer.again);
  }
}

function refused(
  visit: Visit,
  why: Reason,
  again: (why: Reason, status: 409 | 422) => Response | Promise<Response>,
): Response | Promise<Response> {
  switch (why.key) {
    case NO_DOSSIER.key:
      return visit.notFound();
    case 'dossiers.guard.own':
    case 'dossiers.guard.role':
      return visit.forbidden(why);
    default:
      return again(why, 422);
  }
}
