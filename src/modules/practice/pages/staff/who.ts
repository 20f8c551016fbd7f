import type { House } from '../../../../kernel/house.ts';
import { STAFF_ROLES } from '../../../../kernel/roles.ts';
import { type Access, type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type Office, officeById } from '../../../offices/index.ts';
import { TRAINER } from '../../rules.ts';

/** Everybody who works in the office of the address, real or practice. */
export const everyOfficer: Access = staff(...STAFF_ROLES);
export const trainers: Access = staff(TRAINER);

/** The address of practice in an office. */
export const hallOf = (slug: string) => `/${slug}/petugas/latihan`;

export const isTrainer = (visit: Visit): boolean => visit.person.roles.includes(TRAINER);

export async function officeOf(house: House, visit: Visit): Promise<Office> {
  const office = await officeById(house.db, visit.office.id);
  if (!office) throw new Error(`no office ${visit.office.id}`);
  return office;
}

/**
 * A page that exists in practice offices alone; in a real one its address leads to the door of practice, and what it names does
 * not exist.
 */
export function inPractice(
  house: House,
  show: (visit: Visit, office: Office) => Response | Promise<Response>,
): Route['handle'] {
  return async (visit) => {
    const office = await officeOf(house, visit);
    if (office.practice) return show(visit, office);
    return visit.param('dossier') === '' ? visit.redirect(hallOf(office.slug)) : visit.notFound();
  };
}
