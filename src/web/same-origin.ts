import type { Context } from 'hono';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True unless a browser says that another site sent this (CSRF, ASVS 3.5.1), for every method that changes something and
 * every content type. A request without any of the three headers comes from no modern browser; the session cookie is
 * SameSite=Lax beside it.
 */
export function isOurs(c: Context, publicUrl: string): boolean {
  if (SAFE.has(c.req.method)) return true;
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const from = c.req.header('origin') ?? c.req.header('referer');
  if (from === undefined) return true;
  if (!URL.canParse(from)) return false;
  const origin = new URL(from);
  return origin.origin === new URL(publicUrl).origin || origin.host === c.req.header('host');
}
