import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import type { Panel } from '../panel.ts';
import { behalfObjectionRoutes } from './behalf-objecting.ts';
import { dossierDeskRoutes } from './dossier.tsx';
import { fileRoutes } from './files.ts';
import { filingRoutes } from './filing.tsx';
import { filingDraftRoutes } from './filing-draft.tsx';
import { filingReceiptRoutes } from './filing-receipt.tsx';
import { findRoutes } from './find.tsx';
import { doorbellRoute } from './live.tsx';
import { messageRoutes } from './message-acts.tsx';
import { objectionRoutes } from './objections.tsx';
import { onBehalfRoutes } from './on-behalf.tsx';
import { overviewRoutes } from './overview.tsx';
import { savedAnswerRoutes } from './saved-answers.tsx';
import { workListRoutes } from './work-list.tsx';
import { workplaceRoute } from './workplace.tsx';

export { staffNav } from './nav.ts';

/** The officers' side: the line, the desk, the search, the overview, and the doorbell that keeps pages fresh. */
export function staffDossierRoutes(house: House, panels: readonly Panel[]): Route[] {
  return [
    ...workListRoutes(house),
    workplaceRoute(house),
    ...findRoutes(house),
    ...overviewRoutes(house),
    ...objectionRoutes(house),
    ...dossierDeskRoutes(house, panels),
    ...filingRoutes(house),
    ...filingDraftRoutes(house),
    ...filingReceiptRoutes(house),
    ...onBehalfRoutes(house),
    ...behalfObjectionRoutes(house),
    ...fileRoutes(house),
    ...messageRoutes(house),
    ...savedAnswerRoutes(house),
    doorbellRoute(house),
  ];
}
