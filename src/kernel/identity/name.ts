import { reason } from '../i18n.ts';
import type { Refused } from './nik.ts';

/** Permendagri 73/2022 art. 4: at most 60 characters, spaces included. */
export const LONGEST_NAME = 60;

/**
 * Checks a full name. One word is enough: names recorded before Permendagri 73/2022 stay valid. Titles
 * and apostrophes appear on cards (Hj. Siti Nur'aini, S.H.) and are kept as written; spaces are tidied.
 */
export function parseFullName(
  typed: string,
): { readonly ok: true; readonly name: string } | Refused {
  const name = typed.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const count = [...name].length;
  if (name === '') return { ok: false, reason: reason('identity.name.missing') };
  if (count > LONGEST_NAME) {
    return { ok: false, reason: reason('identity.name.too_long', { count, most: LONGEST_NAME }) };
  }
  if (/\p{N}/u.test(name)) return { ok: false, reason: reason('identity.name.digits') };
  if (!/^[\p{L}\p{M} '’‘ʼ`.,-]+$/u.test(name)) {
    return { ok: false, reason: reason('identity.name.symbols') };
  }
  return /\p{L}/u.test(name)
    ? { ok: true, name }
    : { ok: false, reason: reason('identity.name.missing') };
}
