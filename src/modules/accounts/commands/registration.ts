import { isTaken, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import type { Lang } from '../../../kernel/i18n.ts';
import { loginByEmail } from '../accounts.sql.ts';
import type { Registration } from '../forms.ts';
import { limitsOf } from '../limits.ts';
import { askMail, type Counter } from '../mail.ts';
import { hashPassword } from '../passwords.ts';
import { createAccount } from '../people.ts';
import { deleteSession } from '../sessions.sql.ts';
import { type Caller, startSession } from '../sessions.ts';
import { type HalfOpen, type Refusal, type SignedIn, wait } from './outcome.ts';
import { signIn } from './signing-in.ts';

/**
 * Makes an account and signs its owner in. A free address must sign in at once, so a taken one cannot look quite the
 * same: it gets one neutral answer that only the owner of the mailbox can read on, and asking costs a counted try (decided
 * so because holding everybody up until a mail arrives would lose the people this counter is for). Whoever registers
 * again with their right password, or whose first answer was lost on the way, is simply signed in.
 * @returns `signedIn` undefined: a mail tells the owner of the address how to sign in.
 */
export async function register(
  house: House,
  caller: Caller,
  at: Counter,
  input: Registration & { readonly lang: Lang; readonly before?: Buffer | undefined },
): Promise<{ ok: true; signedIn: SignedIn | HalfOpen | undefined; isNew: boolean } | Refusal> {
  const seconds = await limitsOf(house).take('register_address', caller.address);
  if (seconds !== undefined) return wait(seconds);
  if (await loginByEmail(house.db, input.email)) return comeAgain(house, caller, at, input);
  const passwordHash = await hashPassword(input.password);
  try {
    const signedIn = await transaction(house.db, async (tx) => {
      const now = house.now();
      const personId = await createAccount(tx, { ...input, passwordHash, at: now });
      await askMail(tx, 'confirm_email', personId, at);
      const token = await startSession(tx, personId, caller, now);
      if (input.before) await deleteSession(tx, input.before);
      return { personId, token };
    });
    house.log.info(
      { auth: 'register', person: signedIn.personId, reference: caller.reference },
      'account registered',
    );
    return { ok: true, signedIn, isNew: true };
  } catch (error) {
    if (!isTaken(error, 'login_email')) throw error;
    return comeAgain(house, caller, at, input);
  }
}

/** The address has an account: the right password opens it, under the same limits as at the door; else a mail goes out. */
async function comeAgain(
  house: House,
  caller: Caller,
  at: Counter,
  input: Registration & { readonly before?: Buffer | undefined },
): Promise<{ ok: true; signedIn: SignedIn | HalfOpen | undefined; isNew: false }> {
  const { email, password, before } = input;
  const entered = await signIn(house, caller, { email, password, before });
  if (entered.ok) return { ok: true, signedIn: entered, isNew: false };
  const isEnough = (await limitsOf(house).take('mail_account', `register ${email}`)) !== undefined;
  const login = isEnough ? undefined : await loginByEmail(house.db, email);
  await transaction(house.db, (tx) => askMail(tx, 'already_registered', login?.personId, at));
  return { ok: true, signedIn: undefined, isNew: false };
}
