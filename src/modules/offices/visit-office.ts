import type { VisitOffice } from '../../web/visit.ts';
import { hoursLine } from './hours-line.ts';
import type { Office } from './office.ts';

/** The office of the address as every page shows it. */
export function visitOffice(office: Office): VisitOffice {
  const { id, slug, code, name, ancestors, timeZone, profile } = office;
  return {
    id,
    slug,
    code,
    name,
    ancestors,
    timeZone,
    theme: profile.theme,
    address: profile.address,
    hours: hoursLine(profile.hours.week, timeZone),
    phone: profile.phone,
    whatsapp: profile.whatsapp,
    email: profile.email,
    charter: profile.charter,
  };
}
