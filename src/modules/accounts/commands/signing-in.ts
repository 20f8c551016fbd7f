import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { isStillOpen, loginByEmail } from '../accounts.sql.ts';
import { limitsOf } from '../limits.ts';
import { isPassword } from '../passwords.ts';
import { leaveHalfOpen } from '../second/entering.ts';
import { hasFactor } from '../second/second.sql.ts';
import { deleteSession, deleteSessionsOf } from '../sessions.sql.ts';
import { type Caller, startSession } from '../sessions.ts';
import { type HalfOpen, type Refusal, refuse, type SignedIn, wait } from './outcome.ts';

/**
 * Opens a session for whoever knows the password; only half, for people with a second factor (ASVS 6.3.3). One sentence for a wrong address and a wrong password, after the same
 * work. The session the browser brought along ends (ASVS 7.2.4).
 */
export async function signIn(
  house: House,
  caller: Caller,
  given: {
    readonly email: string;
    readonly password: string;
    readonly before?: Buffer | undefined;
  },
): Promise<({ ok: true } & (SignedIn | HalfOpen)) | Refusal> {
  const limits = limitsOf(house);
  const seconds = await limits.login(given.email, caller.address);
  if (seconds !== undefined) {
    house.log.warn(
      { auth: 'sign_in', outcome: 'limited', reference: caller.reference },
      'too many tries to sign in',
    );
    return wait(seconds);
  }
  const login = await loginByEmail(house.db, given.email);
  const matches = await isPassword(given.password, login?.passwordHash);
  const person = login?.personId ?? null;
  if (!login || !matches) {
    house.log.info(
      { auth: 'sign_in', outcome: 'failed', person, reference: caller.reference },
      'sign-in failed',
    );
    return refuse('', reason('accounts.sign_in.wrong'));
  }
  await limits.loggedIn(given.email, caller.address);
  if (login.blockedAt !== null) {
    house.log.warn(
      { auth: 'sign_in', outcome: 'blocked', person, reference: caller.reference },
      'blocked person at the door',
    );
    return refuse('', reason('accounts.sign_in.blocked'));
  }
  const { before } = given;
  const { personId } = login;
  const entered = await transaction(house.db, async (tx) => {
    // A password that was changed meanwhile opens nothing any more.
    if (!(await isStillOpen(tx, personId, login.passwordHash))) return undefined;
    if (before) await deleteSession(tx, before);
    const now = house.now();
    return (await hasFactor(tx, personId))
      ? { pending: await leaveHalfOpen(tx, personId, now) }
      : { token: await startSession(tx, personId, caller, now) };
  });
  if (entered === undefined) return refuse('', reason('accounts.sign_in.wrong'));
  const outcome = 'pending' in entered ? 'code_owed' : 'done';
  house.log.info({ auth: 'sign_in', outcome, person, reference: caller.reference }, 'signed in');
  return { ok: true, personId, ...entered };
}

/** Ends one session on the server; the cookie is of no use afterwards (ASVS 7.4.1). */
export async function signOut(house: House, caller: Caller, session: Buffer): Promise<void> {
  const person = await deleteSession(house.db, session);
  if (person)
    house.log.info({ auth: 'sign_out', person, reference: caller.reference }, 'signed out');
}

/** Ends every session of a person, this one too. */
export async function signOutEverywhere(
  house: House,
  caller: Caller,
  personId: string,
): Promise<void> {
  const sessions = await deleteSessionsOf(house.db, personId);
  house.log.info(
    { auth: 'sign_out_everywhere', person: personId, sessions, reference: caller.reference },
    'signed out everywhere',
  );
}
