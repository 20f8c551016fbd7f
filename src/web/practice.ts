import type { Route } from './route.ts';
import type { Visit } from './visit.ts';

/** What of the pages for everybody a practice office keeps: its colours, the doorbell, uploads of officers, and the way out. */
const KEPT = /^\/:office\/(:theme\{.*\}|kabar|keluar|unggah(\/.*)?)$/;

/** Where a visitor to a practice office is sent: nowhere (there is no such page), or to another address. */
export type Turned = { readonly kind: 'nowhere' } | { readonly kind: 'away'; readonly to: string };

/**
 * The door of a practice office. For citizens it does not exist: only who works there comes in, and as an officer. Whoever is
 * not signed in is led to the real office's own door. Accounts and public pages are the real office's.
 * Undefined lets the visitor on to the route's own declaration.
 */
export function turnedAway(
  visit: Visit,
  route: Pick<Route, 'method' | 'path' | 'access'> | undefined,
): Turned | undefined {
  const { practiceOf } = visit.page.office ?? {};
  if (practiceOf === undefined) return undefined;
  const { visitor } = visit;
  if (!visitor || visitor.owesFactor) return { kind: 'away', to: `/${practiceOf}/petugas/latihan` };
  if (visitor.roles.length === 0) return { kind: 'nowhere' };
  if (!route) return undefined;
  const { who } = route.access;
  if (who === 'staff' || who === 'overseer' || KEPT.test(route.path)) return undefined;
  if (route.method !== 'GET') return { kind: 'nowhere' };
  const own = `/${visit.office.slug}`;
  if (route.path === '/:office') return { kind: 'away', to: `${own}/petugas/latihan` };
  return { kind: 'away', to: `/${practiceOf}${visit.page.path.slice(own.length)}` };
}
