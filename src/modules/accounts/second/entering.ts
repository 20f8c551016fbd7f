import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { newSecret, secretHash } from '../../../kernel/ids.ts';
import { type Refusal, refuse, type SignedIn, wait } from '../commands/outcome.ts';
import { limitsOf } from '../limits.ts';
import { type Caller, startSession } from '../sessions.ts';
import { cleanCode, isAppCode, openFactor, recoveryHash, stepOf } from './codes.ts';
import {
  countTry,
  deletePending,
  insertPending,
  lockFactor,
  storeUsedStep,
  useRecovery,
} from './second.sql.ts';

/** How long somebody may look for their phone after the password was right, in milliseconds. */
const PENDING_LIFE = 10 * 60_000;
/** Codes that may be tried before the password is asked again. */
export const CODE_TRIES = 5;

/** Leaves a sign-in half open: the password was right, the code is still owed. Returns the token of the half-open door. */
export async function leaveHalfOpen(tx: Tx, personId: string, now: Date): Promise<string> {
  const token = newSecret(32);
  const expiresAt = new Date(now.getTime() + PENDING_LIFE);
  await insertPending(tx, { hash: secretHash(token), personId, expiresAt });
  return token;
}

/**
 * Opens the session for whoever shows the code. A try is counted before the code is looked at, so that parallel tries gain
 * nothing; five for each half-open sign-in, and limits for account and address besides.
 * @returns `start_again` when the password must be asked again.
 */
export async function enterCode(
  house: House,
  caller: Caller,
  given: { readonly pending: string; readonly code: string },
): Promise<({ ok: true; byRecovery: boolean } & SignedIn) | Refusal | 'start_again'> {
  const limits = limitsOf(house);
  const { reference } = caller;
  const busy = await limits.take('code_address', caller.address);
  if (busy !== undefined) return wait(busy);
  const hash = secretHash(given.pending);
  const tried = await countTry(house.db, hash, CODE_TRIES, house.now());
  if (!tried) return 'start_again';
  const { personId } = tried;
  const seconds = await limits.take('code_account', personId);
  if (seconds !== undefined) {
    house.log.warn(
      { auth: 'code', outcome: 'limited', person: personId, reference },
      'too many codes',
    );
    return wait(seconds);
  }
  const token = await transaction(house.db, async (tx) => {
    const now = house.now();
    if (!(await spendCode(house, tx, personId, given.code, now))) return undefined;
    // Signed out everywhere, or given a new password, since the first step: the half-open door is gone with the rest.
    if (!(await deletePending(tx, hash))) return undefined;
    return startSession(tx, personId, caller, now, true);
  });
  if (token === undefined) {
    house.log.info({ auth: 'code', outcome: 'failed', person: personId, reference }, 'wrong code');
    if (tried.tries < CODE_TRIES) return refuse('kode', reason('accounts.second.wrong'));
    await deletePending(house.db, hash);
    return 'start_again';
  }
  await Promise.all([
    limits.reset('code_account', personId),
    limits.giveBack('code_address', caller.address),
  ]);
  const byRecovery = !isAppCode(cleanCode(given.code));
  house.log.info(
    { auth: 'code', outcome: 'done', byRecovery, person: personId, reference },
    'signed in with a code',
  );
  return { ok: true, personId, token, byRecovery };
}

/**
 * Uses a code up, of the app or a recovery code; false when it is wrong or spent (ASVS 6.5.1). The factor's row is locked first:
 * of one code shown twice at the same moment one gets through.
 */
export async function spendCode(
  house: Pick<House, 'vault'>,
  tx: Tx,
  personId: string,
  typed: string,
  now: Date,
): Promise<boolean> {
  const factor = await lockFactor(tx, personId);
  if (!factor?.sealed) return false;
  const code = cleanCode(typed);
  if (!isAppCode(code))
    return useRecovery(tx, personId, recoveryHash(house.vault, personId, code), now);
  const secret = openFactor(house.vault, personId, factor.sealed);
  const step = stepOf(secret, code, now, factor.usedStep);
  if (step === undefined) return false;
  await storeUsedStep(tx, personId, step);
  return true;
}
