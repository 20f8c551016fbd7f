import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Lang } from '../kernel/i18n.ts';

/**
 * The cookies of the house. Behind TLS the session's name carries the `__Host-` promise (Secure, this host, all paths);
 * the demo speaks plain HTTP on the machine itself, where a browser would refuse such a cookie.
 */
export interface Cookies {
  readonly sessionName: string;
  readonly secure: boolean;
}

export const cookiesFor = (secure: boolean): Cookies => ({
  sessionName: secure ? '__Host-sesi' : 'sesi',
  secure,
});

export function readSession(c: Context, cookies: Cookies): string | undefined {
  return getCookie(c, cookies.sessionName);
}

/** Sets the session's token; `maxAge` in seconds. An empty token with maxAge 0 signs this browser out. */
export function writeSession(c: Context, cookies: Cookies, token: string, maxAge: number): void {
  setCookie(c, cookies.sessionName, token, {
    path: '/',
    httpOnly: true,
    secure: cookies.secure,
    sameSite: 'Lax',
    maxAge,
  });
}

/** Indonesian unless the visitor chose English. */
export function readLang(c: Context): Lang {
  const asked = c.req.query('bahasa');
  const lang = asked ?? getCookie(c, 'bahasa');
  return lang === 'en' ? 'en' : 'id';
}

/** Remembers the chosen language for a year when the address asked for one. */
export function keepLang(c: Context, cookies: Cookies): void {
  const asked = c.req.query('bahasa');
  if (asked === 'id' || asked === 'en') writeLang(c, cookies, asked);
}

/** Remembers a language for a year. */
export function writeLang(c: Context, cookies: Cookies, lang: Lang): void {
  setCookie(c, 'bahasa', lang, {
    path: '/',
    secure: cookies.secure,
    sameSite: 'Lax',
    maxAge: 31_536_000,
  });
}

/** Whether this browser has chosen a language before. */
export const hasLang = (c: Context): boolean => getCookie(c, 'bahasa') !== undefined;

/** Keeps a secret that came by mail for the page it opens, out of every address; `name` without the `__Host-` promise. */
export function writeSecret(
  c: Context,
  cookies: Cookies,
  name: string,
  secret: string,
  maxAge: number,
): void {
  setCookie(c, secretName(cookies, name), secret, {
    path: '/',
    httpOnly: true,
    secure: cookies.secure,
    sameSite: 'Lax',
    maxAge,
  });
}

export function readSecret(c: Context, cookies: Cookies, name: string): string | undefined {
  return getCookie(c, secretName(cookies, name));
}

const secretName = (cookies: Cookies, name: string) => (cookies.secure ? `__Host-${name}` : name);

const FLASH = 'kabar';

/** A sentence for the next page ("Sandi sudah diganti"), by message key; read once. */
export function writeFlash(c: Context, cookies: Cookies, key: string): void {
  setCookie(c, FLASH, key, {
    path: '/',
    httpOnly: true,
    secure: cookies.secure,
    sameSite: 'Lax',
    maxAge: 60,
  });
}

export function takeFlash(c: Context, cookies: Cookies): string | undefined {
  const key = getCookie(c, FLASH);
  if (key !== undefined)
    setCookie(c, FLASH, '', {
      path: '/',
      httpOnly: true,
      secure: cookies.secure,
      sameSite: 'Lax',
      maxAge: 0,
    });
  return key;
}
