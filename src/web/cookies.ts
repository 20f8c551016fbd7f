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
  if (asked !== 'id' && asked !== 'en') return;
  setCookie(c, 'bahasa', asked, {
    path: '/',
    secure: cookies.secure,
    sameSite: 'Lax',
    maxAge: 31_536_000,
  });
}

const FLASH = 'kabar';

/** A sentence for the next page ("Sandi sudah diganti"), by message key; read once. */
export function writeFlash(c: Context, cookies: Cookies, key: string): void {
  setCookie(c, FLASH, key, { path: '/', httpOnly: true, secure: cookies.secure, sameSite: 'Lax', maxAge: 60 });
}

export function takeFlash(c: Context, cookies: Cookies): string | undefined {
  const key = getCookie(c, FLASH);
  if (key !== undefined)
    setCookie(c, FLASH, '', { path: '/', httpOnly: true, secure: cookies.secure, sameSite: 'Lax', maxAge: 0 });
  return key;
}
