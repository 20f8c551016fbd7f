import { randomInt } from 'node:crypto';

/** No letter that looks like a digit or another letter: people copy it from paper, or say it on the phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * The secret printed on a receipt: with the dossier number it opens the public tracking page, which shows no personal data.
 * 30^12 possibilities (58 bits), and tries are limited.
 */
export function newReceiptSecret(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** The secret as it is printed: three groups of four. */
export function showReceiptSecret(secret: string): string {
  return secret.match(/.{1,4}/g)?.join('-') ?? secret;
}

/** The secret as somebody typed it, brought back to its one form. */
export function tidyReceiptSecret(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** The place for which the receipt's secret is sealed. */
export const receiptSecretPlace = (dossierId: string) => `receipt:${dossierId}`;
