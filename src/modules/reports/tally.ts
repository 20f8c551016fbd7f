import { addDays, type IsoDate, instantAt, localDate } from '../../kernel/clocks/index.ts';
import { type Tx, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Office } from '../offices/index.ts';
import type { Tallied } from './figures.ts';
import { momentsOf, type Period } from './period.ts';
import { lastOver, PATIENCE_MS, settled } from './settling.ts';
import {
  addUp,
  countedUntil,
  dayBeforeFirst,
  holdTally,
  type Stored,
  storeDays,
  storeMonth,
} from './tally.sql.ts';
import { countLive, type Line } from './tally-lines.sql.ts';
import { holdIfFree, storeRunning, unseenSince } from './tally-running.sql.ts';

const DAY_MS = 86_400_000;

/** Offices with fewer dossiers are counted anew each time: a tally of them would be longer than what it adds up. */
const FEWEST_DOSSIERS = 5000;

const monthOf = (day: IsoDate): IsoDate => `${day.slice(0, 8)}01`;
const lastOfMonth = (day: IsoDate): IsoDate =>
  addDays(monthOf(addDays(`${day.slice(0, 8)}28`, 4)), -1);

/**
 * Counts the next days that are over of an office that has many dossiers (`fewest`), one month at a time at the most. It may run
 * again, and twice at once: the second goes on where the first ended. Returns true while more is left that can be counted now:
 * what is under way is waited for (`patience`, in milliseconds).
 */
export async function countOn(
  house: Pick<House, 'db' | 'now'>,
  office: Office,
  fewest = FEWEST_DOSSIERS,
  patience = PATIENCE_MS,
): Promise<boolean> {
  const { id: officeId, timeZone } = office;
  const last = lastOver(house.now(), office);
  const known = await countedUntil(house.db, officeId);
  if (known !== undefined && known >= last) return false;
  const begin = known ?? (await dayBeforeFirst(house.db, officeId, timeZone, fewest));
  if (begin === undefined || begin >= last) return false;
  if (!(await settled(house.db, patience))) return false;
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

/**
 * Brings the running tally of an office up to this moment: whatever happened since its last counted day. It may run again, twice
 * at once, and end in between; an office whose past is still being counted is left alone.
 */
export async function keepUp(house: Pick<House, 'db' | 'now'>, office: Office): Promise<void> {
  const { id: officeId, timeZone } = office;
  await transaction(house.db, async (tx) => {
    const until = await holdIfFree(tx, officeId);
    const now = house.now();
    if (until === undefined || until < addDays(localDate(now, timeZone), -2)) return;
    const from = instantAt(addDays(until, 1), 0, timeZone);
    const unseen = await unseenSince(tx, officeId, from);
    const to = new Date(now.getTime() + DAY_MS);
    if (unseen.length > 0) await storeRunning(tx, { officeId, timeZone, from, to }, unseen);
  });
}

/**
 * What happened in a period, added up: what is counted for good, what the running tally holds of the days after that, and, looked
 * at anew, the dossiers to which something happened that it has not seen; of one figure, if one is named. All in one snapshot, or a
 * day that is closed in between is counted twice or not at all.
 */
export async function linesIn(
  tx: Tx,
  office: Office,
  period: Period,
  figure?: Tallied,
): Promise<Line[]> {
  const { id: officeId, timeZone } = office;
  const days = (asked: Period) => ({ officeId, timeZone, ...momentsOf(asked, timeZone) });
  const until = await countedUntil(tx, officeId);
  if (until === undefined) return countLive(tx, days(period));
  const { from } = period;
  const counted = storedIn({ from, to: period.to < until ? period.to : until });
  const next = addDays(until, 1);
  const rest = { from: from < next ? next : from, to: period.to };
  if (rest.from > rest.to) return addUp(tx, officeId, from, counted, undefined, figure);
  const unseen = await unseenSince(tx, officeId, days(rest).from);
  const fresh = {
    ...{ period: rest, days: days(rest) },
    unseen: unseen.map(({ stream_id }) => stream_id),
  };
  return addUp(tx, officeId, from, counted, fresh, figure);
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
