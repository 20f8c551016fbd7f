import type { IsoDate } from '../../../../kernel/clocks/index.ts';
import type { FieldErrors } from '../../../../kernel/forms.ts';
import { say } from '../../../../kernel/i18n.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { DateField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { type Period, PRESETS, presetDays } from '../../period.ts';
import { figuresHref } from './words.ts';

/** Which days: four presets, and any two days. What was typed is kept, also when it cannot be. */
export function PeriodPart(props: {
  readonly visit: Visit;
  readonly today: IsoDate;
  readonly typed: Period;
  readonly errors?: FieldErrors | undefined;
}) {
  const { visit, today, typed, errors = {} } = props;
  const { t, page: ctx } = visit;
  const error = (name: string) => errors[name] && say(t, errors[name]);
  return (
    <>
      <Tabs
        label={t('reports.period.label')}
        items={PRESETS.map((preset) => {
          const days = presetDays(preset, today);
          return {
            label: t(`reports.period.${preset}`),
            href: figuresHref(visit, days),
            current: days.from === typed.from && days.to === typed.to,
          };
        })}
      />
      <Form method="get" action={`/${visit.office.slug}/petugas/angka`} inline>
        <DateField
          ctx={ctx}
          name="dari"
          label={t('reports.period.from')}
          value={typed.from}
          optional="unmarked"
          error={error('dari')}
        />
        <DateField
          ctx={ctx}
          name="sampai"
          label={t('reports.period.to')}
          value={typed.to}
          optional="unmarked"
          error={error('sampai')}
        />
        <SubmitButton kind="secondary">{t('reports.period.show')}</SubmitButton>
      </Form>
    </>
  );
}
