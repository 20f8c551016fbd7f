import { streamSSE } from 'hono/streaming';
import type { Topic } from '../kernel/doorbell.ts';
import type { House } from '../kernel/house.ts';
import type { Visit } from './visit.ts';

/** A silent connection is cut by proxies; this often something is said. */
const HEARTBEAT_MS = 25_000;
/** After this time the browser has to come back, and its session and rights are looked at anew. */
const LIFETIME_MS = 5 * 60_000;
/** How long a browser waits before it comes back. */
const RETRY_MS = 4_000;
/** Streams that one person may keep open at a time on one server, some 7 MB: more is no person. */
export const MOST_OPEN = 300;
/** How many streams each person has open. */
const open = new Map<string, number>();
/** Rings that follow one another this closely are told as one. */
const GATHER_MS = 300;

/**
 * Tells a page that something it shows has changed: the topics that rang, ids only. The page fetches what it may see under
 * its own permission. The caller has decided that this visitor may listen to these topics. 429 to whoever listens too often.
 */
export function streamRings(visit: Visit, house: House, topics: readonly Topic[]): Response {
  const { c } = visit;
  const listener = visit.person.id;
  const already = open.get(listener) ?? 0;
  if (already >= MOST_OPEN) return visit.text('', 429);
  open.set(listener, already + 1);
  c.header('x-accel-buffering', 'no');
  const answer = streamSSE(c, async (stream) => {
    const rung = new Set<Topic>();
    let wake = () => {};
    const stops = topics.map((topic) =>
      house.doorbell.listen(topic, () => {
        rung.add(topic);
        wake();
      }),
    );
    const pause = (ms: number, early: boolean) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          if (!early && !stream.aborted) return;
          clearTimeout(timer);
          resolve();
        };
      });
    stream.onAbort(() => wake());
    const end = performance.now() + LIFETIME_MS;
    try {
      await stream.write(`retry: ${RETRY_MS}\n\n`);
      while (!stream.aborted && performance.now() < end) {
        if (rung.size === 0) await pause(Math.min(HEARTBEAT_MS, end - performance.now()), true);
        if (stream.aborted) return;
        if (rung.size === 0) {
          await stream.write(': \n\n');
          continue;
        }
        await pause(GATHER_MS, false);
        const data = [...rung].join(' ');
        rung.clear();
        await stream.writeSSE({ event: 'ring', data });
      }
    } finally {
      for (const stop of stops) stop();
      const left = (open.get(listener) ?? 1) - 1;
      if (left > 0) open.set(listener, left);
      else open.delete(listener);
    }
  });
  // Which dossiers move is nobody else's business: not even to be kept for asking again.
  answer.headers.set('cache-control', 'no-store');
  return answer;
}
