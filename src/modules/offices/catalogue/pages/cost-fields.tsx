import type { Child } from 'hono/jsx';
import { localise } from '../../../../kernel/i18n.ts';
import { Details } from '../../../../ui/details.tsx';
import {
  MoneyField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/fields.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { NUMERIC_KINDS } from '../../definition-rules.ts';
import { TIME_UNITS } from '../../definition-time.ts';
import type { DraftFee, ServiceDraft } from '../draft.ts';
import { BothLanguages } from './both-languages.tsx';
import type { ErrorAt } from './errors-at.ts';
import { shown } from './typed.ts';

const KINDS = ['free', 'fixed', 'formula', 'by_hand'] as const;
/** Empty rows that wait for more constants. */
const SPARE = 2;

/** How long it takes and what it costs. Only the fields of the chosen kind of fee show, where the browser can tell. */
export function CostFields(props: {
  readonly ctx: PageContext;
  readonly draft: ServiceDraft;
  /** The law that makes every service of this office free. */
  readonly freeByLaw: string | undefined;
  readonly error: ErrorAt;
}) {
  const { ctx, draft, freeByLaw, error } = props;
  const { t } = ctx;
  const { time, fee } = draft;
  return (
    <>
      <Section title={t('offices.catalogue.cost.time')} id="waktu">
        <div class="sl-pair">
          <TextField
            ctx={ctx}
            name="time.amount"
            label={t('offices.catalogue.cost.amount')}
            value={shown(time.amount)}
            inputMode="numeric"
            size={6}
            error={error('time.amount')}
          />
          <SelectField
            ctx={ctx}
            name="time.unit"
            label={t('offices.catalogue.cost.unit')}
            value={time.unit}
            empty={false}
            options={TIME_UNITS.map((unit) => ({
              value: unit,
              label: t(`offices.catalogue.unit.${unit}`),
            }))}
            error={error('time.unit')}
          />
        </div>
      </Section>
      <Section title={t('offices.catalogue.cost.fee')} id="biaya">
        {freeByLaw === undefined ? null : (
          <p>{t('offices.catalogue.cost.free_by_law', { law: freeByLaw })}</p>
        )}
        <RadioGroup
          ctx={ctx}
          name="fee.kind"
          label={t('offices.catalogue.cost.kind')}
          value={fee.kind}
          choices={KINDS.map((kind) => ({
            value: kind,
            label: t(`offices.catalogue.fee.${kind}`),
            description: t(`offices.catalogue.fee.${kind}_help`),
          }))}
          error={error('fee.kind')}
        />
        <Only kind="fixed">
          <MoneyField
            ctx={ctx}
            name="fee.amount"
            label={t('offices.catalogue.cost.rupiah')}
            value={fee.kind === 'fixed' ? shown(fee.amount) : ''}
            error={error('fee.amount')}
          />
          <BothLanguages
            ctx={ctx}
            name="fee.per"
            label={t('offices.catalogue.cost.per')}
            description={t('offices.catalogue.cost.per_help')}
            value={fee.kind === 'fixed' ? fee.per : undefined}
            optional
            error={error}
          />
        </Only>
        <Only kind="formula">
          <FormulaFields ctx={ctx} draft={draft} fee={fee} error={error} />
        </Only>
        <BothLanguages
          ctx={ctx}
          name="fee.note"
          label={t('offices.catalogue.cost.note')}
          description={t('offices.catalogue.cost.note_help')}
          value={fee.note}
          rows={2}
          optional={fee.kind !== 'by_hand'}
          error={error}
        />
      </Section>
    </>
  );
}

/** Shown while this kind of fee is chosen (desk.css). */
const Only = (props: { readonly kind: (typeof KINDS)[number]; readonly children?: Child }) => (
  <div class="sl-flow" data-fee={props.kind}>
    {props.children}
  </div>
);

function FormulaFields(props: {
  readonly ctx: PageContext;
  readonly draft: ServiceDraft;
  readonly fee: DraftFee;
  readonly error: ErrorAt;
}) {
  const { ctx, draft, fee, error } = props;
  const { t, lang } = ctx;
  const inputs = draft.fields.filter(({ kind }) => NUMERIC_KINDS.has(kind));
  const constants = fee.kind === 'formula' ? Object.entries(fee.constants) : [];
  const rows = [...constants, ...Array<undefined>(SPARE)];
  return (
    <>
      <TextArea
        ctx={ctx}
        name="fee.formula"
        label={t('offices.catalogue.cost.formula')}
        description={t('offices.catalogue.cost.formula_help')}
        value={fee.kind === 'formula' ? fee.formula : ''}
        rows={3}
        maxLength={500}
        error={error('fee.formula')}
      />
      <p>
        {t(inputs.length > 0 ? 'offices.catalogue.cost.names' : 'offices.catalogue.cost.no_names')}
      </p>
      <ul class="sl-list">
        {inputs.map((field) => (
          <li>
            <code>{field.key}</code>: {localise(field.label, lang).text}
          </li>
        ))}
      </ul>
      <fieldset class="ds-fieldset" id="fee.constants">
        <legend class="ds-label">{t('offices.catalogue.cost.constants')}</legend>
        <p data-field="description">{t('offices.catalogue.cost.constants_help')}</p>
        {rows.map((constant, row) => (
          <div class="sl-option">
            <TextField
              ctx={ctx}
              name={`constants[${row}].name`}
              label={t('offices.catalogue.cost.constant_name', { n: row + 1 })}
              value={constant?.[0] ?? ''}
              maxLength={48}
              autocomplete="off"
              optional="unmarked"
              error={constant && error(`fee.constants.${constant[0]}`)}
            />
            <TextField
              ctx={ctx}
              name={`constants[${row}].value`}
              label={t('offices.catalogue.cost.constant_value', { n: row + 1 })}
              value={shown(constant?.[1])}
              inputMode="decimal"
              autocomplete="off"
              optional="unmarked"
            />
          </div>
        ))}
      </fieldset>
      <Details summary={t('offices.catalogue.cost.how')}>
        <p>{t('offices.catalogue.cost.how_text')}</p>
        <p>
          <code>round(luas / 500 * hsbku + 100000)</code>
        </p>
        <p>
          <code>if(luas &lt;= 1000, 50000, 75000)</code>
        </p>
      </Details>
    </>
  );
}
