import { type TimeZone, WEEKDAYS, type Weekday, zoneAbbreviation } from '../../kernel/clocks/index.ts';
import type { Localised } from './definition.ts';
import type { Week } from './definition-time.ts';

const NAMES = {
  id: { mon: 'Senin', tue: 'Selasa', wed: 'Rabu', thu: 'Kamis', fri: 'Jumat', sat: 'Sabtu', sun: 'Minggu' },
  en: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
} as const;

/** Days with the same hours, side by side in the week. */
interface Run {
  readonly first: Weekday;
  last: Weekday;
  readonly hours: string;
}

/** Service hours as one line: "Senin–Kamis 08.00–12.00, 13.00–16.00; Jumat 08.00–11.30, 13.00–16.30 WIB". */
export function hoursLine(week: Week, zone: TimeZone): Localised | undefined {
  const runs = openRuns(week);
  if (runs.length === 0) return undefined;
  const line = (lang: 'id' | 'en') =>
    runs
      .map(({ first, last, hours }) => {
        const names = NAMES[lang];
        return `${first === last ? names[first] : `${names[first]}–${names[last]}`} ${hours}`;
      })
      .join('; ') + ` ${zoneAbbreviation(zone)}`;
  return { id: line('id'), en: line('en') };
}

function openRuns(week: Week): Run[] {
  const runs: Run[] = [];
  let previous = '';
  for (const day of WEEKDAYS) {
    const hours = week[day].map(({ from, to }) => `${from}–${to}`).join(', ');
    const run = runs.at(-1);
    if (hours !== '' && run && previous === hours) run.last = day;
    else if (hours !== '') runs.push({ first: day, last: day, hours });
    previous = hours;
  }
  return runs;
}
