import { parseFormula } from '../../kernel/formula/index.ts';
import { type Reason, reason } from '../../kernel/i18n.ts';
import type { Condition, Field, ServiceDefinition } from './definition.ts';
import { NUMERIC_KINDS } from './definition-rules.ts';

/** Something that is well-formed and yet wrong: where it stands (`route[2].returnTo`) and the sentence that says what to do. */
export interface Flaw {
  readonly field: string;
  readonly reason: Reason;
}

/**
 * What a service's schema cannot say: names that must exist, steps that must be reachable, tariffs that can be calculated.
 * @param freeByLaw the law that makes every service of the office free of charge, where one does
 */
export function checkService(definition: ServiceDefinition, freeByLaw?: string): readonly Flaw[] {
  return [
    ...duplicates(
      definition.requirements.map(({ key }) => key),
      'requirements',
      'key',
    ),
    ...duplicates(
      definition.fields.map(({ key }) => key),
      'fields',
      'key',
    ),
    ...duplicates(
      definition.route.map(({ key }) => key),
      'route',
      'key',
    ),
    ...definition.fields.flatMap((field, index) => checkField(field, `fields[${index}]`)),
    ...checkConditions(definition),
    ...checkRoute(definition),
    ...checkFee(definition, freeByLaw),
  ];
}

/** Names that stand twice in a list. */
export function duplicates(names: readonly string[], list: string, key: string): Flaw[] {
  return names.flatMap((found, index) =>
    names.indexOf(found) === index
      ? []
      : [
          {
            field: `${list}[${index}].${key}`,
            reason: reason('offices.mistake.duplicate', { found }),
          },
        ],
  );
}

function checkField(field: Field, at: string): Flaw[] {
  const flaws: Flaw[] = [];
  const { kind, options, min, max } = field;
  const isChoice = kind === 'choice' || kind === 'choices';
  if (isChoice && (options?.length ?? 0) < 2)
    flaws.push({ field: `${at}.options`, reason: reason('offices.mistake.options_missing') });
  if (!isChoice && options)
    flaws.push({ field: `${at}.options`, reason: reason('offices.mistake.options_unwanted') });
  flaws.push(...duplicates(options?.map(({ value }) => value) ?? [], `${at}.options`, 'value'));
  if (min !== undefined && max !== undefined && min > max)
    flaws.push({ field: `${at}.min`, reason: reason('offices.mistake.bounds') });
  if (!NUMERIC_KINDS.has(kind) && (min ?? max) !== undefined)
    flaws.push({ field: at, reason: reason('offices.mistake.bounds_unwanted') });
  return flaws;
}

/** A field may depend on fields above it, requirements and steps on any. */
function checkConditions({ fields, requirements, route }: ServiceDefinition): Flaw[] {
  return [
    ...fields.flatMap(({ when }, index) =>
      checkCondition(when, fields.slice(0, index), `fields[${index}].when`),
    ),
    ...requirements.flatMap(({ when }, index) =>
      checkCondition(when, fields, `requirements[${index}].when`),
    ),
    ...route.flatMap(({ when }, index) => checkCondition(when, fields, `route[${index}].when`)),
  ];
}

function checkCondition(
  condition: Condition | undefined,
  known: readonly Field[],
  at: string,
): Flaw[] {
  if (condition === undefined) return [];
  const field = known.find(({ key }) => key === condition.field);
  if (!field)
    return [
      {
        field: `${at}.field`,
        reason: reason('offices.mistake.unknown_field', { found: condition.field }),
      },
    ];
  const { equals, oneOf, present } = condition;
  if (equals === undefined && oneOf === undefined && present === undefined)
    return [{ field: at, reason: reason('offices.mistake.condition_empty') }];
  const impossible = (value: string | number | boolean, part: string): Flaw[] =>
    canBe(field, value)
      ? []
      : [
          {
            field: `${at}.${part}`,
            reason: reason('offices.mistake.condition_impossible', {
              field: field.key,
              found: String(value),
            }),
          },
        ];
  return [
    ...(equals === undefined ? [] : impossible(equals, 'equals')),
    ...(oneOf ?? []).flatMap((value, index) => impossible(value, `oneOf[${index}]`)),
  ];
}

/** Whether an answer to this field can ever have that value: what depends on it would be out of reach. */
function canBe(field: Field, value: string | number | boolean): boolean {
  if (field.kind === 'yes_no') return typeof value === 'boolean';
  if (field.kind === 'choice' || field.kind === 'choices')
    return field.options?.some((option) => option.value === value) ?? false;
  if (NUMERIC_KINDS.has(field.kind)) return typeof value === 'number';
  return typeof value === 'string';
}

function checkRoute({ route, elsewhere }: ServiceDefinition): Flaw[] {
  const flaws: Flaw[] = [];
  const [first] = route;
  if (
    !elsewhere &&
    first &&
    (first.kind !== 'verification' || first.when || first.returnTo !== undefined)
  )
    flaws.push({ field: 'route[0]', reason: reason('offices.mistake.first_step') });
  for (const [index, { returnTo }] of route.entries()) {
    if (returnTo === undefined || route.slice(0, index).some(({ key }) => key === returnTo))
      continue;
    flaws.push({
      field: `route[${index}].returnTo`,
      reason: reason('offices.mistake.return_to', { found: returnTo }),
    });
  }
  return flaws;
}

function checkFee({ fee, fields }: ServiceDefinition, freeByLaw: string | undefined): Flaw[] {
  if (freeByLaw !== undefined && fee.kind !== 'free')
    return [{ field: 'fee.kind', reason: reason('offices.mistake.not_free', { law: freeByLaw }) }];
  if (fee.kind !== 'formula') return [];
  const parsed = parseFormula(fee.formula);
  if (!parsed.ok) return [{ field: 'fee.formula', reason: parsed.reason }];
  const numeric = new Set(
    fields.filter(({ kind }) => NUMERIC_KINDS.has(kind)).map(({ key }) => key),
  );
  const constants = new Set(Object.keys(fee.constants));
  return [
    ...[...parsed.formula.names]
      .filter((name) => !numeric.has(name) && !constants.has(name))
      .map((found) => ({
        field: 'fee.formula',
        reason: reason('offices.mistake.formula_name', { found }),
      })),
    ...[...constants]
      .filter((name) => fields.some(({ key }) => key === name))
      .map((found) => ({
        field: `fee.constants.${found}`,
        reason: reason('offices.mistake.constant_shadows', { found }),
      })),
  ];
}
