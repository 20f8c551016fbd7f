import type { FormInput } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { STAFF_ROLES, type StaffRole } from '../../../../kernel/roles.ts';
import { type Access, overseer, staff } from '../../../../web/route.ts';
import { asStaff, onceOf, type Visit } from '../../../../web/visit.ts';
import { DESK_ROLES } from '../../desks.ts';
import type { Acting } from '../../hold.ts';
import { officeOf } from '../who.ts';

/** Who works on the floor: everybody with a desk, and the administrator. */
export const FLOOR: readonly StaffRole[] = STAFF_ROLES.filter(
  (role) =>
    role === 'administrator' || Object.values(DESK_ROLES).some((roles) => roles.includes(role)),
);
/** Who looks from above, or from beside: counts always, a dossier only with a reason that is kept. */
export const OVERSEERS: readonly StaffRole[] = ['head_of_office', 'auditor', 'administrator'];
/** Who may see an identity number in full: those who compare it with the document (ASVS 8.2.3: not the front desk). */
export const IDENTITY_READERS: readonly StaffRole[] = [
  'verifier',
  'operator',
  'signatory',
  'head_of_office',
];

export const onTheFloor: Access = staff(...FLOOR);
export const mayLook: Access = overseer([...new Set([...FLOOR, ...OVERSEERS])], OVERSEERS);
export const mayOversee: Access = overseer(OVERSEERS);
export const mayReadIdentities: Access = staff(...IDENTITY_READERS);

const anyOf = (held: readonly StaffRole[], wanted: readonly StaffRole[]) =>
  held.some((role) => wanted.includes(role));

/** From where a visitor looks at this office's dossiers: from its own floor, from above it, or not at all. */
export function reachOf(visit: Visit): 'floor' | 'above' | undefined {
  const { roles, rolesAbove } = visit.person;
  if (anyOf(roles, FLOOR)) return 'floor';
  return anyOf([...roles, ...rolesAbove], OVERSEERS) ? 'above' : undefined;
}

/** The visitor at work for this office. */
export async function officer(house: House, visit: Visit): Promise<Acting> {
  return { actor: asStaff(visit), office: await officeOf(house, visit), roles: visit.person.roles };
}

/** As {@link officer}, by a form whose key makes the command happen once. */
export async function officerBy(house: House, visit: Visit, input: FormInput): Promise<Acting> {
  const once = onceOf(visit, input);
  return { ...(await officer(house, visit)), ...(once ? { once } : {}) };
}
