import { WEEKDAYS } from '../../../../kernel/clocks/index.ts';
import { Table } from '../../../../ui/table.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { idOf, type Typed } from './typed.ts';

type Weekday = (typeof WEEKDAYS)[number];

/** Opening and closing of every day of a week, two stretches each: the gap between them is the break. */
export function WeekFields(props: {
  readonly visit: Visit;
  readonly typed: Typed;
  /** `hours.week` or `hours.ramadan.week`. */
  readonly place: string;
  readonly content: unknown;
  readonly caption: string;
}) {
  const { visit, typed, place, caption } = props;
  const { t, page: ctx } = visit;
  const stretches = [0, 1, 2, 3, 4, 5].filter(
    (index) =>
      index < 2 || WEEKDAYS.some((day) => typed.value(`${place}.${day}[${index}].from`) !== ''),
  );
  const whole = typed.error(place);
  return (
    <>
      {whole === undefined ? null : (
        <p class="ds-validation-message" id={idOf(place)}>
          {whole}
        </p>
      )}
      <Table
        ctx={ctx}
        caption={caption}
        captionHidden
        rows={WEEKDAYS}
        columns={[
          {
            key: 'day',
            head: t('offices.hours.day'),
            rowHead: true,
            cell: (day) => t(`offices.day.${day}`),
          },
          ...stretches.map((index) => ({
            key: `stretch-${index}`,
            head: t('offices.hours.stretch', { number: index + 1 }),
            cell: (day: Weekday) => (
              <Stretch
                visit={visit}
                typed={typed}
                place={`${place}.${day}[${index}]`}
                day={day}
                index={index}
              />
            ),
          })),
        ]}
      />
    </>
  );
}

function Stretch(props: {
  visit: Visit;
  typed: Typed;
  place: string;
  day: Weekday;
  index: number;
}) {
  const { visit, typed, place, day, index } = props;
  const { t } = visit;
  const problem = typed.error(place) ?? typed.error(`${place}.from`) ?? typed.error(`${place}.to`);
  const about = `${idOf(place)}-kesalahan`;
  const field = (end: 'from' | 'to') => (
    <input
      class="ds-input sl-clock"
      type="text"
      id={idOf(`${place}.${end}`)}
      name={`${place}.${end}`}
      value={typed.value(`${place}.${end}`)}
      size={5}
      maxlength={5}
      autocomplete="off"
      aria-label={t(`offices.hours.${end}`, { day: t(`offices.day.${day}`), number: index + 1 })}
      aria-invalid={problem === undefined ? undefined : 'true'}
      aria-describedby={problem === undefined ? undefined : about}
    />
  );
  return (
    <div>
      <span class="sl-clocks" id={idOf(place)}>
        {field('from')} – {field('to')}
      </span>
      {problem === undefined ? null : (
        <p class="ds-validation-message" id={about}>
          {problem}
        </p>
      )}
    </div>
  );
}
