import type { House } from '../../../kernel/house.ts';
import type { NavItem } from '../../../ui/layout.tsx';
import { anyone, type Route } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { demoAccounts } from '../demo.ts';
import type { WorkRoom } from '../work.ts';
import { invitationRoutes } from './public/invitation.tsx';
import { peopleRoutes } from './staff/people.tsx';

/** Where there are no dossiers, nobody holds any. */
const NO_WORK: WorkRoom = {
  held: async () => [],
  handOver: async () => ({ ok: true, value: { given: 0, released: 0 } }),
};

/**
 * @param nav the officers' places, which stand on a higher level.
 * @param work what people work on, which stands there too.
 */
export function staffRoutes(
  house: House,
  nav: (visit: Visit) => readonly NavItem[] = () => [],
  work: WorkRoom = NO_WORK,
): Route[] {
  return [...demoRoutes(house), ...peopleRoutes(house, nav, work), ...invitationRoutes(house)];
}

/** `GET /demo/accounts.json`, in the demo profile; in production the route does not exist (ASVS 6.3.2). */
function demoRoutes(house: House): Route[] {
  if (house.config.profile !== 'demo') return [];
  return [
    {
      method: 'GET',
      path: '/demo/accounts.json',
      access: anyone,
      handle: async (visit) => visit.c.json(await demoAccounts(house.db)),
    },
  ];
}
