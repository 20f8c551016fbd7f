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

/** A sentence of `messages/` about a due time; hours count up to whole ones. */
export type DueSentence =
  | { readonly key: 'clocks.due.stopped'; readonly params: Record<string, never> }
  | {
      readonly key:
        | 'clocks.due.today'
        | 'clocks.due.passed_today'
        | `clocks.due.left.${Unit}`
        | `clocks.due.overdue.${Unit}`;
      readonly params: { readonly count: number };
    };

/** Says in the reader's words how much time is left, or that the clock stands still or has run out. */
export function describeDue(left: Remaining): DueSentence {
  if (left.state === 'stopped') return { key: 'clocks.due.stopped', params: {} };
  const whole = Math.ceil(left.state === 'running' ? left.left : left.by);
  const params = { count: whole };
  if (left.state === 'running') {
    const today = whole === 0 && left.unit !== 'working_hours';
    return { key: today ? 'clocks.due.today' : `clocks.due.left.${left.unit}`, params };
  }
  return {
    key: whole === 0 ? 'clocks.due.passed_today' : `clocks.due.overdue.${left.unit}`,
    params,
  };
}
