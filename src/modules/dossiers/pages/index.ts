import type { House } from '../../../kernel/house.ts';
import type { Route } from '../../../web/route.ts';
import { citizenActRoutes } from './citizen/acts.ts';
import { beginRoutes } from './citizen/begin.tsx';
import { claimRoutes } from './citizen/claim.tsx';
import { dashboardRoutes } from './citizen/dashboard.tsx';
import { citizenDossierRoutes } from './citizen/dossier.tsx';
import { draftRoutes } from './citizen/draft.tsx';
import { citizenEndingRoutes } from './citizen/ending-routes.ts';
import { citizenMessageRoutes } from './citizen/message-acts.tsx';
import { receiptRoutes } from './citizen/receipt.tsx';
import type { Panel, Upcoming } from './panel.ts';
import { trackRoutes } from './public/track.tsx';
import { staffDossierRoutes } from './staff/index.ts';

/** Every page of the case file. `panels` are what later desks show on a dossier, `upcoming` what they say about it on the dashboard. */
export function dossierRoutes(
  house: House,
  panels: readonly Panel[],
  upcoming?: Upcoming,
): Route[] {
  return [
    ...beginRoutes(house),
    ...draftRoutes(house),
    ...receiptRoutes(house),
    ...dashboardRoutes(house, upcoming),
    ...citizenDossierRoutes(house, panels),
    ...citizenActRoutes(house, panels),
    ...citizenEndingRoutes(house, panels),
    ...citizenMessageRoutes(house, panels),
    ...claimRoutes(house),
    ...trackRoutes(house),
    ...staffDossierRoutes(house, panels),
  ];
}
