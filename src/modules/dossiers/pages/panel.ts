import type { Html } from '../../../ui/html.ts';
import type { Visit } from '../../../web/visit.ts';

/** What a later desk (appointments, payments …) shows on a dossier's page; handed in, since a dossier knows no later desk. */
export type Panel = (
  visit: Visit,
  dossierId: string,
  side: 'applicant' | 'office',
) => Promise<Html | null>;
