import type { Context, MiddlewareHandler } from 'hono';
import { translator } from '../kernel/i18n.ts';
import { readLang } from './cookies.ts';

/** How many requests one process works on at a time before it turns people away; each that waits holds memory. */
export interface Room {
  /** Whoever only reads can come back in a moment. */
  readonly reads: number;
  /** Whoever sends something has typed it. */
  readonly acts: number;
}

/** Five times the crowd of a large office, all at once, stays below this on two processors (docs/scaling.md). */
const ROOM: Room = { reads: 600, acts: 1000 };

/** After how many seconds to come back, and over how many more those who were turned away spread. */
const [COME_BACK, SPREAD] = [6, 8];

/**
 * Lets requests in while there is room, and answers the others at once, before anything is asked of the database: 503 with
 * Retry-After, and a page that was only read asks again by itself. Whoever waits for ever is served worse, and so is everybody else.
 */
export function fullHouse({ reads, acts }: Room = ROOM): MiddlewareHandler {
  let inside = 0;
  return async (c, next) => {
    const isRead = c.req.method === 'GET';
    if (inside >= (isRead ? reads : acts)) return comeBack(c, isRead);
    inside += 1;
    try {
      return await next();
    } finally {
      inside -= 1;
    }
  };
}

function comeBack(c: Context, isRead: boolean): Response {
  const seconds = String(COME_BACK + Math.floor(Math.random() * SPREAD));
  c.header('Retry-After', seconds);
  if (isRead) c.header('Refresh', seconds);
  return c.text(translator(readLang(c))(isRead ? 'web.full.reading' : 'web.full.sending'), 503);
}
