import {
  addDays,
  type IsoDate,
  instantAt,
  isIsoDate,
  type TimeZone,
} from '../../kernel/clocks/index.ts';
import { type FieldErrors } from '../../kernel/forms.ts';
import { reason } from '../../kernel/i18n.ts';

/** Days of the office, both included. */
export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** A year and a leap day: more is asked for year by year. */
export const MOST_DAYS = 366;

export const PRESETS = ['today', 'week', 'month', 'year'] as const;
export type Preset = (typeof PRESETS)[number];

/** The days of a preset: today, the last seven days, this month or this year until today. */
export function presetDays(preset: Preset, today: IsoDate): Period {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: addDays(today, -6), to: today };
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today };
    case 'year':
      return { from: `${today.slice(0, 5)}01-01`, to: today };
  }
}

export type ReadPeriod =
  | { readonly ok: true; readonly period: Period }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Reads the days of an address. Nothing said is today; one day said is that day until today, or that day alone. */
export function readPeriod(dari: string, sampai: string, today: IsoDate): ReadPeriod {
  const errors: Record<string, FieldErrors[string]> = {};
  for (const [name, text] of Object.entries({ dari, sampai }))
    if (text !== '' && !isSensible(text)) errors[name] = reason('reports.period.not_a_day');
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const from = dari || sampai || today;
  const to = sampai || (from > today ? from : today);
  if (to < from) return { ok: false, errors: { sampai: reason('reports.period.ends_before') } };
  if (addDays(from, MOST_DAYS) <= to)
    return {
      ok: false,
      errors: { sampai: reason('reports.period.too_long', { most: MOST_DAYS }) },
    };
  return { ok: true, period: { from, to } };
}

const isSensible = (text: string) => isIsoDate(text) && text >= '1990-01-01' && text < '2200-01-01';

/** The moments of a period on the office's clock: the first included, the last not. */
export function momentsOf({ from, to }: Period, timeZone: TimeZone): { from: Date; to: Date } {
  return { from: instantAt(from, 0, timeZone), to: instantAt(addDays(to, 1), 0, timeZone) };
}
