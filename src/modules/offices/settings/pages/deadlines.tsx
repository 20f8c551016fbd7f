import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { MessageKey } from '../../../../kernel/i18n.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { CheckboxGroup, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { deadlinesOf } from '../../definition-deadlines.ts';
import { Problems, placed } from './fields.tsx';
import { SettingsPage, settingsPath } from './frame.tsx';
import type { PartPage, PartView } from './part-page.tsx';
import { numberAt, textAt } from './typed.ts';

const NUMBERS = [
  ['extensions', 'offices.deadlines.extensions', 'offices.deadlines.extensions_help'],
  ['extensionPercent', 'offices.deadlines.percent', 'offices.deadlines.percent_help'],
  ['objectionWorkingDays', 'offices.deadlines.objection', 'offices.deadlines.objection_help'],
  ['objectionAnswerWorkingDays', 'offices.deadlines.answer', 'offices.deadlines.answer_help'],
] as const satisfies readonly (readonly [string, MessageKey, MessageKey])[];

/** How long people have, and how often the office may ask for more time. */
export const deadlinesPage: PartPage = {
  path: '/aturan',
  parts: ['deadlines'],
  read: (input, { profile }) => ({
    deadlines: isUnsaid(input, profile) ? undefined : deadlinesIn(input),
  }),
  view: (view) => <DeadlinesPage {...view} />,
};

function deadlinesIn(input: FormInput) {
  return {
    warnDaysBefore: (textAt(input, 'deadlines.warnDaysBefore') ?? '')
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((text) => (/^\d{1,4}$/.test(text) ? Number(text) : text)),
    ...Object.fromEntries(
      NUMBERS.map(([name]) => [name, numberAt(input, `deadlines.${name}`) ?? '']),
    ),
    // What is usual is left unsaid.
    ...(one(input, 'deadlines.silenceGrants') === '1' ? {} : { silenceGrants: false }),
    source: one(input, 'deadlines.source').trim(),
  };
}

/** An office that says nothing of deadlines goes on saying nothing when the usual ones are sent back as they were shown. */
function isUnsaid(input: FormInput, profile: Parameters<typeof deadlinesOf>[0]): boolean {
  return (
    profile.deadlines === undefined &&
    JSON.stringify(shownDeadlines(deadlinesIn(input))) ===
      JSON.stringify(shownDeadlines(deadlinesOf(profile)))
  );
}

const shownDeadlines = (deadlines: object) =>
  Object.entries(deadlines).toSorted(([a], [b]) => (a < b ? -1 : 1));

function DeadlinesPage({ visit, rooms, office, content, typed, edition }: PartView) {
  const { t, page: ctx } = visit;
  const shown = (content.deadlines ?? deadlinesOf(office.profile)) as Readonly<
    Record<string, unknown>
  >;
  const value = (name: string) => [shown[name]].flat().join(', ');
  const field = (name: string, label: MessageKey, help: MessageKey) => (
    <TextField
      {...placed({ ctx, typed, place: `deadlines.${name}`, label: t(label), description: t(help) })}
      value={value(name)}
      inputMode="numeric"
      size={8}
      maxLength={30}
      autocomplete="off"
    />
  );
  const warned = typed.summary.find(({ field: id }) =>
    id.startsWith('f-deadlines-warnDaysBefore-'),
  );
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/aturan"
      title={t('offices.settings.card.deadlines')}
      lead={t('offices.deadlines.lead')}
    >
      <Problems ctx={ctx} typed={typed} />
      <Form action={settingsPath(visit, '/aturan')}>
        <input type="hidden" name="edisi" value={edition} />
        <TextField
          {...placed({
            ctx,
            typed,
            place: 'deadlines.warnDaysBefore',
            label: t('offices.deadlines.warn'),
            description: t('offices.deadlines.warn_help'),
            optional: true,
          })}
          value={value('warnDaysBefore')}
          error={typed.error('deadlines.warnDaysBefore') ?? warned?.message}
          size={16}
          maxLength={30}
          autocomplete="off"
        />
        {NUMBERS.map(([name, label, help]) => field(name, label, help))}
        <CheckboxGroup
          ctx={ctx}
          name="deadlines.silenceGrants"
          label={t('offices.deadlines.silence')}
          description={t('offices.deadlines.silence_help')}
          optional="unmarked"
          values={shown['silenceGrants'] === false ? [] : ['1']}
          choices={[{ value: '1', label: t('offices.deadlines.silence_grants') }]}
        />
        <TextField
          {...placed({
            ctx,
            typed,
            place: 'deadlines.source',
            label: t('offices.deadlines.source'),
            description: t('offices.deadlines.source_help'),
          })}
          value={value('source')}
          maxLength={300}
          autocomplete="off"
        />
        <SubmitButton>{t('offices.settings.save')}</SubmitButton>
      </Form>
    </SettingsPage>
  );
}
