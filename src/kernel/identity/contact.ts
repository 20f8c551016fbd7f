import { reason } from '../i18n.ts';
import type { Refused } from './nik.ts';

export type Phone = {
  readonly ok: true;
  /** `+62…`, the one form in which a number is stored and compared. */
  readonly number: string;
  /** Only a mobile number can receive a message. */
  readonly kind: 'mobile' | 'landline';
};

const MOBILE = /^\+628[1-9]\d{6,11}$/;
// Area codes 2 to 7 and 9 (021 Jakarta, 0265 Banjar, 0721 Bandar Lampung); never an 0800 or 0809 line.
const LANDLINE = /^\+62[2-79]\d{7,10}$/;

/** Reads a telephone number written `08…`, `62…` or `+62…`, with spaces, dots, dashes or brackets. */
export function parsePhone(typed: string): Phone | Refused {
  const bare = typed.replaceAll(/[\s().-]/g, '');
  if (!/^\+?\d*$/.test(bare)) return { ok: false, reason: reason('identity.phone.not_digits') };
  const national = /^(?:\+?62|0)0?(\d+)$/.exec(bare)?.[1];
  const number = `+62${national ?? ''}`;
  if (MOBILE.test(number)) return { ok: true, number, kind: 'mobile' };
  if (LANDLINE.test(number)) return { ok: true, number, kind: 'landline' };
  return { ok: false, reason: reason('identity.phone.not_indonesian') };
}

/** Reads a postal code: five digits, the first not 0. */
export function parsePostalCode(
  typed: string,
): { readonly ok: true; readonly code: string } | Refused {
  const code = typed.replaceAll(/\s/g, '');
  return /^[1-9]\d{4}$/.test(code)
    ? { ok: true, code }
    : { ok: false, reason: reason('identity.postal_code.bad') };
}
