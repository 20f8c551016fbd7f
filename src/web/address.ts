import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The address a request really came from. X-Forwarded-For is believed only as far as our own proxies wrote it: with n
 * trusted proxies, the n-th entry from the right; anything a visitor puts before that is ignored (ASVS 4.1.3).
 */
export function visitorAddress(c: Context, trustedProxies: number): string {
  const direct = getConnInfo(c).remote.address ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  return hops.at(-trustedProxies) || direct;
}
