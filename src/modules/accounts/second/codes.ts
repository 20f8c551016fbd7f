import { createHmac, randomInt } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Vault } from '../../../kernel/vault.ts';
import { seal, unseal } from '../../../kernel/vault.ts';

/** One code is good for half a minute, and a clock may be one such step fast or slow (RFC 6238, 5.2). In seconds. */
const STEP = 30;
/** Without letters and digits that look alike on paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** How many recovery codes a person gets. */
export const RECOVERY_CODES = 10;

/** A new shared secret: 160 bits in base32, as authenticator apps take it. */
export const newFactorSecret = (): string => generateSecret();

/** What the QR code says to an authenticator app: whose counter, which account, which secret. */
export const factorUri = (secret: string, issuer: string, account: string): string =>
  generateURI({ secret, issuer, label: account });

/** The secret in groups of four, to be typed by hand. */
export const inGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

/** A code as it was meant: without spaces and dashes, in small letters. */
export const cleanCode = (text: string): string => text.replace(/[\s-]/g, '').toLowerCase();

/** Whether a cleaned code comes from an app (six digits); all others are taken for recovery codes. */
export const isAppCode = (code: string): boolean => /^\d{6}$/.test(code);

/**
 * The time step to which a code of the app belongs: the present one or its neighbours, and after the last one used. Undefined
 * when it belongs to none.
 */
export function stepOf(
  secret: string,
  code: string,
  now: Date,
  usedStep: number,
): number | undefined {
  if (!isAppCode(code)) return undefined;
  const result = verifySync({
    strategy: 'totp',
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    period: STEP,
    epochTolerance: STEP,
  });
  if (!result.valid || !('timeStep' in result) || result.timeStep <= usedStep) return undefined;
  return result.timeStep;
}

/** New recovery codes, `abcd-efgh-jkmn`: 59 bits each. */
export function newRecoveryCodes(): string[] {
  const letter = () => ALPHABET[randomInt(ALPHABET.length)] ?? 'a';
  const group = () => Array.from({ length: 4 }, letter).join('');
  return Array.from({ length: RECOVERY_CODES }, () => [group(), group(), group()].join('-'));
}

/** The only form in which a recovery code is stored: keyed, so that the table alone is no help in guessing (ASVS 6.5.2). */
export const recoveryHash = (vault: Vault, personId: string, code: string): Buffer =>
  createHmac('sha256', vault.purposeKey('recovery codes'))
    .update(`${personId} ${cleanCode(code)}`)
    .digest();

const place = (personId: string) => `second_factor:${personId}`;

export const sealFactor = (vault: Vault, personId: string, secret: string): Buffer =>
  seal(vault.purposeKey('second factor'), Buffer.from(secret), place(personId));

export const openFactor = (vault: Vault, personId: string, sealed: Buffer): string =>
  unseal(vault.purposeKey('second factor'), sealed, place(personId)).toString();
