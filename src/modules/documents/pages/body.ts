import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Visit } from '../../../web/visit.ts';

/**
 * The request's body as node receives it. The web stream that stands before it copies every piece twice; with twenty
 * uploads at a time that alone is tens of megabytes.
 */
export function bodyOf(visit: Visit): Readable {
  const { incoming } = (visit.c.env ?? {}) as { incoming?: IncomingMessage };
  if (incoming instanceof Readable) return incoming;
  const { body } = visit.c.req.raw;
  return body
    ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
    : Readable.from([]);
}
