import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import { compareRoutes } from './compare.tsx';
import { downloadRoutes } from './downloads.ts';
import { entryRoutes } from './entries.tsx';
import { formPartRoutes } from './form-parts.tsx';
import { listRoutes } from './list.tsx';
import { previewRoutes } from './preview.tsx';
import { publishRoutes } from './publish.tsx';
import type { CatalogueRooms } from './rooms.ts';
import { serviceRoutes } from './service.tsx';

/** The pages on which an office's administrators change its services. `rooms` is what they show of higher levels. */
export function catalogueRoutes(house: House, rooms: CatalogueRooms): Route[] {
  return [
    // Before the services: a code is written in capitals, these words are not.
    ...downloadRoutes(house),
    ...listRoutes(house, rooms),
    ...serviceRoutes(house, rooms),
    ...formPartRoutes(house, rooms),
    ...entryRoutes(house, rooms),
    ...publishRoutes(house, rooms),
    ...compareRoutes(house, rooms),
    ...previewRoutes(house, rooms),
  ];
}
