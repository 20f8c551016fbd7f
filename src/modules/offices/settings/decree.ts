import {
  type DecreeDay,
  type DecreeMistake,
  type IsoDate,
  parseDecreeCsv,
} from '../../../kernel/clocks/index.ts';
import { canonical } from '../../../kernel/ledger.ts';
import type { DaysOff } from './days-off.ts';
import { asCalendarFile } from './decree-table.ts';

/** What a decree's table says of one day, against what is known. */
export interface DecreeLine {
  readonly day: IsoDate;
  readonly off: DecreeDay;
  /** `national`: every office has it already. `removed`: the table no longer names it. */
  readonly fate: 'added' | 'changed' | 'same' | 'national' | 'removed';
}

/** A decree's table understood: the mistakes by line, and otherwise what it would make of the office's own days off. */
export interface DecreeReading {
  readonly mistakes: readonly DecreeMistake[];
  readonly lines: readonly DecreeLine[];
  readonly wanted: DaysOff;
}

/**
 * Reads the yearly decree (SKB 3 Menteri) as CSV. For the years it names it decides alone which holidays and days of joint
 * leave the office has; the office's own days off stay. What the national calendar says already is not kept twice.
 */
export function readDecree(text: string, own: DaysOff, national: DaysOff): DecreeReading {
  const { days, mistakes } = parseDecreeCsv(asCalendarFile(text), ['L', 'C', 'office']);
  if (mistakes.length > 0) return { mistakes, lines: [], wanted: own };
  const years = new Set([...days.keys()].map((day) => day.slice(0, 4)));
  const wanted = new Map<IsoDate, DecreeDay>();
  const lines: DecreeLine[] = [];
  for (const [day, off] of own) {
    const isDecreed = off.kind !== 'office' && years.has(day.slice(0, 4));
    if (!isDecreed) wanted.set(day, off);
    else if (!days.has(day)) lines.push({ day, off, fate: 'removed' });
  }
  for (const [day, off] of days) {
    const [before, nation] = [own.get(day), national.get(day)];
    if (!before && nation && says(nation) === says(off)) {
      lines.push({ day, off, fate: 'national' });
      continue;
    }
    wanted.set(day, off);
    const isSame = before && canonical({ ...before }) === canonical({ ...off });
    lines.push({ day, off, fate: isSame ? 'same' : before ? 'changed' : 'added' });
  }
  return {
    mistakes,
    lines: lines.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    wanted: new Map([...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What matters to whoever comes to the counter. */
const says = ({ kind, name, status }: DecreeDay) => canonical([kind, name, status]);
