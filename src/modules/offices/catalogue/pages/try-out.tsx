import { evaluateFormula, parseFormula } from '../../../../kernel/formula/index.ts';
import { localise, say, type Translate } from '../../../../kernel/i18n.ts';
import { formatRupiah } from '../../../../kernel/money.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { NUMERIC_KINDS } from '../../definition-rules.ts';
import type { DraftFee, DraftField, ServiceDraft } from '../draft.ts';
import { numberOf } from './typed.ts';

type FormulaFee = DraftFee & { readonly kind: 'formula' };

/** The fee worked out for numbers that somebody tries: what a formula means shows in its results. */
export function TryOut(props: {
  readonly ctx: PageContext;
  readonly draft: ServiceDraft;
  readonly action: string;
  /** What was tried for a field. */
  readonly tried: (key: string) => string;
}) {
  const { ctx, draft, action, tried } = props;
  const { t, lang } = ctx;
  const { fee } = draft;
  if (fee.kind !== 'formula') return null;
  const parsed = parseFormula(fee.formula);
  const inputs = draft.fields.filter(
    ({ key, kind }) => NUMERIC_KINDS.has(kind) && parsed.ok && parsed.formula.names.has(key),
  );
  const wasTried = inputs.some(({ key }) => tried(key) !== '');
  return (
    <Section title={t('offices.catalogue.try.title')} id="coba">
      <p>{t('offices.catalogue.try.lead')}</p>
      <Form action={`${action}#coba`} method="get">
        {inputs.map((field) => (
          <TextField
            ctx={ctx}
            name={`coba.${field.key}`}
            label={localise(field.label, lang).text || field.key}
            value={tried(field.key)}
            inputMode="decimal"
            autocomplete="off"
            size={14}
            optional="unmarked"
          />
        ))}
        <SubmitButton kind="secondary">{t('offices.catalogue.try.button')}</SubmitButton>
      </Form>
      {wasTried || inputs.length === 0 ? (
        <Alert kind="info" live="status">
          {result(fee, inputs, tried, t)}
        </Alert>
      ) : null}
    </Section>
  );
}

/** The fee in words, or why there is none. */
function result(
  fee: FormulaFee,
  inputs: readonly DraftField[],
  tried: (key: string) => string,
  t: Translate,
): string {
  const parsed = parseFormula(fee.formula);
  if (!parsed.ok) return say(t, parsed.reason);
  const given = [
    ...inputs.map(({ key }) => [key, numberOf(tried(key))] as const),
    ...Object.entries(fee.constants),
  ];
  const numbers = Object.fromEntries(
    given.filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
  );
  const worked = evaluateFormula(parsed.formula, numbers);
  return worked.ok
    ? t('offices.catalogue.try.result', { amount: formatRupiah(worked.amount) })
    : say(t, worked.reason);
}
