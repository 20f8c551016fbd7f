import { localise } from '../../../../kernel/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { CheckboxGroup, RadioGroup, SelectField, TextField } from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { Condition } from '../../definition.ts';
import type { DraftField } from '../draft.ts';
import { HOWS, isChosen, shownCondition } from './read-condition.ts';

/**
 * When something applies: always, or depending on an answer. First the question is chosen; the answers it can have appear when
 * the page comes back.
 */
export function ConditionFields(props: {
  readonly ctx: PageContext;
  readonly label: string;
  /** The words for "always". */
  readonly always: string;
  /** The fields a condition may look at here. */
  readonly fields: readonly DraftField[];
  readonly when: Condition | undefined;
  readonly error: (place: string) => string | undefined;
}) {
  const { ctx, label, always, fields, when, error } = props;
  const { t, lang } = ctx;
  const field = fields.find(({ key }) => key === when?.field);
  const nameOf = (each: DraftField) => localise(each.label, lang).text || each.key;
  const lost = when !== undefined && field === undefined;
  return (
    <div class="sl-flow">
      <SelectField
        ctx={ctx}
        name="when.field"
        label={label}
        value={when?.field ?? ''}
        empty={always}
        optional="unmarked"
        options={[
          ...fields.map((each) => ({ value: each.key, label: nameOf(each) })),
          ...(lost ? [{ value: when.field, label: when.field }] : []),
        ]}
        error={error('when.field') ?? error('when')}
      />
      {fields.length === 0 ? null : (
        <Button type="submit" kind="tertiary" size="sm" name="tindakan" value="tampilkan">
          {t('offices.catalogue.show_answers')}
        </Button>
      )}
      {when && field ? <Answers {...props} when={when} field={field} /> : null}
    </div>
  );
}

function Answers(props: {
  readonly ctx: PageContext;
  readonly when: Condition;
  readonly field: DraftField;
  readonly error: (place: string) => string | undefined;
}) {
  const { ctx, when, field, error } = props;
  const { t, lang } = ctx;
  const { how, values } = shownCondition(when);
  const choices =
    field.kind === 'yes_no'
      ? [
          { value: 'true', label: t('portal.service.yes') },
          { value: 'false', label: t('portal.service.no') },
        ]
      : (field.options ?? []).map((option) => ({
          value: option.value,
          label: localise(option.label, lang).text || option.value,
        }));
  // An answer that is no longer there is shown too, so that it can be unticked.
  const gone = values.filter((value) => !choices.some((choice) => choice.value === value));
  const fault = ['when.equals', 'when.oneOf', 'when.values'].map(error).find(Boolean);
  return (
    <>
      <input type="hidden" name="when.shown" value={field.key} />
      <RadioGroup
        ctx={ctx}
        name="when.how"
        label={t('offices.catalogue.when_how', { field: localise(field.label, lang).text })}
        value={how}
        choices={HOWS.map((each) => ({ value: each, label: t(`offices.catalogue.when_${each}`) }))}
      />
      {isChosen(field) ? (
        <CheckboxGroup
          ctx={ctx}
          name="when.values"
          label={t('offices.catalogue.when_answers')}
          values={values}
          choices={[...choices, ...gone.map((value) => ({ value, label: value }))]}
          optional="unmarked"
          error={fault}
        />
      ) : (
        <TextField
          ctx={ctx}
          name="when.value"
          label={t('offices.catalogue.when_answer')}
          value={values[0] ?? ''}
          optional="unmarked"
          error={fault}
        />
      )}
    </>
  );
}
