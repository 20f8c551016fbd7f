import type { Lang, LocalisedText, Translate } from '../../kernel/i18n.ts';
import { localise } from '../../kernel/i18n.ts';
import { formatRupiah, rupiah } from '../../kernel/money.ts';
import type { Condition, ServiceDefinition } from './definition.ts';

/** A duration in words: "5 hari kerja". */
export function durationWords({ unit, amount }: ServiceDefinition['time'], t: Translate): string {
  if (amount > 1) return t(`portal.service.${unit}`, { count: amount });
  const one = {
    working_days: 'working_day',
    working_hours: 'working_hour',
    calendar_days: 'calendar_day',
  } as const;
  return t(`portal.service.${one[unit]}`);
}

/** The fee in a word or two: "Gratis", "Rp50.000 per bidang". */
export function feeWords(
  { fee }: Pick<ServiceDefinition, 'fee'>,
  t: Translate,
  lang: Lang,
): string {
  switch (fee.kind) {
    case 'free':
      return t('portal.service.free');
    case 'fixed': {
      if (fee.amount === 0) return t('portal.service.free');
      const amount = formatRupiah(rupiah(fee.amount));
      return fee.per
        ? t('portal.service.fee_per', { amount, unit: localise(fee.per, lang).text })
        : amount;
    }
    case 'formula':
      return t('portal.service.fee_formula');
    case 'by_hand':
      return t('portal.service.fee_by_hand');
  }
}

/** What of a field is needed to speak of an answer to it. */
interface NamedField {
  readonly key: string;
  readonly label: LocalisedText;
  readonly options?:
    | readonly { readonly value: string; readonly label: LocalisedText }[]
    | undefined;
}

/** A condition as people say it: "Jenis pemohon: Badan hukum". */
export function conditionWords(
  condition: Condition,
  { fields }: { readonly fields: readonly NamedField[] },
  t: Translate,
  lang: Lang,
): string {
  const field = fields.find(({ key }) => key === condition.field);
  const label = field ? localise(field.label, lang).text : condition.field;
  const say = (value: string | number | boolean) => {
    if (typeof value === 'boolean') return t(value ? 'portal.service.yes' : 'portal.service.no');
    const option = field?.options?.find((candidate) => candidate.value === value);
    return option ? localise(option.label, lang).text : String(value);
  };
  const { equals, oneOf, present } = condition;
  if (equals !== undefined)
    return t('portal.service.answer_is', { field: label, value: say(equals) });
  if (oneOf !== undefined)
    return t('portal.service.answer_is', {
      field: label,
      value: oneOf.map(say).join(` ${t('portal.service.or')} `),
    });
  return t(present === false ? 'portal.service.not_answered' : 'portal.service.answered', {
    field: label,
  });
}
