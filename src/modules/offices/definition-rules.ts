import { evaluateFormula, parseFormula } from '../../kernel/formula/index.ts';
import type { Reason } from '../../kernel/i18n.ts';
import { type Rupiah, rupiah } from '../../kernel/money.ts';
import type { Condition, Field, Requirement, ServiceDefinition, Step } from './definition.ts';

/** What a service asks and does for one applicant: pure functions of its definition and the answers given. */

export type AnswerValue = string | number | boolean | readonly string[];
/** Answers by field key; a field not answered is absent. */
export type Answers = Readonly<Record<string, AnswerValue | null | undefined>>;

/** Whether a condition holds; an absent one always does, one on an unanswered field only as `present: false`. */
export function applies(condition: Condition | undefined, answers: Answers): boolean {
  if (condition === undefined) return true;
  const given = answerTo(condition.field, answers);
  if (condition.present !== undefined && condition.present !== given.length > 0) return false;
  if (condition.equals !== undefined && !given.includes(String(condition.equals))) return false;
  if (
    condition.oneOf !== undefined &&
    !condition.oneOf.some((value) => given.includes(String(value)))
  )
    return false;
  return true;
}

/** An answer as texts: several where several were chosen, none where nothing was said. */
function answerTo(field: string, answers: Answers): readonly string[] {
  const answer = Object.hasOwn(answers, field) ? answers[field] : undefined;
  if (answer === undefined || answer === null || answer === '') return [];
  return typeof answer === 'object' ? answer : [String(answer)];
}

/**
 * The fields that this applicant is asked. A condition looks only at fields that are asked themselves: what was typed
 * into a field that has since gone from the form decides nothing.
 */
export function fieldsFor(
  definition: Pick<ServiceDefinition, 'fields'>,
  answers: Answers,
): readonly Field[] {
  const heard: Record<string, AnswerValue | null | undefined> = {};
  return definition.fields.filter((field) => {
    const asked = applies(field.when, heard);
    if (asked)
      heard[field.key] = Object.hasOwn(answers, field.key) ? answers[field.key] : undefined;
    return asked;
  });
}

/** The answers to fields that are asked; the others are left out. */
export function heardAnswers(
  definition: Pick<ServiceDefinition, 'fields'>,
  answers: Answers,
): Answers {
  return Object.fromEntries(
    fieldsFor(definition, answers)
      .filter(({ key }) => Object.hasOwn(answers, key))
      .map(({ key }) => [key, answers[key]]),
  );
}

/** What this applicant must or may hand in. */
export function requirementsFor(
  definition: Pick<ServiceDefinition, 'fields' | 'requirements'>,
  answers: Answers,
): readonly Requirement[] {
  const heard = heardAnswers(definition, answers);
  return definition.requirements.filter((requirement) => applies(requirement.when, heard));
}

/** The steps this application walks, in order. */
export function routeFor(
  definition: Pick<ServiceDefinition, 'fields' | 'route'>,
  answers: Answers,
): readonly Step[] {
  const heard = heardAnswers(definition, answers);
  return definition.route.filter((step) => applies(step.when, heard));
}

/**
 * The step after `currentKey`, or the first one when that is null; null: the route ends here. A step that no longer
 * applies is passed over, also when the application stands on one.
 * @param answers those that were heard (see {@link heardAnswers}) or all; conditions look at named fields only
 */
export function nextStep(
  route: readonly Step[],
  currentKey: string | null,
  answers: Answers,
): Step | null {
  const here = currentKey === null ? -1 : route.findIndex((step) => step.key === currentKey);
  if (currentKey !== null && here === -1) throw new Error(`the route has no step ${currentKey}`);
  return route.slice(here + 1).find((step) => applies(step.when, answers)) ?? null;
}

/** What the service costs this applicant. `by_hand`: an officer sets it; `unknown`: answers are still missing. */
export type Fee =
  | { readonly kind: 'free' }
  | { readonly kind: 'amount'; readonly rupiah: Rupiah }
  | {
      readonly kind: 'by_hand';
      readonly note: { readonly id: string; readonly en?: string | undefined };
    }
  | { readonly kind: 'unknown'; readonly reason: Reason };

/** Tariffs are calculated exactly; a formula that names a number not yet given says which. */
export function feeOf(
  definition: Pick<ServiceDefinition, 'fields' | 'fee'>,
  answers: Answers,
): Fee {
  const { fee } = definition;
  switch (fee.kind) {
    case 'free':
      return { kind: 'free' };
    case 'fixed':
      return fee.amount === 0 ? { kind: 'free' } : { kind: 'amount', rupiah: rupiah(fee.amount) };
    case 'by_hand':
      return { kind: 'by_hand', note: fee.note };
    case 'formula': {
      const parsed = parseFormula(fee.formula);
      if (!parsed.ok) return { kind: 'unknown', reason: parsed.reason };
      const result = evaluateFormula(parsed.formula, {
        ...numbersIn(definition, answers),
        ...fee.constants,
      });
      return result.ok
        ? { kind: 'amount', rupiah: result.amount }
        : { kind: 'unknown', reason: result.reason };
    }
  }
}

/** Kinds of fields that hold a number a formula may use. */
export const NUMERIC_KINDS: ReadonlySet<Field['kind']> = new Set(['number', 'rupiah', 'area']);

function numbersIn(
  definition: Pick<ServiceDefinition, 'fields'>,
  answers: Answers,
): Readonly<Record<string, number>> {
  const numbers: Record<string, number> = {};
  for (const field of fieldsFor(definition, answers)) {
    if (!NUMERIC_KINDS.has(field.kind) || !Object.hasOwn(answers, field.key)) continue;
    const answer = answers[field.key];
    const number = typeof answer === 'string' && answer.trim() !== '' ? Number(answer) : answer;
    if (typeof number === 'number' && Number.isFinite(number)) numbers[field.key] = number;
  }
  return numbers;
}
