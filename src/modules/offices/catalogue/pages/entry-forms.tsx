import { localise } from '../../../../kernel/i18n.ts';
import { SelectField } from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { FIELD_KINDS, STEP_KINDS } from '../../definition.ts';
import type { DraftLists, ListName, ServiceDraft } from '../draft.ts';
import { BothLanguages } from './both-languages.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { KeyField, NumberField, Tick } from './entry-parts.tsx';
import type { ErrorAt } from './errors-at.ts';
import { OptionRows } from './option-rows.tsx';

/** What the form of an entry is given; `entry` is absent for a new one. */
export interface EntryFormProps<L extends ListName> {
  readonly ctx: PageContext;
  readonly draft: ServiceDraft;
  readonly entry: DraftLists[L] | undefined;
  readonly error: ErrorAt;
}

export function RequirementFields({ ctx, draft, entry, error }: EntryFormProps<'requirements'>) {
  const { t } = ctx;
  const tick = (name: 'required' | 'original' | 'local') => (
    <Tick ctx={ctx} name={name} ticked={entry ? entry[name] : name === 'required'} />
  );
  return (
    <>
      <BothLanguages
        ctx={ctx}
        name="name"
        label={t('offices.catalogue.requirement.name')}
        value={entry?.name}
        error={error}
      />
      <BothLanguages
        ctx={ctx}
        name="help"
        label={t('offices.catalogue.help')}
        description={t('offices.catalogue.requirement.help')}
        value={entry?.help}
        rows={2}
        optional
        error={error}
      />
      {tick('required')}
      {tick('original')}
      {tick('local')}
      <ConditionFields
        ctx={ctx}
        label={t('offices.catalogue.requirement.when')}
        always={t('offices.catalogue.requirement.always')}
        fields={draft.fields}
        when={entry?.when}
        error={error}
      />
      <KeyField ctx={ctx} entry={entry} error={error} />
    </>
  );
}

export function FieldFields({ ctx, draft, entry, error }: EntryFormProps<'fields'>) {
  const { t } = ctx;
  const place = entry ? draft.fields.findIndex(({ key }) => key === entry.key) : -1;
  const above = place === -1 ? draft.fields : draft.fields.slice(0, place);
  return (
    <>
      <BothLanguages
        ctx={ctx}
        name="label"
        label={t('offices.catalogue.field.label')}
        value={entry?.label}
        error={error}
      />
      <SelectField
        ctx={ctx}
        name="kind"
        label={t('offices.catalogue.field.kind')}
        value={entry?.kind ?? 'text'}
        empty={false}
        options={FIELD_KINDS.map((kind) => ({
          value: kind,
          label: t(`offices.field_kind.${kind}`),
        }))}
        error={error('kind')}
      />
      <div class="sl-for-choices">
        <OptionRows ctx={ctx} options={entry?.options ?? []} error={error} />
      </div>
      <div class="sl-for-numbers sl-pair">
        <NumberField ctx={ctx} name="min" entry={entry} error={error} />
        <NumberField ctx={ctx} name="max" entry={entry} error={error} />
      </div>
      <BothLanguages
        ctx={ctx}
        name="help"
        label={t('offices.catalogue.help')}
        description={t('offices.catalogue.field.help')}
        value={entry?.help}
        rows={2}
        optional
        error={error}
      />
      <Tick ctx={ctx} name="required" ticked={entry?.required ?? true} answer />
      <ConditionFields
        ctx={ctx}
        label={t('offices.catalogue.field.when')}
        always={t('offices.catalogue.field.always')}
        fields={above}
        when={entry?.when}
        error={error}
      />
      <KeyField ctx={ctx} entry={entry} error={error} />
    </>
  );
}

export function StepFields({ ctx, draft, entry, error }: EntryFormProps<'route'>) {
  const { t, lang } = ctx;
  const place = entry ? draft.route.findIndex(({ key }) => key === entry.key) : -1;
  const earlier = place === -1 ? draft.route : draft.route.slice(0, place);
  const back = entry?.returnTo;
  const lost = back !== undefined && !earlier.some(({ key }) => key === back);
  return (
    <>
      <BothLanguages
        ctx={ctx}
        name="name"
        label={t('offices.catalogue.step.name')}
        value={entry?.name}
        error={error}
      />
      <SelectField
        ctx={ctx}
        name="kind"
        label={t('offices.catalogue.step.kind')}
        value={entry?.kind ?? ''}
        empty={entry ? false : undefined}
        options={STEP_KINDS.map((kind) => ({
          value: kind,
          label: t(`dossiers.desk.step.${kind}`),
        }))}
        error={error('kind') ?? error('')}
      />
      <SelectField
        ctx={ctx}
        name="returnTo"
        label={t('offices.catalogue.step.return')}
        description={t('offices.catalogue.step.return_help')}
        value={back ?? ''}
        empty={t('offices.catalogue.step.no_return')}
        optional="unmarked"
        options={[
          ...earlier.map((step) => ({
            value: step.key,
            label: localise(step.name, lang).text || step.key,
          })),
          ...(lost ? [{ value: back, label: back }] : []),
        ]}
        error={error('returnTo')}
      />
      <BothLanguages
        ctx={ctx}
        name="proof"
        label={t('offices.catalogue.step.proof')}
        description={t('offices.catalogue.step.proof_help')}
        value={entry?.proof}
        optional
        error={error}
      />
      <ConditionFields
        ctx={ctx}
        label={t('offices.catalogue.step.when')}
        always={t('offices.catalogue.step.always')}
        fields={draft.fields}
        when={entry?.when}
        error={error}
      />
      <KeyField ctx={ctx} entry={entry} error={error} />
    </>
  );
}
