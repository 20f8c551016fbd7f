import type { StaffRole } from '../kernel/roles.ts';
import type { Visit } from './visit.ts';

/**
 * Who may call a route. Every route says so; the access test walks role × route × own and other office from these very
 * declarations. The finer right (whose dossier, which state) is in the query and the rulebook behind the route.
 */
export type Access =
  /** Public pages and what leads to signing in. */
  | { readonly who: 'anyone' }
  /** A signed-in person; only their own things are found. */
  | { readonly who: 'person' }
  /** A member of the office in the address, in one of these roles. Outside the office: 404; inside, wrong role: 403. */
  | { readonly who: 'staff'; readonly roles: readonly StaffRole[] }
  /** As staff, but also a member of an office above it in one of the roles `above`; in another role it is outside: 404. */
  | {
      readonly who: 'overseer';
      readonly roles: readonly StaffRole[];
      readonly above: readonly StaffRole[];
    }
  /** The bearer of a printed or mailed secret. */
  | { readonly who: 'secret' }
  /** Machines that watch the house; they learn nothing about persons. */
  | { readonly who: 'operations' };

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** Hono pattern. `:office` is resolved for all; every other parameter has one meaning throughout the house. */
  readonly path: string;
  readonly access: Access;
  /** `stream`: the handler reads the body itself and bounds it (uploads). Otherwise at most 256 KB are taken. */
  readonly body?: 'form' | 'stream';
  readonly handle: (visit: Visit) => Response | Promise<Response>;
}

export const anyone: Access = { who: 'anyone' };
export const person: Access = { who: 'person' };
export const bearer: Access = { who: 'secret' };
export const staff = (...roles: readonly StaffRole[]): Access => ({ who: 'staff', roles });
export const overseer = (
  roles: readonly StaffRole[],
  above: readonly StaffRole[] = roles,
): Access => ({
  who: 'overseer',
  roles,
  above,
});
