import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import { auditEventRoutes } from './events.tsx';
import { auditLookRoutes } from './looks.tsx';
import { withoutTaskRoutes } from './without-task.tsx';

/** What was done and looked at in an office, for those who answer for it. */
export function auditRoutes(house: House): Route[] {
  return [...auditEventRoutes(house), ...auditLookRoutes(house), ...withoutTaskRoutes(house)];
}
