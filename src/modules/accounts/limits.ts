import type { House } from '../../kernel/house.ts';
import { createLimiter, type Limiter, networkOf } from '../../kernel/limits.ts';

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
  /** Codes of the second factor for one account; right ones give them back. Guessing would take years at this pace. */
  code_account: { points: 20, duration: 60 * MINUTE },
  /** Wrong codes from one address for whatever account. */
  code_address: { points: 60, duration: 10 * MINUTE },
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
  /** Gives one try back. */
  giveBack(rule: RuleName, subject: string): Promise<void>;
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
const limits = new WeakMap<House['db'], Limits>();

function makeLimits(house: Pick<House, 'db' | 'vault'>): Limits {
  const limiter = Object.fromEntries(
    Object.entries(RULES).map(([name, limit]) => [name, createLimiter(house, name, limit)]),
  ) as Record<RuleName, Limiter>;
  const pairOf = (email: string, address: string) => `${email} ${networkOf(address)}`;

  const subjectOf = (rule: RuleName, subject: string) =>
    rule.endsWith('_address') ? networkOf(subject) : subject;

  return {
    take: (rule, subject) => limiter[rule].take(subjectOf(rule, subject)),
    giveBack: (rule, subject) => limiter[rule].giveBack(subjectOf(rule, subject)),
    reset: (rule, subject) => limiter[rule].reset(subject),
    async login(email, address) {
      const isUnderAttack =
        (await limiter.login_account.taken(email)) >= RULES.login_account.points;
      const cost = isUnderAttack ? RULES.login_pair.points : 1;
      const wait = await limiter.login_pair.take(pairOf(email, address), cost);
      if (wait !== undefined) return wait;
      await limiter.login_account.take(email);
      return limiter.login_address.take(networkOf(address));
    },
    async loggedIn(email, address) {
      await Promise.all([
        limiter.login_pair.reset(pairOf(email, address)),
        limiter.login_account.reset(email),
        limiter.login_address.giveBack(networkOf(address)),
      ]);
    },
  };
}
