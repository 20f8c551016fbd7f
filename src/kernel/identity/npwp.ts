import type { IsoDate } from '../clocks/index.ts';
import { reason } from '../i18n.ts';
import { parseNik, type Refused } from './nik.ts';

export type Npwp = {
  readonly ok: true;
  /** Digits alone, as they are stored. */
  readonly digits: string;
  /** `old` has 15 digits; a person's 16 are the NIK, an organisation's `0` and the old 15; a branch has 22. */
  readonly form: 'old' | 'person' | 'organisation' | 'branch';
};

/** Reads a tax number in any of its forms (PMK 112/2022): `XX.XXX.XXX.X-XXX.XXX`, 16 or 22 digits. */
export function parseNpwp(typed: string, today: IsoDate): Npwp | Refused {
  const digits = typed.replaceAll(/[\s.-]/g, '');
  if (!/^\d*$/.test(digits)) return { ok: false, reason: reason('identity.npwp.not_digits') };
  if (/^0+$/.test(digits)) return { ok: false, reason: reason('identity.npwp.bad_number') };
  if (digits.length === 15) return { ok: true, digits, form: 'old' };
  if (digits.length !== 16 && digits.length !== 22) {
    return { ok: false, reason: reason('identity.npwp.wrong_length', { count: digits.length }) };
  }
  const isPerson = !digits.startsWith('0');
  if (isPerson && !parseNik(digits.slice(0, 16), today).ok) {
    return { ok: false, reason: reason('identity.npwp.bad_number') };
  }
  if (digits.length === 22) return { ok: true, digits, form: 'branch' };
  return { ok: true, digits, form: isPerson ? 'person' : 'organisation' };
}

/** The customary writing: old numbers as `XX.XXX.XXX.X-XXX.XXX`, new ones as plain digits. */
export function formatNpwp({ digits, form }: Npwp): string {
  if (form !== 'old') return digits;
  return digits.replace(/^(\d{2})(\d{3})(\d{3})(\d)(\d{3})(\d{3})$/, '$1.$2.$3.$4-$5.$6');
}
