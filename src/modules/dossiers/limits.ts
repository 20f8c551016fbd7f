import type { House } from '../../kernel/house.ts';
import { type Reason, reason } from '../../kernel/i18n.ts';
import { createLimiter } from '../../kernel/limits.ts';

/** What one person may do within a day, at all offices together: more than a busy notary does, less than a program. */
const MOST_PER_DAY = {
  drafts: 100,
  messages: 60,
  /** Written as an officer. */
  office_messages: 1_000,
  withdrawals: 30,
} as const;
const DAY = 86_400;

/**
 * Counts one thing done today; the reason why it is one too many, or undefined. With a house inside a transaction
 * ({@link within}) it is counted if, and only if, the thing is done.
 */
export async function tooManyToday(
  house: Pick<House, 'db' | 'vault'>,
  what: keyof typeof MOST_PER_DAY,
  personId: string,
): Promise<Reason | undefined> {
  const max = MOST_PER_DAY[what];
  const wait = await createLimiter(house, `${what}_day`, { points: max, duration: DAY }).take(
    personId,
  );
  if (!wait) return undefined;
  const kind = what === 'office_messages' ? 'messages' : what;
  return reason(`dossiers.limit.${kind}`, { max, hours: Math.ceil(wait / 3600) });
}

/** True when a refusal says that it was too much for one day: pages answer 429. */
export const isTooMany = ({ key }: Reason): boolean =>
  key.startsWith('dossiers.limit.') || key.startsWith('documents.limit.');
