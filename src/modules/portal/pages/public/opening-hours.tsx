import { addDays, isWorkingDay, localDate, type OfficeCalendar, openingOf, zoneAbbreviation } from '../../../../kernel/clocks/index.ts';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { hoursLine, type Office } from '../../../offices/index.ts';

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
  const { t, lang } = ctx;
  const { hours } = office.profile;
  const week = hoursLine(hours.week, office.timeZone);
  const fasting = hours.ramadan && hoursLine(hours.ramadan.week, office.timeZone);
  return (
    <Section title={t('portal.home.hours')} id="jam">
      <p>
        <strong>{today(ctx, calendar, now)}</strong>
      </p>
      {week ? (
        <p>
          <Localised text={week} lang={lang} />
        </p>
      ) : null}
      {fasting ? <p class="sl-quiet">{t('portal.home.ramadan', { hours: fasting[lang] ?? fasting.id })}</p> : null}
      {hours.cutOff === undefined ? null : (
        <p class="sl-quiet">
          {t('portal.home.cut_off', { time: `${hours.cutOff} ${zoneAbbreviation(office.timeZone)}` })}
        </p>
      )}
    </Section>
  );
}

function today({ t, lang }: PageContext, calendar: OfficeCalendar, now: Date): string {
  const { timeZone } = calendar;
  const date = localDate(now, timeZone);
  const open = openingOf(date, calendar);
  if (open.length > 0) {
    const clock = (at: Date) =>
      at.toLocaleTimeString('id-ID', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const hours = open.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ');
    return t('portal.home.open_today', { hours, zone: zoneAbbreviation(timeZone) });
  }
  const off = calendar.daysOff.get(date);
  const closed = off ? t('portal.home.closed_because', { name: off.name }) : t('portal.home.closed_today');
  for (let ahead = 1; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const next = addDays(date, ahead);
    const [first] = isWorkingDay(next, calendar) ? openingOf(next, calendar) : [];
    if (first) return `${closed} ${t('portal.home.opens_next', { day: formatWhen(first.from, timeZone, lang, 'day') })}`;
  }
  return closed;
}
