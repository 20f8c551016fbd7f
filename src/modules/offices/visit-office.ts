import type { Localised } from './definition.ts';
import { hoursLine } from './hours-line.ts';
import type { Office } from './office.ts';

/** An office as every page shows it in header and footer. */
export interface OfficeFace
  extends Pick<Office, 'id' | 'slug' | 'code' | 'name' | 'ancestors' | 'timeZone'> {
  readonly theme: Office['profile']['theme'];
  readonly address: string | undefined;
  /** Service hours as one line. */
  readonly hours: Localised | undefined;
  readonly phone: string | undefined;
  readonly whatsapp: string | undefined;
  readonly email: string | undefined;
  readonly charter: Localised | undefined;
  /** The letters of its mark. */
  readonly emblem: string | undefined;
  /** Of a practice office: the slug of the real one. */
  readonly practiceOf: string | undefined;
}

/** The office of the address, for the edge. */
export function visitOffice(office: Office): OfficeFace {
  const { id, slug, code, name, ancestors, timeZone, profile } = office;
  return {
    id,
    slug,
    code,
    name,
    ancestors,
    timeZone,
    theme: profile.theme,
    address: profile.address || undefined,
    hours: hoursLine(profile.hours.week, timeZone),
    phone: profile.phone,
    whatsapp: profile.whatsapp,
    email: profile.email,
    charter: profile.charter,
    emblem: profile.emblem ?? (code.length <= 3 ? code : undefined),
    practiceOf: office.practiceOf?.slug,
  };
}
