import type { House } from '../../../kernel/house.ts';
import type { Route } from '../../../web/route.ts';
import { counterRoutes } from './staff/counter-routes.ts';
import { floorRoutes } from './staff/floor.tsx';
import { gateRoutes } from './staff/gate-acts.ts';
import { heldRoutes } from './staff/held-page.tsx';
import { unremindedRoutes } from './staff/unreminded-page.tsx';

/** Every page of the counter floor. */
export function queueRoutes(house: House): Route[] {
  return [
    ...floorRoutes(house),
    ...gateRoutes(house),
    ...counterRoutes(house),
    ...heldRoutes(house),
    ...unremindedRoutes(house),
  ];
}
