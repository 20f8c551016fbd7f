import { Agent, request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Bytes of the body as sent, compressed or not. */
  readonly bytes: number;
  /** The body, unpacked. */
  readonly body: Buffer;
  /** From sending to the last byte, in milliseconds; of what never ends, to the first. */
  readonly took: number;
}

export interface Sending {
  readonly method?: string;
  readonly session?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** For what never ends: how long it is listened to, in milliseconds. */
  readonly listens?: number;
}

/** A browser's way of asking: connections are kept, Brotli is welcome. */
export function createClient(
  address: string,
  most = 64,
): (path: string, sending?: Sending) => Promise<Answer> {
  // The server ends connections after five idle seconds: a browser is there first.
  const agent = new Agent({ keepAlive: true, maxSockets: most, timeout: 3000 });
  return (path, { method = 'GET', session, headers = {}, body, listens } = {}) =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const cookies = [session && `sesi=${session}`, headers['cookie']].filter(Boolean).join('; ');
      const sent = request(
        `${address}${path}`,
        {
          agent,
          method,
          headers: {
            'accept-encoding': 'br',
            accept: 'text/html',
            ...headers,
            ...(cookies ? { cookie: cookies } : {}),
            ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          const begins = performance.now();
          answer.on('error', (error) => (listens === undefined ? reject(error) : undefined));
          if (listens !== undefined) setTimeout(() => sent.destroy(), listens);
          answer.on(listens === undefined ? 'end' : 'close', () => {
            const raw = Buffer.concat(parts);
            const isPacked = answer.headers['content-encoding'] === 'br' && raw.length > 0;
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              bytes: raw.length,
              get body() {
                return isPacked ? brotliDecompressSync(raw) : raw;
              },
              took: (listens === undefined ? performance.now() : begins) - begun,
            });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
}

/** The times at which 50, 95 and 99 of a hundred were done. */
export function percentiles(times: readonly number[]): { p50: number; p95: number; p99: number } {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export const median = (values: readonly number[]) => percentiles(values).p50;

/** Does `work` over and over in `lanes` lanes for that long; returns how often a second. `work` says false when there is none left. */
export async function perSecond(
  lanes: number,
  seconds: number,
  work: (lane: number) => Promise<boolean>,
): Promise<number> {
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() < end && (await work(lane))) done += 1;
    }),
  );
  return done / ((performance.now() - begun) / 1000);
}
