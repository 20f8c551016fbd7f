import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import type { SettingsRooms } from './frame.tsx';
import { overviewRoutes } from './overview.tsx';
import { reasonRoutes } from './reasons.tsx';

/** The pages on which an administrator changes what makes the office itself. */
export function settingsRoutes(house: House, rooms: SettingsRooms): Route[] {
  return [...overviewRoutes(house, rooms), ...reasonRoutes(house, rooms)];
}
