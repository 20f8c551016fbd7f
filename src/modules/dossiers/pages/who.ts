import type { House } from '../../../kernel/house.ts';
import { asSelf, type Visit } from '../../../web/visit.ts';
import { type Office, officeBySlug } from '../../offices/index.ts';
import type { Acting } from '../hold.ts';

/** The office of the address, with everything the rules read. */
export async function officeOf(house: House, visit: Visit): Promise<Office> {
  const office = await officeBySlug(house.db, visit.office.slug);
  if (!office) throw new Error(`office ${visit.office.slug} vanished`);
  return office;
}

/** The signed-in person acting for themself at this office. */
export async function applicant(house: House, visit: Visit): Promise<Acting & { ownerId: string }> {
  return {
    actor: asSelf(visit),
    office: await officeOf(house, visit),
    roles: ['applicant'],
    ownerId: visit.person.id,
  };
}
