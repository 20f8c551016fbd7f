import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { secretHash } from '../../../kernel/ids.ts';
import { confirmEmail, loginByEmail, loginOf, personById, storePassword } from '../accounts.sql.ts';
import { commonPasswords } from '../common-passwords.ts';
import { note, themself } from '../diary.ts';
import { limitsOf } from '../limits.ts';
import { askMail, type Counter } from '../mail.ts';
import { passwordObstacle } from '../password-rule.ts';
import { hashPassword, isPassword } from '../passwords.ts';
import { redeem, secretOpens } from '../secrets.sql.ts';
import { deleteSessionsOf, isWithCode } from '../sessions.sql.ts';
import { type Caller, startSession } from '../sessions.ts';
import { type Refusal, refuse, type SignedIn, wait } from './outcome.ts';

/**
 * Answers "I forgot my password": the same for every address, known or not. After three mails no fourth goes out while the
 * first still works, so nobody can flood a mailbox, and nobody can keep its owner from a link.
 */
export async function forgotPassword(
  house: House,
  caller: Caller,
  at: Counter,
  email: string,
): Promise<{ ok: true } | Refusal> {
  const limits = limitsOf(house);
  const seconds = await limits.take('forgot_address', caller.address);
  if (seconds !== undefined) return wait(seconds);
  const isEnough = (await limits.take('mail_account', `forgot ${email}`)) !== undefined;
  const login = await loginByEmail(house.db, email);
  const reader = isEnough || login?.blockedAt ? undefined : login?.personId;
  await transaction(house.db, (tx) => askMail(tx, 'new_password', reader, at));
  house.log.info(
    { auth: 'forgot_password', person: login?.personId ?? null, reference: caller.reference },
    'new password asked for',
  );
  return { ok: true };
}

/**
 * Sets a password with a mailed secret, used up in the same transaction (ASVS 6.4.3, 6.5.1). All sessions end and nobody is
 * signed in by it: the reset opens nothing that signing in would not. The mail having arrived, the address is confirmed.
 * @returns `spent` when the secret no longer opens anything.
 */
export async function setNewPassword(
  house: House,
  caller: Caller,
  at: Counter,
  given: { readonly secret: string; readonly password: string },
): Promise<{ ok: true } | Refusal | 'spent'> {
  const secret = secretHash(given.secret);
  if (!(await secretOpens(house.db, secret, 'new_password', house.now()))) return 'spent';
  const passwordHash = await hashPassword(given.password);
  return transaction(house.db, async (tx) => {
    const now = house.now();
    const redeemed = await redeem(tx, secret, 'new_password', now);
    if (!redeemed) return 'spent' as const;
    const { personId, email } = redeemed;
    const person = await personById(tx, personId);
    const about = { email, names: person ? [person.givenName, person.familyName] : [] };
    const obstacle = passwordObstacle(given.password, about, commonPasswords());
    // Thrown away with the transaction, the secret stays good for the next try.
    if (obstacle) throw new Obstacle(refuse('kata_sandi', obstacle));
    await storePassword(tx, personId, passwordHash, now);
    const isNews = await confirmEmail(tx, personId, email, now);
    const events = [
      { kind: 'password.changed', data: { by: 'mail' } },
      ...(isNews ? [{ kind: 'email.confirmed' }] : []),
    ];
    await note(tx, personId, themself(personId), now, ...events);
    const sessions = await deleteSessionsOf(tx, personId);
    await askMail(tx, 'password_changed', personId, at);
    house.log.info(
      { auth: 'new_password', person: personId, sessions, reference: caller.reference },
      'password set by mail',
    );
    return { ok: true } as const;
  }).catch((error: unknown) => {
    if (error instanceof Obstacle) return error.refusal;
    throw error;
  });
}

class Obstacle extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('password refused');
    this.refusal = refusal;
  }
}

/** Changes the password of somebody signed in, who knows the old one. Every session ends; this browser gets a new one. */
export async function changePassword(
  house: House,
  caller: Caller,
  at: Counter,
  given: {
    readonly personId: string;
    readonly session: Buffer;
    readonly current: string;
    readonly wanted: string;
  },
): Promise<({ ok: true } & SignedIn) | Refusal> {
  const { personId } = given;
  const limits = limitsOf(house);
  const seconds = await limits.take('password_account', personId);
  if (seconds !== undefined) return wait(seconds);
  const [login, person] = await Promise.all([
    loginOf(house.db, personId),
    personById(house.db, personId),
  ]);
  if (!login || !person) throw new Error(`person ${personId} has no login`);
  if (!(await isPassword(given.current, login.passwordHash))) {
    house.log.warn(
      { auth: 'change_password', outcome: 'failed', person: personId, reference: caller.reference },
      'wrong current password',
    );
    return refuse('kata_sandi_sekarang', reason('accounts.password.wrong_current'));
  }
  await limits.reset('password_account', personId);
  const about = { email: login.email, names: [person.givenName, person.familyName] };
  const obstacle = passwordObstacle(given.wanted, about, commonPasswords());
  if (obstacle) return refuse('kata_sandi_baru', obstacle);
  const passwordHash = await hashPassword(given.wanted);
  const token = await transaction(house.db, async (tx) => {
    const now = house.now();
    await storePassword(tx, personId, passwordHash, now);
    await note(tx, personId, themself(personId), now, {
      kind: 'password.changed',
      data: { by: 'self' },
    });
    const withCode = await isWithCode(tx, given.session);
    await deleteSessionsOf(tx, personId);
    await askMail(tx, 'password_changed', personId, at);
    return startSession(tx, personId, caller, now, withCode);
  });
  house.log.info(
    { auth: 'change_password', outcome: 'done', person: personId, reference: caller.reference },
    'password changed',
  );
  return { ok: true, personId, token };
}
