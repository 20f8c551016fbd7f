import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { loginOf } from '../accounts.sql.ts';
import { type Refusal, refuse, type SignedIn, wait } from '../commands/outcome.ts';
import { note, themself } from '../diary.ts';
import { limitsOf } from '../limits.ts';
import { askMail, type Counter } from '../mail.ts';
import { isPassword } from '../passwords.ts';
import { deleteSessionsOf, isStaffAnywhere } from '../sessions.sql.ts';
import { type Caller, startSession } from '../sessions.ts';
import {
  cleanCode,
  newFactorSecret,
  newRecoveryCodes,
  openFactor,
  recoveryHash,
  sealFactor,
  stepOf,
} from './codes.ts';
import { spendCode } from './entering.ts';
import {
  confirmWaiting,
  factorOf,
  hasFactor,
  lockFactor,
  replaceRecovery,
  storeWaiting,
} from './second.sql.ts';

/**
 * Begins a set-up, for people who work for an office. The password is asked again (ASVS 7.5.1), and a code where there is a
 * factor already: a browser left open must not be enough to exchange it.
 */
export async function beginSetUp(
  house: House,
  personId: string,
  given: { readonly password: string; readonly code: string },
): Promise<{ ok: true } | Refusal> {
  if (!(await isStaffAnywhere(house.db, personId)))
    return refuse('', reason('accounts.second.staff_only'));
  const limits = limitsOf(house);
  const seconds = await limits.take('password_account', personId);
  if (seconds !== undefined) return wait(seconds);
  const login = await loginOf(house.db, personId);
  if (!(await isPassword(given.password, login?.passwordHash)))
    return refuse('kata_sandi', reason('accounts.second.wrong_password'));
  await limits.reset('password_account', personId);
  const mayExchange = await showCode(house, personId, given.code);
  if (mayExchange !== true) return mayExchange;
  await transaction(house.db, async (tx) => {
    const sealed = sealFactor(house.vault, personId, newFactorSecret());
    await storeWaiting(tx, personId, sealed, house.now());
  });
  return { ok: true };
}

/** The secret that waits to be put into an app; undefined when no set-up has begun. */
export async function waitingSecret(house: House, personId: string): Promise<string | undefined> {
  const factor = await factorOf(house.db, personId);
  return factor?.waiting ? openFactor(house.vault, personId, factor.waiting) : undefined;
}

/**
 * The first right code makes the set-up the person's second factor. Every session ends, for none of them knew the new
 * factor; this browser gets a new one that does (ASVS 7.2.4).
 * @returns the recovery codes: nobody can read them again.
 */
export async function confirmSetUp(
  house: House,
  caller: Caller,
  at: Counter,
  given: { readonly personId: string; readonly code: string },
): Promise<({ ok: true; recovery: readonly string[] } & SignedIn) | Refusal> {
  const { personId } = given;
  const limits = limitsOf(house);
  const seconds = await limits.take('code_account', personId);
  if (seconds !== undefined) return wait(seconds);
  const recovery = newRecoveryCodes();
  const token = await transaction(house.db, async (tx) => {
    const now = house.now();
    const factor = await lockFactor(tx, personId);
    if (!factor?.waiting) return undefined;
    const secret = openFactor(house.vault, personId, factor.waiting);
    const step = stepOf(secret, cleanCode(given.code), now, 0);
    if (step === undefined) return undefined;
    await confirmWaiting(tx, personId, step, now);
    await replaceRecovery(tx, personId, hashesOf(house, personId, recovery));
    await note(tx, personId, themself(personId), now, { kind: 'second_factor.set' });
    await deleteSessionsOf(tx, personId);
    await askMail(tx, 'second_changed', personId, at);
    return startSession(tx, personId, caller, now, true);
  });
  if (token === undefined) return refuse('kode', reason('accounts.second.wrong'));
  await limits.reset('code_account', personId);
  house.log.info(
    { auth: 'second_factor', outcome: 'set', person: personId, reference: caller.reference },
    'second factor set up',
  );
  return { ok: true, personId, token, recovery };
}

/** New recovery codes in the place of all old ones, for whoever shows a code of the app or their last recovery code. */
export async function renewRecovery(
  house: House,
  personId: string,
  code: string,
): Promise<{ ok: true; recovery: readonly string[] } | Refusal> {
  if (!(await hasFactor(house.db, personId)))
    return refuse('kode', reason('accounts.second.wrong'));
  const shown = await showCode(house, personId, code);
  if (shown !== true) return shown;
  const recovery = newRecoveryCodes();
  await transaction(house.db, async (tx) => {
    await lockFactor(tx, personId);
    await replaceRecovery(tx, personId, hashesOf(house, personId, recovery));
    await note(tx, personId, themself(personId), house.now(), { kind: 'recovery_codes.renewed' });
  });
  return { ok: true, recovery };
}

/** Whether somebody signed in shows their second factor once more; those who have none need not. */
async function showCode(house: House, personId: string, code: string): Promise<true | Refusal> {
  if (!(await hasFactor(house.db, personId))) return true;
  const limits = limitsOf(house);
  const seconds = await limits.take('code_account', personId);
  if (seconds !== undefined) return wait(seconds);
  const isRight = await transaction(house.db, (tx) =>
    spendCode(house, tx, personId, code, house.now()),
  );
  if (!isRight) return refuse('kode', reason('accounts.second.wrong'));
  await limits.reset('code_account', personId);
  return true;
}

const hashesOf = (house: House, personId: string, codes: readonly string[]) =>
  codes.map((code) => recoveryHash(house.vault, personId, code));
