import { z } from 'zod';
import { type FieldErrors, type Form, type FormInput, one, readForm } from '../../kernel/forms.ts';
import { passwordObstacle } from './password-rule.ts';

const DAY = 86_400_000;

/** How long an unused session lives, in milliseconds: a citizen's phone a month, an officer's desk half a day. */
export const lifetime = (isStaff: boolean) => (isStaff ? DAY / 2 : 30 * DAY);

/** How old `seen_at` may grow before a request writes it again, in milliseconds: not every page costs a write. */
export const TOUCH_EVERY = 5 * 60_000;

/** How long a mailed secret may be used, in milliseconds (OWASP ASVS 5.0, 6.4.3: a new password within 15 minutes). */
export const SECRET_LIFE = { new_password: 15 * 60_000, confirm_email: DAY } as const;
export type SecretPurpose = keyof typeof SECRET_LIFE;

const BIDI_CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name as people read it: one line, single spaces, nothing invisible that turns the text around. */
export function cleanName(text: string): string {
  return text.normalize('NFC').replace(BIDI_CONTROLS, '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** One login for each address, however it was capitalised or pasted. */
export function normaliseEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

const short = (text: string) => [...text].length <= 60;
const name = z.string().transform(cleanName);
const givenName = name
  .refine((text) => text !== '', 'accounts.given_name.required')
  .refine(short, 'accounts.name.too_long');
const familyName = name.refine(short, 'accounts.name.too_long');
const email = z
  .string()
  .transform(normaliseEmail)
  .pipe(z.string().min(1, 'accounts.email.required').max(254, 'accounts.email.invalid'))
  .pipe(z.email('accounts.email.invalid'));
const lang = z.enum(['id', 'en']);

/** Many people have one name: the second is never asked for. */
export interface Names {
  readonly given: string;
  readonly family: string;
}

export const fullName = ({ given, family }: Names) => (family === '' ? given : `${given} ${family}`);

export interface Registration {
  readonly names: Names;
  readonly email: string;
  readonly password: string;
}

const registrationFields = z.object({ nama_depan: givenName, nama_belakang: familyName, email });

/** Reads the form behind "Buat Akun". `common` is the list of passwords everybody tries first. */
export function readRegistration(input: FormInput, common: ReadonlySet<string>): Form<Registration> {
  const typed = fields(input, 'nama_depan', 'nama_belakang', 'email');
  const form = readForm(registrationFields, typed);
  const password = one(input, 'kata_sandi');
  const about = { email: normaliseEmail(typed.email), names: [cleanName(typed.nama_depan), cleanName(typed.nama_belakang)] };
  const obstacle = passwordObstacle(password, about, common);
  if (!form.ok || obstacle) {
    const errors: FieldErrors = { ...(form.ok ? {} : form.errors), ...(obstacle ? { kata_sandi: obstacle } : {}) };
    return { ok: false, errors, input: typed };
  }
  const { nama_depan: given, nama_belakang: family } = form.value;
  return { ok: true, value: { names: { given, family }, email: form.value.email, password }, input: typed };
}

const credentials = z.object({ email, kata_sandi: z.string().min(1, 'accounts.password.required') });

/** Reads "Masuk". The password is taken as typed: an old rule's password must still open the door. */
export function readCredentials(input: FormInput): Form<{ email: string; kata_sandi: string }> {
  const form = readForm(credentials, fields(input, 'email', 'kata_sandi'));
  return { ...form, input: fields(input, 'email') };
}

export function readEmail(input: FormInput): Form<{ email: string }> {
  return readForm(z.object({ email }), fields(input, 'email'));
}

const profile = z.object({ nama_depan: givenName, nama_belakang: familyName, bahasa: lang });

export function readProfile(input: FormInput): Form<z.infer<typeof profile>> {
  return readForm(profile, fields(input, 'nama_depan', 'nama_belakang', 'bahasa'));
}

/** Only the fields a form is known to have, each with one text: nothing else that was sent reaches a command. */
function fields<Name extends string>(input: FormInput, ...names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((key) => [key, one(input, key)])) as Record<Name, string>;
}

/**
 * Where to go after signing in: only a page of the office whose door this is. Everything that a browser could read as
 * another place (`//host`, backslashes, dot segments, control characters) leads to undefined.
 */
export function safeReturn(slug: string, wanted: string): string | undefined {
  if (wanted.length > 2000 || !wanted.startsWith('/') || /[\\\p{Cc}]/u.test(wanted)) return undefined;
  const here = 'http://loket.invalid';
  if (!URL.canParse(wanted, here)) return undefined;
  const url = new URL(wanted, here);
  const isHere = url.origin === here && (url.pathname === `/${slug}` || url.pathname.startsWith(`/${slug}/`));
  if (!isHere || /^\/[^/]+\/(masuk|daftar|keluar)(\/|$)/.test(url.pathname)) return undefined;
  return url.pathname + url.search;
}

const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['UCBrowser', 'UC Browser'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'Mac'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

/** Which device this is, in words its owner recognises ("Chrome · Android"); empty when it does not say. */
export function deviceOf(userAgent: string): string {
  const named = (list: readonly (readonly [string, string])[]) => list.find(([mark]) => userAgent.includes(mark))?.[1];
  return [named(BROWSERS), named(SYSTEMS)].filter((word) => word !== undefined).join(' · ');
}
