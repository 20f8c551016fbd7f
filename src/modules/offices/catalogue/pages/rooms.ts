import type { FormInput } from '../../../../kernel/forms.ts';
import type { Html } from '../../../../ui/html.ts';
import type { NavItem } from '../../../../ui/layout.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ServiceDefinition } from '../../definition.ts';

/** What the administrator's pages show of rooms on higher levels; handed in by the roof. */
export interface CatalogueRooms {
  /** The officers' places. */
  readonly nav: (visit: Visit) => readonly NavItem[];
  /** How many applications run under which edition of which service. */
  readonly running: (
    officeId: string,
  ) => Promise<readonly { serviceId: string; version: number; running: number }[]>;
  /** The service's page as a citizen would see it. */
  readonly servicePreview: (visit: Visit, definition: ServiceDefinition) => Promise<Html>;
  /** The application form as a citizen would see it, with what was tried in it. */
  readonly formPreview: (visit: Visit, definition: ServiceDefinition, tried: FormInput) => Html;
}
