import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';

const MINUTE = 60;

/** Tries allowed within a time, in seconds; generous, because a whole village may share one address. */
const RULES = {
  /** Wrong passwords for one account from one address. */
  login_pair: { points: 10, duration: 15 * MINUTE },
  /** Wrong passwords for one account from everywhere. Never a refusal: see {@link Limits.login}. */
  login_account: { points: 60, duration: 60 * MINUTE },
  /** Wrong passwords from one address for whatever account. */
  login_address: { points: 60, duration: 10 * MINUTE },
  register_address: { points: 60, duration: 60 * MINUTE },
  forgot_address: { points: 20, duration: 15 * MINUTE },
  confirm_address: { points: 30, duration: 15 * MINUTE },
  /** As long as a mailed link lives: whoever gets no further mail holds one that still works. */
  mail_account: { points: 3, duration: 15 * MINUTE },
  password_account: { points: 10, duration: 15 * MINUTE },
} as const;
type RuleName = keyof typeof RULES;

export interface Limits {
  /**
   * Takes one try at an account. A wrong password counts against the account from this address, and against the address;
   * right ones give everything back. When an account has seen many wrong passwords from everywhere, each further address
   * has one try instead of ten: guessing gets slow, and its owner, who knows the password, still gets in from anywhere.
   * Counted before the password is looked at, so that parallel tries gain nothing.
   * @returns seconds to wait, or undefined to go on.
   */
  login(email: string, address: string): Promise<number | undefined>;
  /** The password was right: the account and the address start afresh. */
  loggedIn(email: string, address: string): Promise<void>;
  /** Takes one try; returns the seconds to wait when there is none left. */
  take(rule: RuleName, subject: string): Promise<number | undefined>;
  /** Gives all tries back. */
  reset(rule: RuleName, subject: string): Promise<void>;
}

/** The limits of a house, kept in its database: all its processes count together. */
export function limitsOf(house: Pick<House, 'db' | 'vault'>): Limits {
  const known = limits.get(house.db);
  if (known) return known;
  const made = makeLimits(house);
  limits.set(house.db, made);
  return made;
}
const limits = new WeakMap<Db, Limits>();

function makeLimits(house: Pick<House, 'db' | 'vault'>): Limits {
  const secret = house.vault.purposeKey('rate limits');
  // Neither an e-mail address nor a visitor's address is to be read in the table.
  const hidden = (subject: string) =>
    createHmac('sha256', secret).update(subject).digest('base64url').slice(0, 32);
  const storeClient = clientOver(house.db);
  const limiter = Object.fromEntries(
    Object.entries(RULES).map(([keyPrefix, rule]) => [
      keyPrefix,
      new RateLimiterPostgres({
        ...rule,
        keyPrefix,
        storeClient,
        storeType: 'client',
        tableName: 'rate_limit',
        tableCreated: true,
        clearExpiredByTimeout: false,
      }),
    ]),
  ) as Record<RuleName, RateLimiterPostgres>;

  const take = async (rule: RuleName, subject: string, cost = 1): Promise<number | undefined> => {
    try {
      await limiter[rule].consume(hidden(subject), cost);
      return undefined;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  };
  const reset = async (rule: RuleName, subject: string): Promise<void> => {
    await limiter[rule].delete(hidden(subject));
  };
  const pairOf = (email: string, address: string) => `${email} ${networkOf(address)}`;

  return {
    take: (rule, subject) => take(rule, rule.endsWith('_address') ? networkOf(subject) : subject),
    reset,
    async login(email, address) {
      const seen = await limiter.login_account.get(hidden(email));
      const isUnderAttack = seen !== null && seen.consumedPoints >= RULES.login_account.points;
      const wait = await take(
        'login_pair',
        pairOf(email, address),
        isUnderAttack ? RULES.login_pair.points : 1,
      );
      if (wait !== undefined) return wait;
      await take('login_account', email);
      return take('login_address', networkOf(address));
    },
    async loggedIn(email, address) {
      await Promise.all([
        reset('login_pair', pairOf(email, address)),
        reset('login_account', email),
        limiter.login_address.reward(hidden(networkOf(address)), 1),
      ]);
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
function clientOver(db: Db) {
  return {
    async query({ text, values }: { text: string; values: (string | number | null)[] }) {
      const rows = await db.unsafe(text, values, { prepare: true });
      return { rows: [...rows], rowCount: rows.count };
    },
  };
}
