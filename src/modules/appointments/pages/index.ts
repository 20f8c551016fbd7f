import type { House } from '../../../kernel/house.ts';
import type { Route } from '../../../web/route.ts';
import { citizenSeatRoutes } from './citizen/routes.ts';
import { dayRoutes } from './staff/day.tsx';
import { staffSeatRoutes } from './staff/routes.ts';

export { appointmentPanel } from './panel.tsx';
export { upcomingMeetings } from './upcoming.tsx';

/** Every page of the counter's desk. */
export function appointmentRoutes(house: House): Route[] {
  return [...citizenSeatRoutes(house), ...staffSeatRoutes(house), ...dayRoutes(house)];
}
