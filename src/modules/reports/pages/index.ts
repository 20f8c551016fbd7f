import type { House } from '../../../kernel/house.ts';
import type { Route } from '../../../web/route.ts';
import { auditRoutes } from '../audit/pages/index.ts';
import { downloadRoutes } from './staff/downloads.ts';
import { figureListRoutes } from './staff/figure-list.tsx';
import { figuresRoutes } from './staff/figures-page.tsx';

/** The figures of an office: the page, the list behind each figure, and both ways to take them along; and the audit. */
export function reportRoutes(house: House): Route[] {
  return [
    ...figuresRoutes(house),
    ...downloadRoutes(house),
    ...figureListRoutes(house),
    ...auditRoutes(house),
  ];
}
