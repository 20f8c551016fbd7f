import { Details } from '../../../../ui/details.tsx';
import { CheckboxGroup, TextField } from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { DraftField, DraftRequirement, DraftStep } from '../draft.ts';
import type { ErrorAt } from './errors-at.ts';
import { shown } from './typed.ts';

/** One box to tick, with the words that it stands for. */
export function Tick(props: {
  readonly ctx: PageContext;
  readonly name: 'required' | 'original' | 'local';
  readonly ticked: boolean;
  /** An answer must be given, rather than a document handed in. */
  readonly answer?: boolean;
}) {
  const { ctx, name, ticked, answer } = props;
  return (
    <CheckboxGroup
      ctx={ctx}
      name={name}
      label={ctx.t(`offices.catalogue.tick.${name}`)}
      optional="unmarked"
      values={ticked ? ['ya'] : []}
      choices={[
        {
          value: 'ya',
          label: ctx.t(
            answer ? 'offices.catalogue.tick.answer_yes' : `offices.catalogue.tick.${name}_yes`,
          ),
        },
      ]}
    />
  );
}

/** The smallest or the largest number that a question takes. */
export function NumberField(props: {
  readonly ctx: PageContext;
  readonly name: 'min' | 'max';
  readonly entry: DraftField | undefined;
  readonly error: ErrorAt;
}) {
  const { ctx, name, entry, error } = props;
  return (
    <TextField
      ctx={ctx}
      name={name}
      label={ctx.t(`offices.catalogue.field.${name}`)}
      value={shown(entry?.[name])}
      inputMode="decimal"
      size={12}
      optional
      error={error(name)}
    />
  );
}

/** The name by which formulas and files know the entry: made by itself, and changed seldom. */
export function KeyField(props: {
  readonly ctx: PageContext;
  readonly entry: DraftRequirement | DraftField | DraftStep | undefined;
  readonly error: ErrorAt;
}) {
  const { ctx, entry, error } = props;
  if (!entry) return null;
  const { t } = ctx;
  return (
    <Details
      summary={
        <>
          {t('offices.catalogue.key')}: <code class="sl-typed">{entry.key}</code>
        </>
      }
      open={error('key') !== undefined}
    >
      <TextField
        ctx={ctx}
        name="key"
        label={t('offices.catalogue.key')}
        description={t('offices.catalogue.key_help')}
        value={entry.key}
        maxLength={48}
        size={24}
        autocomplete="off"
        error={error('key')}
      />
    </Details>
  );
}
