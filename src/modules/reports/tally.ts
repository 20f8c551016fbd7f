import { addDays, type IsoDate, localDate } from '../../kernel/clocks/index.ts';
import { type Query, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Office } from '../offices/index.ts';
import { momentsOf, type Period } from './period.ts';
import {
  addUp,
  countedUntil,
  countLive,
  dayBeforeFirst,
  holdTally,
  type Line,
  type Stored,
  storeDays,
  storeMonth,
} from './tally.sql.ts';

/** For how long after midnight a day is still left alone: what began before it may not be written down yet. */
const SETTLING_MINUTES = 15;

/** The last day of the office that can be counted for good at this moment. */
export const lastOver = (now: Date, { timeZone }: Pick<Office, 'timeZone'>): IsoDate =>
  addDays(localDate(new Date(now.getTime() - SETTLING_MINUTES * 60_000), timeZone), -1);

/** Offices with fewer dossiers are counted anew each time: a tally of them would be longer than what it adds up. */
const FEWEST_DOSSIERS = 5000;

const monthOf = (day: IsoDate): IsoDate => `${day.slice(0, 8)}01`;
const lastOfMonth = (day: IsoDate): IsoDate =>
  addDays(monthOf(addDays(`${day.slice(0, 8)}28`, 4)), -1);

/**
 * Counts the next days that are over of an office that has many dossiers (`fewest`), one month at a time at the most. It may run
 * again, and twice at once: the second goes on where the first ended. Returns true while more is left.
 */
export async function countOn(
  house: Pick<House, 'db' | 'now'>,
  office: Office,
  fewest = FEWEST_DOSSIERS,
): Promise<boolean> {
  const { id: officeId, timeZone } = office;
  const last = lastOver(house.now(), office);
  const known = await countedUntil(house.db, officeId);
  if (known !== undefined && known >= last) return false;
  const begin = known ?? (await dayBeforeFirst(house.db, officeId, timeZone, fewest));
  if (begin === undefined || begin >= last) return false;
  return transaction(house.db, async (tx) => {
    // A month of the largest office may take longer than a page is allowed to.
    await tx`set local statement_timeout = '10min'`;
    const first = addDays(await holdTally(tx, officeId, begin), 1);
    if (first > last) return false;
    const month = lastOfMonth(first);
    const until = last < month ? last : month;
    const days = { officeId, timeZone, ...momentsOf({ from: first, to: until }, timeZone) };
    await storeDays(tx, days, until);
    if (until === month) await storeMonth(tx, officeId, monthOf(until));
    return until < last;
  });
}

/** What happened in a period, added up: what is counted for good, and the rest as it stands now. */
export async function linesIn(query: Query, office: Office, period: Period): Promise<Line[]> {
  const { id: officeId, timeZone } = office;
  const days = (asked: Period) => ({ officeId, timeZone, ...momentsOf(asked, timeZone) });
  const until = await countedUntil(query, officeId);
  if (until === undefined || period.from > until) return countLive(query, days(period));
  const { from } = period;
  const counted = storedIn({ from, to: period.to < until ? period.to : until });
  const rest = { from: addDays(until, 1), to: period.to };
  return addUp(query, officeId, from, counted, rest.from <= rest.to ? days(rest) : undefined);
}

/** Divides days into whole months and what is left at both ends. */
export function storedIn({ from, to }: Period): Stored {
  const months: IsoDate[] = [];
  const days: (readonly [IsoDate, IsoDate])[] = [];
  for (let day = from; day <= to; ) {
    const last = lastOfMonth(day);
    if (day === monthOf(day) && last <= to) months.push(day);
    else days.push([day, last < to ? last : to]);
    day = addDays(last, 1);
  }
  return { months, days };
}
