import type { Visitor } from './visitor.ts';

/** A person as they fill in the registration. */
export interface Newcomer {
  readonly given: string;
  /** Empty for the many who have one name. */
  readonly family: string;
  readonly email: string;
  readonly password: string;
}

let people = 0;

/** Somebody nobody has seen before. */
export function newcomer(given: string, family = ''): Newcomer {
  people += 1;
  const email = `${given.toLowerCase().replaceAll(/\W/g, '')}${people}.${process.pid}@warga.example`;
  return { given, family, email, password: 'sawah hijau di lereng' };
}

/** Goes through DAFTAR on the office's home page and ends signed in on the dashboard. */
export async function register(visitor: Visitor, office: string, who: Newcomer): Promise<void> {
  await visitor.enter(office);
  await visitor.press('portal.home.register');
  await visitor.sees('register');
  await visitor.field('accounts.given_name.label').fill(who.given);
  await visitor.field('accounts.family_name.label').fill(who.family);
  await visitor.field('accounts.email.label').fill(who.email);
  await visitor.field('accounts.password.label').fill(who.password);
  await visitor.press('accounts.register.submit');
}

/** Goes through MASUK on the office's home page. */
export async function signIn(
  visitor: Visitor,
  office: string,
  who: Pick<Newcomer, 'email' | 'password'>,
): Promise<void> {
  await visitor.go(`/${office}`);
  await visitor.press('portal.home.sign_in');
  await fillSignIn(visitor, who);
}

/** Fills in the form of MASUK that is already open. */
export async function fillSignIn(
  visitor: Visitor,
  who: Pick<Newcomer, 'email' | 'password'>,
): Promise<void> {
  await visitor.sees('sign in');
  await visitor.field('accounts.email.label').fill(who.email);
  await visitor.field('accounts.password.label').fill(who.password);
  await visitor.press('accounts.sign_in.submit');
}
