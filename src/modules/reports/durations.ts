import {
  addDays,
  type IsoDate,
  localDate,
  type OfficeCalendar,
  openingOf,
} from '../../kernel/clocks/index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const SLACK_DAYS = 100;

/**
 * Measures how many hours an office was open between two moments. Thousands are measured for one page, so the hours of each
 * day are looked up once and added up from the first day asked for.
 */
export function openHoursOf(calendar: OfficeCalendar): (from: Date, to: Date) => number {
  const days = new Map<IsoDate, ReturnType<typeof openingOf>>();
  const sums = new Map<IsoDate, number>();
  const opening = (date: IsoDate) => {
    const known = days.get(date) ?? openingOf(date, calendar);
    days.set(date, known);
    return known;
  };
  let [first, last]: [IsoDate, IsoDate] = ['', ''];
  /** Milliseconds of opening from the first day asked for up to the beginning of `date`. */
  const before = (date: IsoDate): number => {
    if (first === '' || date < first) {
      sums.clear();
      // Some way back, for the next one asked for may be older.
      first = addDays(date, -SLACK_DAYS);
      last = first;
      sums.set(first, 0);
    }
    for (; last < date; last = addDays(last, 1))
      sums.set(addDays(last, 1), (sums.get(last) ?? 0) + within(last, undefined));
    return sums.get(date) ?? 0;
  };
  /** Milliseconds of opening of that date, up to a moment of it. */
  const within = (date: IsoDate, until: Date | undefined): number =>
    opening(date).reduce((sum, { from, to }) => {
      const end = Math.min(to.getTime(), until?.getTime() ?? Number.POSITIVE_INFINITY);
      return sum + Math.max(0, end - from.getTime());
    }, 0);
  const upTo = (moment: Date) => {
    const date = localDate(moment, calendar.timeZone);
    return before(date) + within(date, moment);
  };
  return (from, to) => {
    // The earlier one first: it may move the day from which the sums begin.
    const begun = upTo(from);
    return Math.max(0, upTo(to) - begun) / HOUR_MS;
  };
}

/** Calendar days between two moments, with fractions: an applicant's time runs day and night. */
export const calendarDays = (from: Date, to: Date): number =>
  Math.max(0, to.getTime() - from.getTime()) / DAY_MS;

/** The value that `share` of all values do not exceed (nearest rank); undefined when there are none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
