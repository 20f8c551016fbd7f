import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Query } from './db.ts';
import type { House } from './house.ts';

/** So many tries within so many seconds. */
export interface Limit {
  readonly points: number;
  readonly duration: number;
}

/** A counter of tries, kept in the database: all processes of the house count together. */
export interface Limiter {
  /** Takes `cost` tries; returns the seconds to wait when there are not enough left. */
  take(subject: string, cost?: number): Promise<number | undefined>;
  /** How many were taken lately. */
  taken(subject: string): Promise<number>;
  /** Gives tries back, one unless said otherwise. */
  giveBack(subject: string, cost?: number): Promise<void>;
  /** Gives all tries back. */
  reset(subject: string): Promise<void>;
}

/** Opens a counter by its name; neither an address nor an account can be read in its table. */
export function createLimiter(
  house: Pick<House, 'db' | 'vault'>,
  name: string,
  limit: Limit,
): Limiter {
  const secret = house.vault.purposeKey('rate limits');
  const hidden = (subject: string) =>
    createHmac('sha256', secret).update(subject).digest('base64url').slice(0, 32);
  const limiter = new RateLimiterPostgres({
    ...limit,
    keyPrefix: name,
    storeClient: clientOver(house.db),
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
  });
  return {
    async take(subject, cost = 1) {
      try {
        await limiter.consume(hidden(subject), cost);
        return undefined;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      }
    },
    taken: async (subject) => (await limiter.get(hidden(subject)))?.consumedPoints ?? 0,
    async giveBack(subject, cost = 1) {
      await limiter.reward(hidden(subject), cost);
    },
    async reset(subject) {
      await limiter.delete(hidden(subject));
    },
  };
}

/** One household or mast counts once: an IPv6 visitor owns a whole /64 and could change address with every try. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** The limiter speaks the words of node-postgres; our connection answers them. */
function clientOver(db: Query) {
  return {
    async query({ text, values }: { text: string; values: (string | number | null)[] }) {
      const rows = await db.unsafe(text, values, { prepare: true });
      return { rows: [...rows], rowCount: rows.count };
    },
  };
}
