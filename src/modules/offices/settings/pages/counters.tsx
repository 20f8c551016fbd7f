import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { MessageKey } from '../../../../kernel/i18n.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { CheckboxGroup, RadioGroup, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { OfficeProfile } from '../../office.ts';
import { counterRows } from '../counters.ts';
import { BothLanguages, Problems, placed } from './fields.tsx';
import { SettingsPage, settingsPath } from './frame.tsx';
import { AlreadyOutside, NewlyOutside } from './outside.tsx';
import type { PartPage, PartView } from './part-page.tsx';
import { numberAt, type Typed, wordsAt } from './typed.ts';

/** As many as an office's folder may hold. */
const MOST_COUNTERS = 60;
/** Empty lines to write new counters into. */
const SPARE_LINES = 2;

/** Each rule with its words; those for whoever comes early or late may stay empty. */
const RULES = [
  ['minutes', 'offices.seats.minutes', 'offices.seats.minutes_help'],
  ['leadWorkingDays', 'offices.seats.lead', 'offices.seats.lead_help'],
  ['horizonDays', 'offices.seats.horizon', 'offices.seats.horizon_help'],
  ['holdHours', 'offices.seats.hold', 'offices.seats.hold_help'],
  ['moves', 'offices.seats.moves', 'offices.seats.moves_help'],
  ['noticeHours', 'offices.seats.notice', 'offices.seats.notice_help'],
  ['earlyMinutes', 'offices.seats.early', 'offices.seats.early_help'],
  ['graceMinutes', 'offices.seats.grace', 'offices.seats.grace_help'],
] as const satisfies readonly (readonly [string, MessageKey, MessageKey])[];

const MAY_BE_EMPTY: readonly string[] = ['earlyMinutes', 'graceMinutes'];
/** Two that are chosen: the first is the rule when an office says nothing. */
const CHOSEN = [
  [
    'onTheSpot',
    'offices.seats.on_the_spot',
    [
      ['ya', 'offices.seats.on_the_spot.ya'],
      ['tidak', 'offices.seats.on_the_spot.tidak'],
    ],
  ],
  [
    'unserved',
    'offices.seats.unserved',
    [
      ['new_time', 'offices.seats.unserved.new_time'],
      ['next_seat', 'offices.seats.unserved.next_seat'],
    ],
  ],
] as const satisfies readonly (readonly [
  string,
  MessageKey,
  readonly (readonly [string, MessageKey])[],
])[];

/** Where an office serves, how its seats are cut and given, and how long an applicant has to correct. */
export const countersPage: PartPage = {
  path: '/loket',
  parts: ['counters', 'seats', 'correctionWorkingDays', 'fourEyes'],
  read: (input) => ({
    counters: countersIn(input),
    seats: seatsIn(input),
    correctionWorkingDays: numberAt(input, 'correctionWorkingDays') ?? '',
    // What is not said is the rule: two officers.
    fourEyes: one(input, 'satu_petugas') === 'ya' ? false : undefined,
  }),
  times: ({ counters }) => ({ counters: counters as OfficeProfile['counters'] }),
  also: ({ counters }, officeId) => counterRows(officeId, counters as OfficeProfile['counters']),
  view: (view) => <CountersPage {...view} />,
};

function countersIn(input: FormInput) {
  return Array.from({ length: MOST_COUNTERS + SPARE_LINES }, (_, index) => index)
    .map((index) => ({
      code: one(input, `counters[${index}].code`).trim().toUpperCase(),
      name: wordsAt(input, `counters[${index}].name`),
    }))
    .filter(({ code, name }) => code !== '' || name !== undefined)
    .map(({ code, name }) => ({ code, name: name ?? { id: '' } }));
}

/** An office that gives no seats leaves all of it empty. */
function seatsIn(input: FormInput) {
  const typed = RULES.flatMap(([name]) => {
    const value = numberAt(input, `seats.${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (typed.length === 0) return undefined;
  const required = RULES.map(([name]) => name).filter((name) => !MAY_BE_EMPTY.includes(name));
  return {
    ...Object.fromEntries([...required.map((name) => [name, ''] as const), ...typed]),
    // What is not said is the rule.
    ...(one(input, 'seats.onTheSpot') === 'tidak' && { onTheSpot: false }),
    ...(one(input, 'seats.unserved') === 'next_seat' && { unserved: 'next_seat' }),
  };
}

function CountersPage({ visit, rooms, content, typed, edition, outside }: PartView) {
  const { t, page: ctx } = visit;
  const known = Array.isArray(content.counters) ? content.counters.length : 0;
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/loket"
      title={t('offices.settings.card.counters')}
      lead={t('offices.counters.lead')}
    >
      <Problems ctx={ctx} typed={typed} />
      <Form action={settingsPath(visit, '/loket')}>
        <input type="hidden" name="edisi" value={edition} />
        <NewlyOutside visit={visit} bookings={outside.newly} />
        <Section title={t('offices.counters.title')} id="loket">
          <p class="ds-paragraph">{t('offices.counters.help')}</p>
          {Array.from({ length: known + SPARE_LINES }, (_, index) => (
            <CounterLine visit={visit} typed={typed} index={index} />
          ))}
        </Section>
        <Section title={t('offices.seats.title')} id="jadwal">
          {RULES.map(([name, label, help]) => (
            <TextField
              {...placed({
                ctx,
                typed,
                place: `seats.${name}`,
                label: t(label),
                description: t(help),
                optional: MAY_BE_EMPTY.includes(name),
              })}
              inputMode="numeric"
              size={6}
              maxLength={6}
              autocomplete="off"
            />
          ))}
          {CHOSEN.map(([name, label, choices]) => (
            <RadioGroup
              ctx={ctx}
              name={`seats.${name}`}
              id={`seats.${name}`}
              label={t(label)}
              value={chosenOf(name, content)}
              choices={choices.map(([value, words]) => ({ value, label: t(words) }))}
            />
          ))}
          <TextField
            {...placed({
              ctx,
              typed,
              place: 'correctionWorkingDays',
              label: t('offices.seats.correction'),
              description: t('offices.seats.correction_help'),
            })}
            inputMode="numeric"
            size={6}
            maxLength={6}
            autocomplete="off"
          />
        </Section>
        <Section title={t('offices.four_eyes.title')} id="empat-mata">
          <CheckboxGroup
            ctx={ctx}
            name="satu_petugas"
            label={t('offices.four_eyes.label')}
            description={t('offices.four_eyes.help')}
            optional="unmarked"
            values={content.fourEyes === false ? ['ya'] : []}
            choices={[{ value: 'ya', label: t('offices.four_eyes.off') }]}
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

/** What the office has chosen, as the form says it. */
function chosenOf(name: 'onTheSpot' | 'unserved', { seats }: PartView['content']): string {
  const rules = typeof seats === 'object' && seats !== null ? seats : {};
  if (name === 'onTheSpot')
    return 'onTheSpot' in rules && rules.onTheSpot === false ? 'tidak' : 'ya';
  return 'unserved' in rules && rules.unserved === 'next_seat' ? 'next_seat' : 'new_time';
}

function CounterLine({ visit, typed, index }: { visit: Visit; typed: Typed; index: number }) {
  const { t, page: ctx } = visit;
  const place = `counters[${index}]`;
  const number = index + 1;
  return (
    <fieldset class="ds-fieldset">
      <legend class="ds-label">{t('offices.counters.one', { number })}</legend>
      <TextField
        {...placed({
          ctx,
          typed,
          place: `${place}.code`,
          label: t('offices.counters.code'),
          optional: 'unmarked',
        })}
        size={8}
        maxLength={8}
        autocomplete="off"
      />
      <BothLanguages
        ctx={ctx}
        typed={typed}
        place={`${place}.name`}
        label={t('offices.counters.name')}
        optional="unmarked"
        maxLength={80}
      />
    </fieldset>
  );
}
