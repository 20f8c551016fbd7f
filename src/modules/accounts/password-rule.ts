import { type Reason, reason } from '../../kernel/i18n.ts';

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

/**
 * Why a password may not be chosen, or null (OWASP ASVS 5.0, 6.2.1 and 6.2.4): length counts, what it is composed of does
 * not, but what everybody tries first and what stands in the form itself are no secrets.
 */
export function passwordObstacle(
  password: string,
  about: { readonly email: string; readonly names: readonly string[] },
  common: ReadonlySet<string>,
): Reason | null {
  const length = [...password].length;
  if (length === 0) return reason('accounts.password.required');
  if (length < PASSWORD_MIN) return reason('accounts.password.too_short');
  if (length > PASSWORD_MAX) return reason('accounts.password.too_long');
  if (isTheirs(password, about)) return reason('accounts.password.is_yours');
  const lower = password.toLowerCase();
  if (common.has(lower) || isPattern(lower)) return reason('accounts.password.too_common');
  return null;
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The address or the name, as it stands or with a number behind it. */
function isTheirs(
  password: string,
  { email, names }: { email: string; names: readonly string[] },
): boolean {
  const given = letters(password);
  const bare = given.replace(/\d{1,8}$/, '');
  return [email, email.split('@')[0] ?? '', ...names, names.join(''), [...names].reverse().join('')]
    .map(letters)
    .some((own) => own !== '' && (own === given || own === bare));
}

/** "11111111", "abcabcabc", "12345678", "hgfedcba": one unit repeated, or one step repeated. */
function isPattern(text: string): boolean {
  for (let unit = 1; unit <= 4; unit++) if (text.slice(unit) === text.slice(0, -unit)) return true;
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  return Math.abs(steps[0] ?? 0) === 1 && steps.every((step) => step === steps[0]);
}
