import { WEEKDAYS } from '../../../../kernel/clocks/index.ts';
import { type FormInput, one } from '../../../../kernel/forms.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { DateField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Hours } from '../../definition-time.ts';
import { Problems, placed } from './fields.tsx';
import { Recounting, SettingsPage, settingsPath } from './frame.tsx';
import { AlreadyOutside, NewlyOutside } from './outside.tsx';
import type { PartPage, PartView } from './part-page.tsx';
import { textAt } from './typed.ts';
import { WeekFields } from './week-fields.tsx';

/** The most stretches of opening a day may have, and the most Ramadans that are told ahead. */
const MOST_STRETCHES = 6;
const MOST_PERIODS = 6;

/** When the office is open: the week, the break on Friday, Ramadan, and until when what arrives counts as today's. */
export const hoursPage: PartPage = {
  path: '/jam',
  parts: ['hours'],
  read: (input) => ({ hours: hoursIn(input) }),
  times: (wanted) => ({ hours: wanted.hours as Hours }),
  view: (view) => <HoursPage {...view} />,
};

function hoursIn(input: FormInput) {
  const cutOff = clockAt(input, 'hours.cutOff');
  const week = weekIn(input, 'hours.ramadan.week');
  const periods = Array.from({ length: MOST_PERIODS }, (_, index) => ({
    from: one(input, `hours.ramadan.periods[${index}].from`),
    to: one(input, `hours.ramadan.periods[${index}].to`),
  })).filter(({ from, to }) => from !== '' || to !== '');
  const isOpen = WEEKDAYS.some((day) => (week[day]?.length ?? 0) > 0);
  return {
    week: weekIn(input, 'hours.week'),
    ...(cutOff !== undefined && { cutOff }),
    ...((periods.length > 0 || isOpen) && { ramadan: { periods, week } }),
  };
}

function weekIn(input: FormInput, place: string): Record<string, object[]> {
  return Object.fromEntries(
    WEEKDAYS.map((day) => [
      day,
      Array.from({ length: MOST_STRETCHES }, (_, index) => ({
        from: clockAt(input, `${place}.${day}[${index}].from`) ?? '',
        to: clockAt(input, `${place}.${day}[${index}].to`) ?? '',
      })).filter(({ from, to }) => from !== '' || to !== ''),
    ]),
  );
}

/** People write 8:00, 08.00 and 8.00 and mean the same. */
function clockAt(input: FormInput, place: string): string | undefined {
  const text = textAt(input, place);
  const found = /^(\d{1,2})[.:](\d{2})$/.exec(text ?? '');
  return found ? `${(found[1] ?? '').padStart(2, '0')}.${found[2]}` : text;
}

function HoursPage({ visit, rooms, content, typed, edition, outside }: PartView) {
  const { t, page: ctx } = visit;
  const hours = content.hours as { ramadan?: { periods?: readonly unknown[] } } | undefined;
  const periods = Math.min((hours?.ramadan?.periods?.length ?? 0) + 1, MOST_PERIODS);
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/jam"
      title={t('offices.settings.card.hours')}
      lead={t('offices.hours.lead')}
    >
      <Recounting visit={visit} rooms={rooms} />
      <Problems ctx={ctx} typed={typed} />
      <Form action={settingsPath(visit, '/jam')}>
        <input type="hidden" name="edisi" value={edition} />
        <NewlyOutside visit={visit} bookings={outside.newly} />
        <Section title={t('offices.hours.week')} id="minggu">
          <WeekFields
            visit={visit}
            typed={typed}
            place="hours.week"
            content={content}
            caption={t('offices.hours.week')}
          />
          <TextField
            {...placed({
              ctx,
              typed,
              place: 'hours.cutOff',
              label: t('offices.hours.cut_off'),
              description: t('offices.hours.cut_off_help'),
              optional: true,
            })}
            size={6}
            maxLength={5}
            autocomplete="off"
          />
        </Section>
        <Section title={t('offices.hours.ramadan')} id="ramadan">
          <p class="ds-paragraph">{t('offices.hours.ramadan_lead')}</p>
          {Array.from({ length: periods }, (_, index) => (
            <div class="sl-form-inline">
              {(['from', 'to'] as const).map((end) => (
                <DateField
                  {...placed({
                    ctx,
                    typed,
                    place: `hours.ramadan.periods[${index}].${end}`,
                    label: t(`offices.hours.ramadan_${end}`, { number: index + 1 }),
                    optional: 'unmarked',
                  })}
                  error={
                    typed.error(`hours.ramadan.periods[${index}].${end}`) ??
                    (end === 'from' ? typed.error(`hours.ramadan.periods[${index}]`) : undefined)
                  }
                />
              ))}
            </div>
          ))}
          <WeekFields
            visit={visit}
            typed={typed}
            place="hours.ramadan.week"
            content={content}
            caption={t('offices.hours.ramadan')}
          />
        </Section>
        <SubmitButton>
          {t(outside.newly.length > 0 ? 'offices.outside.save' : 'offices.settings.save')}
        </SubmitButton>
      </Form>
      <AlreadyOutside visit={visit} bookings={outside.already} />
    </SettingsPage>
  );
}
