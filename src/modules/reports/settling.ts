import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type IsoDate, localDate } from '../../kernel/clocks/index.ts';
import type { Query } from '../../kernel/db.ts';
import type { Office } from '../offices/index.ts';
import { haveEnded, newestBegun } from './tally.sql.ts';

/** For how long after midnight a day is still left alone: a form that was sent before it may still wait for its turn. */
const SETTLING_MINUTES = 15;

/** The last day of the office that can be counted for good at this moment. */
export const lastOver = (now: Date, { timeZone }: Pick<Office, 'timeZone'>): IsoDate =>
  addDays(localDate(new Date(now.getTime() - SETTLING_MINUTES * 60_000), timeZone), -1);

/** How long the job waits for what is under way, in milliseconds; then it comes again later. */
export const PATIENCE_MS = 20_000;

/**
 * Waits until every transaction that is open now has ended: a day must not be counted for good while what happened on it is not
 * written down yet. Whatever begins later takes its moment later. Returns false when one does not end in time.
 */
export async function settled(query: Query, patience: number): Promise<boolean> {
  const newest = await newestBegun(query);
  for (let waited = 0; ; waited += 50) {
    if (await haveEnded(query, newest)) return true;
    if (waited >= patience) return false;
    await sleep(50);
  }
}
