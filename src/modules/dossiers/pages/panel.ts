import type { Html } from '../../../ui/html.ts';
import type { Visit } from '../../../web/visit.ts';

/** What a later desk (appointments, payments …) shows on a dossier's page; handed in, since a dossier knows no later desk. */
export type Panel = (
  visit: Visit,
  dossierId: string,
  side: 'applicant' | 'office',
) => Promise<Html | null>;

/** What a later desk says about several dossiers at once, on the applicant's dashboard: a line for each that has something coming. */
export type Upcoming = (
  visit: Visit,
  dossierIds: readonly string[],
) => Promise<ReadonlyMap<string, Html>>;
