import type { FieldErrors } from '../../../kernel/forms.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';

/** Why a command was not done: sentences beside fields (the empty name: the whole form), and how long to wait, in seconds. */
export interface Refusal {
  readonly ok: false;
  readonly errors: FieldErrors;
  readonly retryAfter?: number;
}

export const refuse = (field: string, why: Reason): Refusal => ({
  ok: false,
  errors: { [field]: why },
});

/** Too many tries: says how many minutes to wait, rounded up. */
export function wait(seconds: number): Refusal {
  const minutes = Math.ceil(seconds / 60);
  const why =
    minutes <= 1 ? reason('accounts.wait.one') : reason('accounts.wait.many', { minutes });
  return { ok: false, errors: { '': why }, retryAfter: seconds };
}

/** The password was right and the code of the second factor is owed: the token of a half-open door goes into its own cookie. */
export interface HalfOpen {
  readonly personId: string;
  readonly pending: string;
}

/** A browser is signed in: the token goes into its cookie and nowhere else. */
export interface SignedIn {
  readonly personId: string;
  readonly token: string;
}
