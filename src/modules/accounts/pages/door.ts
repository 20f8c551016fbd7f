import type { Config } from '../../../kernel/config.ts';
import type { FieldErrors } from '../../../kernel/forms.ts';
import { say } from '../../../kernel/i18n.ts';
import {
  type Cookies,
  cookiesFor,
  hasLang,
  writeLang,
  writeSession,
} from '../../../web/cookies.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Refusal, SignedIn } from '../commands/outcome.ts';
import type { Counter } from '../mail.ts';
import { safeReturn } from '../rules.ts';
import type { Caller } from '../sessions.ts';

/** The longest a browser keeps a cookie, in seconds; how long the session lives is decided, and slides, in the database. */
const COOKIE_AGE = 400 * 86_400;

export const cookiesOf = (config: Config): Cookies =>
  cookiesFor(config.publicUrl.startsWith('https:'));

export const callerOf = (visit: Visit): Caller => ({
  address: visit.address,
  userAgent: visit.c.req.header('user-agent') ?? '',
  reference: visit.reference,
});

export const counterOf = (visit: Visit): Counter => ({
  slug: visit.office.slug,
  name: visit.office.name,
});

/** An address of this office. */
export const here = (visit: Visit, path: string) => `/${visit.office.slug}${path}`;

/** Gives the browser its new session; `lang`: the person's own, unless this browser has chosen already. */
export function carry(
  visit: Visit,
  cookies: Cookies,
  { token }: SignedIn,
  lang?: 'id' | 'en',
): void {
  writeSession(visit.c, cookies, token, COOKIE_AGE);
  if (lang && !hasLang(visit.c)) writeLang(visit.c, cookies, lang);
}

export const forget = (visit: Visit, cookies: Cookies) => writeSession(visit.c, cookies, '', 0);

/** What a form says about itself: a sentence for each field. */
export type Sentences = Readonly<Record<string, string>>;

export function sentences(visit: Visit, errors: FieldErrors): Sentences {
  return Object.fromEntries(
    Object.entries(errors).map(([field, why]) => [field, say(visit.t, why)]),
  );
}

/** 422 with what to correct, or 429 with how long to wait. */
export function statusOf(visit: Visit, refusal: Refusal): 422 | 429 {
  if (refusal.retryAfter === undefined) return 422;
  visit.c.header('retry-after', String(refusal.retryAfter));
  return 429;
}

/** Where a person goes after the door: back to the page that asked, else to their own desk. */
export function afterSignIn(visit: Visit, wanted: string, isStaff: boolean): string {
  return safeReturn(visit.office.slug, wanted) ?? here(visit, isStaff ? '/petugas' : '/dasbor');
}
