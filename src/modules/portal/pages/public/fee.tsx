import { localise } from '../../../../kernel/i18n.ts';
import { formatRupiah, isRupiah } from '../../../../kernel/money.ts';
import { Details } from '../../../../ui/details.tsx';
import { Localised } from '../../../../ui/local.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Table } from '../../../../ui/table.tsx';
import {
  type Answers,
  type Field,
  feeOf,
  feeWords,
  NUMERIC_KINDS,
  type ServiceDefinition,
} from '../../../offices/index.ts';

/** Numbers that people can picture: a house plot and a larger one, a modest and a middling price. */
const SAMPLES: Readonly<Record<string, readonly number[]>> = {
  rupiah: [125_000_000, 487_500_000],
  area: [240, 1_000],
  number: [1, 3],
};

/** What the service costs, and for a formula two examples worked out. */
export function FeeExplained({
  ctx,
  definition,
}: {
  readonly ctx: PageContext;
  readonly definition: ServiceDefinition;
}) {
  const { t, lang } = ctx;
  const { fee } = definition;
  return (
    <>
      <p>
        <strong>{feeWords(definition, t, lang)}</strong>
      </p>
      {fee.note ? (
        <p>
          <Localised text={fee.note} lang={lang} />
        </p>
      ) : null}
      {fee.kind === 'formula' ? (
        <Examples ctx={ctx} definition={definition} formula={fee.formula} />
      ) : null}
      <p class="sl-quiet">{t('portal.service.no_middlemen')}</p>
    </>
  );
}

function Examples(props: {
  readonly ctx: PageContext;
  readonly definition: ServiceDefinition;
  readonly formula: string;
}) {
  const { ctx, definition, formula } = props;
  const { t, lang } = ctx;
  const used = usedFields(definition, formula);
  const rows = [0, 1].flatMap((turn) => {
    const answers = sample(definition.fields, turn);
    const fee = feeOf(definition, answers);
    return fee.kind === 'amount' ? [{ answers, fee: formatRupiah(fee.rupiah) }] : [];
  });
  return (
    <>
      {rows.length === 0 || used.length === 0 ? null : (
        <Table
          ctx={ctx}
          caption={t('portal.service.fee_examples')}
          rows={rows}
          columns={[
            ...used.map((field, index) => ({
              key: field.key,
              head: localise(field.label, lang).text,
              cell: ({ answers }: { answers: Answers }) => shown(field, answers[field.key], lang),
              rowHead: index === 0,
            })),
            {
              key: 'fee',
              head: t('portal.service.fee_result'),
              cell: ({ fee }: { fee: string }) => fee,
              numeric: true,
            },
          ]}
        />
      )}
      <Details summary={t('portal.service.fee_show_formula')}>
        <p>
          <code>{spoken(definition, formula, lang)}</code>
        </p>
      </Details>
    </>
  );
}

const usedFields = ({ fields }: ServiceDefinition, formula: string) => {
  const names = new Set(formula.match(/[a-z][a-z0-9_]*/g));
  return fields.filter(({ key, kind }) => NUMERIC_KINDS.has(kind) && names.has(key));
};

/** Plausible answers: every condition on a choice or a yes met where the fields allow it. */
function sample(fields: readonly Field[], turn: number): Answers {
  const answers: Record<string, string | number | boolean> = {};
  for (const { key, kind, options, min, max } of fields) {
    const number = SAMPLES[kind]?.[turn];
    if (number !== undefined)
      answers[key] = Math.min(Math.max(number, min ?? number), max ?? number);
    else if (kind === 'yes_no') answers[key] = true;
    else if (options?.[0]) answers[key] = options[0].value;
  }
  return answers;
}

function shown(field: Field, value: Answers[string], lang: 'id' | 'en'): string {
  if (typeof value !== 'number') return '';
  if (field.kind === 'rupiah' && isRupiah(value)) return formatRupiah(value);
  const number = value.toLocaleString(lang === 'id' ? 'id-ID' : 'en-GB');
  return field.kind === 'area' ? `${number} m²` : number;
}

/** The formula with its fields by their labels and its constants by their values. */
function spoken({ fields, fee }: ServiceDefinition, formula: string, lang: 'id' | 'en'): string {
  return formula
    .replace(/[a-z][a-z0-9_]*/g, (name) => {
      const field = fields.find(({ key }) => key === name);
      if (field) return `[${localise(field.label, lang).text}]`;
      const constant = fee.kind === 'formula' ? fee.constants[name] : undefined;
      return constant === undefined ? name : String(constant);
    })
    .replace(/\d{4,}/g, (digits) =>
      Number(digits).toLocaleString(lang === 'id' ? 'id-ID' : 'en-GB'),
    )
    .replaceAll(' * ', ' × ')
    .replaceAll(' / ', ' ÷ ');
}
