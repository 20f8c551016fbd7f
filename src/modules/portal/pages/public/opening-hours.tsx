import {
  addDays,
  isWorkingDay,
  localDate,
  type OfficeCalendar,
  openingOf,
  zoneAbbreviation,
} from '../../../../kernel/clocks/index.ts';
import { formatWhen } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Details } from '../../../../ui/details.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { type Office, openRuns, type Week } from '../../../offices/index.ts';

/** A fortnight and a half holds every closure known in practice. */
const LOOK_AHEAD_DAYS = 20;

/** When the office is open: today first, then the week. */
export function OpeningHours(props: {
  readonly ctx: PageContext;
  readonly office: Office;
  readonly calendar: OfficeCalendar;
  readonly now: Date;
}) {
  const { ctx, office, calendar, now } = props;
  const { t } = ctx;
  const { hours } = office.profile;
  return (
    <Section title={t('portal.home.hours')} id="jam">
      <p>
        <strong>{today(ctx, calendar, now)}</strong>
      </p>
      <WeekList ctx={ctx} week={hours.week} />
      {hours.ramadan ? (
        <Details summary={t('portal.home.ramadan_title')}>
          <WeekList ctx={ctx} week={hours.ramadan.week} />
        </Details>
      ) : null}
      {hours.cutOff === undefined ? null : (
        <p class="sl-quiet">
          {t('portal.home.cut_off', {
            time: `${hours.cutOff} ${zoneAbbreviation(office.timeZone)}`,
          })}
        </p>
      )}
    </Section>
  );
}

function WeekList({ ctx, week }: { readonly ctx: PageContext; readonly week: Week }) {
  return (
    <DescriptionList
      items={openRuns(week).map(({ days, hours }) => ({ term: days[ctx.lang], value: hours }))}
    />
  );
}

function today({ t, lang }: PageContext, calendar: OfficeCalendar, now: Date): string {
  const { timeZone } = calendar;
  const date = localDate(now, timeZone);
  const open = openingOf(date, calendar);
  if (open.length > 0) {
    const clock = (at: Date) =>
      at.toLocaleTimeString('id-ID', {
        timeZone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
    const hours = open.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ');
    return t('portal.home.open_today', { hours, zone: zoneAbbreviation(timeZone) });
  }
  const off = calendar.daysOff.get(date);
  const closed = off
    ? t('portal.home.closed_because', { name: off.name })
    : t('portal.home.closed_today');
  for (let ahead = 1; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const next = addDays(date, ahead);
    const [first] = isWorkingDay(next, calendar) ? openingOf(next, calendar) : [];
    if (first)
      return `${closed} ${t('portal.home.opens_next', { day: formatWhen(first.from, timeZone, lang, 'date') })}`;
  }
  return closed;
}
