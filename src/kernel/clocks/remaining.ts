import { type Reason, reason } from '../i18n.ts';
import type { OfficeCalendar } from './calendar.ts';
import { workingDaysBetween } from './calendar.ts';
import type { Duration } from './due.ts';
import { openMs } from './due.ts';
import { dayNumber, localDate, MINUTE_MS } from './zones.ts';

type Unit = Duration['unit'];

/**
 * What is left of a promise, in its own unit. `left` of 0 days means: due today. `by` of 0 days means:
 * the promise ran out today. Hours are broken numbers of opening hours.
 */
export type Remaining =
  | { readonly state: 'stopped' }
  | { readonly state: 'running'; readonly unit: Unit; readonly left: number }
  | { readonly state: 'overdue'; readonly unit: Unit; readonly by: number };

/** How far `due` (of `dueAt`; null = clock stopped) is from `now`, as the office counts. */
export function remaining(
  due: Date | null,
  unit: Unit,
  now: Date,
  calendar: OfficeCalendar,
): Remaining {
  if (due === null) return { state: 'stopped' };
  return now <= due
    ? { state: 'running', unit, left: distance(now, due, unit, calendar) }
    : { state: 'overdue', unit, by: distance(due, now, unit, calendar) };
}

function distance(from: Date, to: Date, unit: Unit, calendar: OfficeCalendar): number {
  if (unit === 'working_hours') return openMs(from, to, calendar) / (60 * MINUTE_MS);
  const first = localDate(from, calendar.timeZone);
  const last = localDate(to, calendar.timeZone);
  return unit === 'working_days'
    ? workingDaysBetween(first, last, calendar)
    : dayNumber(last) - dayNumber(first);
}

/** Says in the reader's words how much time is left, or that the clock stands still or has run out. Hours count up. */
export function describeDue(left: Remaining): Reason {
  if (left.state === 'stopped') return reason('clocks.due.stopped');
  const count = Math.ceil(left.state === 'running' ? left.left : left.by);
  if (left.state === 'overdue') {
    return count === 0
      ? reason('clocks.due.passed_today')
      : reason(`clocks.due.overdue.${left.unit}`, { count });
  }
  return count === 0 && left.unit !== 'working_hours'
    ? reason('clocks.due.today')
    : reason(`clocks.due.left.${left.unit}`, { count });
}
