import { z } from 'zod';
import { type FieldErrors, type Form, type FormInput, one, readForm } from '../../kernel/forms.ts';
import { passwordObstacle } from './password-rule.ts';
import { cleanName, type Names, normaliseEmail } from './rules.ts';

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

export interface Registration {
  readonly names: Names;
  readonly email: string;
  readonly password: string;
}

const registrationFields = z.object({ nama_depan: givenName, nama_belakang: familyName, email });

/** Reads the form behind "Buat Akun". `common` is the list of passwords everybody tries first. */
export function readRegistration(
  input: FormInput,
  common: ReadonlySet<string>,
): Form<Registration> {
  const typed = fields(input, 'nama_depan', 'nama_belakang', 'email');
  const form = readForm(registrationFields, typed);
  const password = one(input, 'kata_sandi');
  const about = {
    email: normaliseEmail(typed.email),
    names: [cleanName(typed.nama_depan), cleanName(typed.nama_belakang)],
  };
  const obstacle = passwordObstacle(password, about, common);
  if (!form.ok || obstacle) {
    const errors: FieldErrors = {
      ...(form.ok ? {} : form.errors),
      ...(obstacle ? { kata_sandi: obstacle } : {}),
    };
    return { ok: false, errors, input: typed };
  }
  const { nama_depan: given, nama_belakang: family } = form.value;
  return {
    ok: true,
    value: { names: { given, family }, email: form.value.email, password },
    input: typed,
  };
}

const credentials = z.object({
  email,
  kata_sandi: z
    .string()
    .min(1, 'accounts.password.required')
    .max(1000, 'accounts.password.too_long'),
});

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
function fields<Name extends string>(
  input: FormInput,
  ...names: readonly Name[]
): Record<Name, string> {
  return Object.fromEntries(names.map((key) => [key, one(input, key)])) as Record<Name, string>;
}
