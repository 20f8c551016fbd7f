import {
  formatWhen,
  type IsoDate,
  instantAt,
  localMinutes,
  type TimeZone,
  zoneAbbreviation,
} from '../../../kernel/clocks/index.ts';
import { Details } from '../../../ui/details.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/fields.tsx';
import { withParam } from '../../../ui/href.ts';
import type { PageContext } from '../../../ui/page-context.ts';
import type { SeatTime } from '../seats.ts';
import type { OpenDays } from './open-days.ts';

/** The name of the field that carries the chosen times. */
export const TIMES = 'waktu';

/**
 * Free seats by day and hour. One or several may be chosen; with `counts` each says how many counters are free. The first
 * day is open, and every day with a choice in it.
 */
export function SeatChoice(props: {
  readonly ctx: PageContext;
  readonly timeZone: TimeZone;
  readonly open: OpenDays;
  readonly several?: boolean | undefined;
  readonly counts?: boolean | undefined;
  readonly chosen?: readonly string[] | undefined;
}) {
  const { ctx, timeZone, open, chosen = [] } = props;
  const { t, lang } = ctx;
  if (open.days.length === 0) return <p class="sl-quiet">{t('appointments.choose.none')}</p>;
  return (
    <div class="sl-flow" id={TIMES}>
      {open.days.map(({ day, times }, index) => (
        <Details
          open={
            index === 0 || times.some(({ startsAt }) => chosen.includes(startsAt.toISOString()))
          }
          summary={
            <>
              {formatWhen(instantAt(day, 720, timeZone), timeZone, lang, 'date')}{' '}
              <span class="sl-quiet">
                {t('appointments.choose.free', { count: props.counts ? sum(times) : times.length })}
              </span>
            </>
          }
        >
          {[...byHour(times, timeZone)].map(([hour, inHour]) => (
            <Hour {...props} day={day} hour={hour} times={inHour} />
          ))}
        </Details>
      ))}
    </div>
  );
}

function Hour(
  props: Parameters<typeof SeatChoice>[0] & {
    readonly day: IsoDate;
    readonly hour: number;
    readonly times: readonly SeatTime[];
  },
) {
  const { ctx, timeZone, day, hour, times, chosen = [] } = props;
  const { t, lang } = ctx;
  const group = {
    ctx,
    name: TIMES,
    id: `${TIMES}-${day}-${hour}`,
    label: t('appointments.choose.hour', {
      hour: String(hour).padStart(2, '0'),
      zone: zoneAbbreviation(timeZone),
    }),
    optional: 'unmarked' as const,
    boxed: true,
    choices: times.map(({ startsAt, free }) => ({
      value: startsAt.toISOString(),
      // The zone stands once, in the group's name.
      label: formatWhen(startsAt, timeZone, lang, 'time').replace(
        ` ${zoneAbbreviation(timeZone)}`,
        '',
      ),
      ...(props.counts ? { description: t('appointments.choose.counters', { count: free }) } : {}),
    })),
  };
  return (
    <div class="sl-seats">
      {props.several ? (
        <CheckboxGroup {...group} values={chosen} />
      ) : (
        <RadioGroup {...group} value={chosen[0]} />
      )}
    </div>
  );
}

/** Links to the days before and after those shown; `href` is the page they are on, as a GET finds it. */
export function OtherDays(props: {
  readonly ctx: PageContext;
  readonly open: OpenDays;
  readonly href: string;
}) {
  const { open, href } = props;
  const { t } = props.ctx;
  if (!open.earlier && !open.later) return null;
  return (
    <nav class="sl-pagination" aria-label={t('appointments.choose.days')}>
      {open.earlier ? (
        <a class="ds-link" href={withParam(href, 'mulai', open.earlier)}>
          {t('appointments.choose.earlier')}
        </a>
      ) : null}
      {open.later ? (
        <a class="ds-link" href={withParam(href, 'mulai', open.later)}>
          {t('appointments.choose.later')}
        </a>
      ) : null}
    </nav>
  );
}

const sum = (times: readonly SeatTime[]) => times.reduce((total, { free }) => total + free, 0);

function byHour(
  times: readonly SeatTime[],
  timeZone: TimeZone,
): ReadonlyMap<number, readonly SeatTime[]> {
  const hours = new Map<number, SeatTime[]>();
  for (const time of times) {
    const hour = Math.floor(localMinutes(time.startsAt, timeZone) / 60);
    hours.set(hour, [...(hours.get(hour) ?? []), time]);
  }
  return hours;
}
