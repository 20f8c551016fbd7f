import { type Reason, reason } from './i18n.ts';

/** What a dossier number says: `BDL-26-000123-0` is the 123rd dossier of 2026 at the office BDL. */
export type DossierNumber = {
  /** 2 to 5 capital letters. */
  readonly officeCode: string;
  /** The year at the office when the dossier was handed in, 2000-2099. */
  readonly year: number;
  /** From 1 to 999,999; gaps are allowed. */
  readonly serial: number;
};

export type ParsedDossierNumber =
  | ({ readonly ok: true; readonly number: string } & DossierNumber)
  | { readonly ok: false; readonly reason: Reason };

// H. M. Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004): one table that catches every
// wrong digit and every swap of two neighbours, the check digit included, and needs no letter X.
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

// Year (2), serial (6) and check digit (1).
const DIGITS = 9;

/** Writes a dossier number with its check digit. Parts out of range are bugs and throw. */
export function formatDossierNumber({ officeCode, year, serial }: DossierNumber): string {
  if (!/^[A-Z]{2,5}$/.test(officeCode)) throw new RangeError(`Not an office code: ${officeCode}`);
  if (!Number.isInteger(year) || year < 2000 || year > 2099) throw new RangeError(`Year ${year}`);
  if (!Number.isInteger(serial) || serial < 1 || serial > 999_999) {
    throw new RangeError(`Serial ${serial}`);
  }
  const yy = String(year % 100).padStart(2, '0');
  const digits = String(serial).padStart(6, '0');
  return `${officeCode}-${yy}-${digits}-${dammDigit(officeCode + yy + digits)}`;
}

/**
 * Reads a number as people type it: spaces and dots for dashes or none at all, small letters, the
 * letters O, I and L for 0 and 1, and without leading zeros where the dashes were kept.
 */
export function parseDossierNumber(typed: string): ParsedDossierNumber {
  const parts = typed
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((part) => part !== '');
  if (parts.length === 4) parts[2] = (parts[2] ?? '').padStart(6, '0');
  const all = parts.join('');
  const officeCode = all.slice(0, -DIGITS).replaceAll('0', 'O').replaceAll('1', 'I');
  // The year's first digit must be typed as one, or an office's last L would pass for it.
  const digits = all
    .slice(-DIGITS)
    .replace(/^\D/, '?')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const serial = Number(digits.slice(2, 8));
  if (!/^[A-Z]{2,5}$/.test(officeCode) || !/^\d{9}$/.test(digits) || serial === 0) {
    return { ok: false, reason: reason('dossier_number.malformed') };
  }
  if (dammDigit(officeCode + digits) !== '0') {
    return { ok: false, reason: reason('dossier_number.check_digit') };
  }
  const value = { officeCode, year: 2000 + Number(digits.slice(0, 2)), serial };
  return { ok: true, number: formatDossierNumber(value), ...value };
}

/**
 * The check digit of a text of capital letters and digits; of a text with its check digit it is 0.
 * A letter counts as its place in the alphabet modulo ten, so that only letters ten places apart
 * (A and K) are mistaken for each other; the look-up of the office catches those.
 */
function dammDigit(text: string): string {
  let interim = 0;
  for (const symbol of text) {
    const column = symbol >= 'A' ? (symbol.charCodeAt(0) - 65) % 10 : Number(symbol);
    interim = Number(DAMM[interim]?.[column]);
  }
  return String(interim);
}
