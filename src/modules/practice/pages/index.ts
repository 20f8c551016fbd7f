import type { House } from '../../../kernel/house.ts';
import type { Route } from '../../../web/route.ts';
import { classRoutes } from './staff/class.tsx';
import { doorRoutes } from './staff/door.tsx';
import { feedbackRoutes } from './staff/feedback.tsx';
import { guideRoutes } from './staff/guide.tsx';
import { hallRoutes } from './staff/hall.tsx';
import { outboxRoutes } from './staff/outbox.tsx';

/** Practice: its door in the real office, everything behind it in the practice office, and the officers' guide in both. */
export function practiceRoutes(house: House): Route[] {
  return [
    ...doorRoutes(house),
    ...hallRoutes(house),
    ...outboxRoutes(house),
    ...classRoutes(house),
    ...feedbackRoutes(house),
    ...guideRoutes(),
  ];
}
