import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import { countersPage } from './counters.tsx';
import { dayOffRoutes } from './days-off.tsx';
import { deadlinesPage } from './deadlines.tsx';
import { decreeRoutes } from './decree.tsx';
import type { SettingsRooms } from './frame.tsx';
import { hoursPage } from './hours.tsx';
import { letterRoutes } from './letters.tsx';
import { lifeEventRoutes } from './life-events.tsx';
import { lookPage, sampleStyleRoute } from './look.tsx';
import { overviewRoutes } from './overview.tsx';
import { partRoutes } from './part-page.tsx';
import { reasonRoutes } from './reasons.tsx';
import { textsPage } from './texts.tsx';

/** The pages on which an administrator changes what makes the office itself. */
export function settingsRoutes(house: House, rooms: SettingsRooms): Route[] {
  return [
    ...overviewRoutes(house, rooms),
    ...lifeEventRoutes(house, rooms),
    ...reasonRoutes(house, rooms),
    ...letterRoutes(house, rooms),
    ...partRoutes(house, rooms, hoursPage),
    ...dayOffRoutes(house, rooms),
    ...decreeRoutes(house, rooms),
    ...partRoutes(house, rooms, countersPage),
    ...partRoutes(house, rooms, deadlinesPage),
    ...partRoutes(house, rooms, lookPage),
    sampleStyleRoute(),
    ...partRoutes(house, rooms, textsPage),
  ];
}
