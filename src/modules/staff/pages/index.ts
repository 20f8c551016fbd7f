import type { House } from '../../../kernel/house.ts';
import { anyone, type Route } from '../../../web/route.ts';
import { demoAccounts } from '../demo.ts';

/** `GET /demo/accounts.json`, in the demo profile; in production the route does not exist (ASVS 6.3.2). */
export function demoRoutes(house: House): Route[] {
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
