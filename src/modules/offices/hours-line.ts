import { type TimeZone, WEEKDAYS, zoneAbbreviation } from '../../kernel/clocks/index.ts';
import type { Week } from './definition-time.ts';

const NAMES = {
  id: {
    mon: 'Senin',
    tue: 'Selasa',
    wed: 'Rabu',
    thu: 'Kamis',
    fri: 'Jumat',
    sat: 'Sabtu',
    sun: 'Minggu',
  },
  en: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
} as const;

interface Both {
  readonly id: string;
  readonly en: string;
}

/** Days side by side with the same hours: "Senin–Kamis", "08.00–12.00, 13.00–16.00". Closed days are left out. */
export function openRuns(week: Week): readonly { readonly days: Both; readonly hours: string }[] {
  const runs: { first: keyof Week; last: keyof Week; hours: string }[] = [];
  let previous = '';
  for (const day of WEEKDAYS) {
    const hours = week[day].map(({ from, to }) => `${from}–${to}`).join(', ');
    const run = runs.at(-1);
    if (hours !== '' && run && previous === hours) run.last = day;
    else if (hours !== '') runs.push({ first: day, last: day, hours });
    previous = hours;
  }
  const named = (lang: 'id' | 'en', first: keyof Week, last: keyof Week) =>
    first === last ? NAMES[lang][first] : `${NAMES[lang][first]}–${NAMES[lang][last]}`;
  return runs.map(({ first, last, hours }) => ({
    days: { id: named('id', first, last), en: named('en', first, last) },
    hours,
  }));
}

/** Service hours as one line: "Senin–Kamis 08.00–12.00, 13.00–16.00; Jumat 08.00–11.30, 13.00–16.30 WIB". */
export function hoursLine(week: Week, timeZone: TimeZone): Both | undefined {
  const runs = openRuns(week);
  if (runs.length === 0) return undefined;
  const line = (lang: 'id' | 'en') =>
    `${runs.map(({ days, hours }) => `${days[lang]} ${hours}`).join('; ')} ${zoneAbbreviation(timeZone)}`;
  return { id: line('id'), en: line('en') };
}
