import { parseDossierNumber } from '../../kernel/dossier-number.ts';

/** What somebody typed, or a scanner typed for them. */
export type Scanned =
  | {
      readonly kind: 'code';
      /** The office in the code's address. */
      readonly slug: string;
      readonly number: string;
      readonly secret: string;
    }
  | { readonly kind: 'number'; readonly number: string; readonly officeCode: string }
  /** A number whose check digit or shape is wrong: mistyped, not a name. */
  | { readonly kind: 'mistyped' }
  | { readonly kind: 'name'; readonly name: string }
  /** Digits alone, too many for a dossier number: an identity number has no place in a search. */
  | { readonly kind: 'identity' }
  /** What stands in other people's codes: an address, a way into a network, a number that is none of ours. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'nothing' };

const NAME_LENGTH = 120;

/**
 * Reads the one field of the floor: the address in a receipt's QR code (a scanner types it as a keyboard would), a dossier
 * number, or a name. Keyboards set to Indonesian type the code's slashes and colons faithfully; spaces around are dropped.
 */
export function readScan(typed: string): Scanned {
  const text = typed.trim().slice(0, 500);
  if (text === '') return { kind: 'nothing' };
  const code = /(?:^|\/)([a-z0-9-]+)\/lacak\/([A-Za-z]{2,5}-[0-9-]+)\/([0-9A-Za-z-]+)\/?$/.exec(
    text,
  );
  if (code) {
    const [, slug = '', typedNumber = '', secret = ''] = code;
    const number = parseDossierNumber(typedNumber);
    return number.ok ? { kind: 'code', slug, number: number.number, secret } : { kind: 'mistyped' };
  }
  if (/^\d{11,}$/.test(text.replaceAll(/[\s.-]/g, ''))) return { kind: 'identity' };
  const number = parseDossierNumber(text);
  if (number.ok) return { kind: 'number', number: number.number, officeCode: number.officeCode };
  if (/^[a-z]{2,5}[\s.-]*\d[\d\s.-]*$/i.test(text)) return { kind: 'mistyped' };
  return /[/:;|@<>={}]|\d{5}/.test(text) || !/\p{L}/u.test(text)
    ? { kind: 'foreign' }
    : { kind: 'name', name: text.slice(0, NAME_LENGTH) };
}
