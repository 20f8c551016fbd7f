import { WEEKDAYS } from '../../kernel/clocks/index.ts';
import { reason } from '../../kernel/i18n.ts';
import { duplicates, type Flaw } from './definition-checks.ts';
import type { OfficeDefinition } from './definition-office.ts';
import type { Week } from './definition-time.ts';
import { checkBlanko, checkLetters } from './letters/check.ts';

/** What an office's schema cannot say: hours that run forwards, an office that opens at all, counters told apart, letters whose places exist. */
export function checkOffice({
  hours,
  counters,
  letters,
  blanko,
}: Pick<OfficeDefinition, 'hours' | 'counters' | 'letters' | 'blanko'>): readonly Flaw[] {
  const { week, ramadan } = hours;
  return [
    ...checkWeek(week, 'hours.week'),
    ...(ramadan ? checkWeek(ramadan.week, 'hours.ramadan.week') : []),
    ...(ramadan?.periods ?? []).flatMap(({ from, to }, index) =>
      from > to
        ? [
            {
              field: `hours.ramadan.periods[${index}]`,
              reason: reason('offices.mistake.period_order'),
            },
          ]
        : [],
    ),
    ...duplicates(
      counters.map(({ code }) => code),
      'counters',
      'code',
    ),
    ...checkLetters(letters),
    ...checkBlanko(blanko),
  ];
}

function checkWeek(week: Week, at: string): Flaw[] {
  // Without a single working day no promised time could ever be reckoned.
  if (WEEKDAYS.every((day) => week[day].length === 0))
    return [{ field: at, reason: reason('offices.mistake.never_open') }];
  return WEEKDAYS.flatMap((day) =>
    week[day].flatMap(({ from, to }, index) => {
      const before = week[day][index - 1]?.to ?? '00.00';
      return from < to && before <= from
        ? []
        : [
            {
              field: `${at}.${day}[${index}]`,
              reason: reason('offices.mistake.hours_order', { from, to }),
            },
          ];
    }),
  );
}
