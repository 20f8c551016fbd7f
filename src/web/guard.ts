import type { Reason } from '../kernel/i18n.ts';
import { reason } from '../kernel/i18n.ts';
import type { StaffRole } from '../kernel/roles.ts';
import type { Access } from './route.ts';
import type { VisitPerson } from './visit.ts';

/** What the door says to a visitor: come in, sign in first, "there is no such page", or no, and why. */
export type Welcome =
  | { readonly kind: 'enter' }
  | { readonly kind: 'sign_in' }
  /** The visitor works here, and sets up their second factor before anything of the office opens. */
  | { readonly kind: 'second_factor' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forbidden'; readonly why: Reason };

/**
 * Decides by the route's declaration alone. To people outside an office its inner pages do not exist (404); a member
 * without the role is told which role it takes.
 */
export function welcome(access: Access, visitor: VisitPerson | undefined): Welcome {
  switch (access.who) {
    case 'anyone':
    case 'secret':
    case 'operations':
      return { kind: 'enter' };
    case 'person':
      return visitor ? { kind: 'enter' } : { kind: 'sign_in' };
    case 'staff':
      if (visitor?.owesFactor) return { kind: 'second_factor' };
      return visitor ? byRole(access.roles, visitor.roles) : { kind: 'sign_in' };
    case 'overseer':
      if (!visitor) return { kind: 'sign_in' };
      if (visitor.owesFactor) return { kind: 'second_factor' };
      if (visitor.rolesAbove.some((role) => access.above.includes(role))) return { kind: 'enter' };
      return byRole(access.roles, visitor.roles);
  }
}

function byRole(allowed: readonly StaffRole[], held: readonly StaffRole[]): Welcome {
  if (held.length === 0) return { kind: 'unknown' };
  if (held.some((role) => allowed.includes(role))) return { kind: 'enter' };
  return { kind: 'forbidden', why: reason('web.forbidden.role') };
}
