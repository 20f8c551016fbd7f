import type { StaffRole } from '../../kernel/roles.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How long a session lives, in milliseconds: unused, and altogether. */
interface SessionLimit {
  readonly idle: number;
  readonly altogether: number;
}

/** A citizen's own phone, and a form that takes weeks to gather. */
const CITIZEN: SessionLimit = { idle: 30 * DAY, altogether: Number.POSITIVE_INFINITY };
/**
 * Unused: long enough for a visit or a prayer, too short for a desk left open over lunch and a meeting. Altogether: one working
 * day with overtime; nobody carries yesterday's sign-in into today.
 */
const OFFICER: SessionLimit = { idle: 60 * MINUTE, altogether: DAY / 2 };
/** Whoever changes an office's rules and people, or reads all that was done there, leaves their desk open for less long. */
const POWERFUL: SessionLimit = { idle: 30 * MINUTE, altogether: DAY / 3 };
const LIMITS: Readonly<Partial<Record<StaffRole, SessionLimit>>> = {
  administrator: POWERFUL,
  auditor: POWERFUL,
};

/** The limit of somebody with these roles, wherever they have them: the shortest of all (OWASP ASVS 5.0, 7.3.1 and 7.3.2). */
function limitOf(roles: readonly StaffRole[]): SessionLimit {
  return roles
    .map((role) => LIMITS[role] ?? OFFICER)
    .reduce(
      (one, other) => ({
        idle: Math.min(one.idle, other.idle),
        altogether: Math.min(one.altogether, other.altogether),
      }),
      CITIZEN,
    );
}

/** Until when a session lives from now on, if nobody uses it. */
export function livesUntil(roles: readonly StaffRole[], openedAt: Date, now: Date): Date {
  const { idle, altogether } = limitOf(roles);
  return new Date(Math.min(now.getTime() + idle, openedAt.getTime() + altogether));
}

/** How long a session lives, for people to read: an officer's in minutes and hours, a citizen's in days without use. */
export type SessionLife =
  | { readonly minutes: number; readonly hours: number }
  | { readonly days: number };

export function sessionLife(roles: readonly StaffRole[]): SessionLife {
  const { idle, altogether } = limitOf(roles);
  return Number.isFinite(altogether)
    ? { minutes: idle / MINUTE, hours: altogether / (60 * MINUTE) }
    : { days: idle / DAY };
}

/** Whether people who work for an office need a second factor (ASVS 6.3.3); the demo's accounts are everybody's and do without. */
export const wantsFactor = (config: { readonly profile: 'demo' | 'production' }) =>
  config.profile === 'production';

/** How old `seen_at` may grow before a request writes it again, in milliseconds: not every page costs a write. */
export const TOUCH_EVERY = 5 * MINUTE;

/** How long a mailed secret may be used, in milliseconds (OWASP ASVS 5.0, 6.4.3: a new password within 15 minutes). */
export const SECRET_LIFE = { new_password: 15 * MINUTE, confirm_email: DAY } as const;
export type SecretPurpose = keyof typeof SECRET_LIFE;

const BIDI_CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name as people read it: one line, single spaces, nothing invisible that turns the text around. */
export function cleanName(text: string): string {
  return text
    .normalize('NFC')
    .replace(BIDI_CONTROLS, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** One login for each address, however it was capitalised or pasted. */
export function normaliseEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Many people have one name: the second is never asked for. */
export interface Names {
  readonly given: string;
  readonly family: string;
}

export const fullName = ({ given, family }: Names) =>
  family === '' ? given : `${given} ${family}`;

/**
 * Where to go after signing in: only a page of the office whose door this is. Everything that a browser could read as
 * another place (`//host`, backslashes, dot segments, control characters) leads to undefined.
 */
export function safeReturn(slug: string, wanted: string): string | undefined {
  if (wanted.length > 2000 || !wanted.startsWith('/') || /[\\\p{Cc}]/u.test(wanted))
    return undefined;
  const here = 'http://loket.invalid';
  if (!URL.canParse(wanted, here)) return undefined;
  const url = new URL(wanted, here);
  const isHere =
    url.origin === here && (url.pathname === `/${slug}` || url.pathname.startsWith(`/${slug}/`));
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
  const named = (list: readonly (readonly [string, string])[]) =>
    list.find(([mark]) => userAgent.includes(mark))?.[1];
  return [named(BROWSERS), named(SYSTEMS)].filter((word) => word !== undefined).join(' · ');
}
