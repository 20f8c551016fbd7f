import { readFileSync } from 'node:fs';
import type { OfficeCalendar, OpeningWeek } from './calendar.ts';
import { parseOpening } from './calendar.ts';
import { parseDecreeCsv } from './decree.ts';

function opening(text: string) {
  const intervals = parseOpening(text);
  if (intervals === null) throw new Error(`Not opening hours: ${text}`);
  return intervals;
}

function week(workday: string, friday: string): OpeningWeek {
  const [mon, fri] = [opening(workday), opening(friday)];
  return { mon, tue: mon, wed: mon, thu: mon, fri, sat: [], sun: [] };
}

const daysOff = new Map(
  [2025, 2026, 2027].flatMap((year) => {
    const path = new URL(`../../../offices/_national/calendar/${year}.csv`, import.meta.url);
    return [...parseDecreeCsv(readFileSync(path, 'utf8')).days];
  }),
);

/** A land office under the national calendar with the Friday break and shorter Ramadan hours. */
export const exampleOffice: OfficeCalendar = {
  timeZone: 'Asia/Jakarta',
  week: week('08:00-12:00,13:00-16:00', '08:00-11:30,13:00-16:30'),
  ramadan: {
    periods: [{ from: '2026-02-19', to: '2026-03-20' }],
    week: week('08:00-12:00,12:30-15:00', '08:00-11:30,12:30-15:30'),
  },
  daysOff,
  cutOff: '15:00',
};
