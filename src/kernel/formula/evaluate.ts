import { type Reason, reason } from '../i18n.ts';
import { isRupiah, type Rupiah } from '../money.ts';
import type { Comparator, Condition, Expression, Formula } from './parse.ts';
import {
  add,
  compare,
  divide,
  multiply,
  negate,
  type Rational,
  rationalOf,
  round,
  ZERO,
} from './rational.ts';

export type FormulaResult =
  | { readonly ok: true; readonly amount: Rupiah }
  | { readonly ok: false; readonly reason: Reason };

type Inputs = Readonly<Record<string, number>>;

/** What a calculation knows: its inputs, and the first thing that went wrong. */
type Calculation = { readonly inputs: Inputs; mistake: Reason | null };

/**
 * The formula's value in rupiah, calculated exactly. A missing input, a division by zero, and a result
 * below zero, with a fraction or too large to be exact come back as reasons; nothing is rounded unless
 * the formula says so. Only the branch that an `if` takes is calculated.
 */
export function evaluateFormula(formula: Formula, inputs: Inputs): FormulaResult {
  const calculation: Calculation = { inputs, mistake: null };
  const { n, d } = calculate(formula.root, calculation);
  if (calculation.mistake) return { ok: false, reason: calculation.mistake };
  if (n < 0n) return { ok: false, reason: reason('formula.negative') };
  if (n % d !== 0n) return { ok: false, reason: reason('formula.fractional') };
  const amount = Number(n / d);
  return isRupiah(amount)
    ? { ok: true, amount }
    : { ok: false, reason: reason('formula.too_large') };
}

function calculate(expression: Expression, calculation: Calculation): Rational {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'input':
      return inputOf(expression.name, calculation);
    case 'negate':
      return negate(calculate(expression.of, calculation));
    case 'if': {
      const { condition, whenTrue, whenFalse } = expression;
      return calculate(holds(condition, calculation) ? whenTrue : whenFalse, calculation);
    }
    case 'binary': {
      const left = calculate(expression.left, calculation);
      const right = calculate(expression.right, calculation);
      if (expression.operator === '+') return add(left, right);
      if (expression.operator === '-') return add(left, negate(right));
      if (expression.operator === '*') return multiply(left, right);
      const { position } = expression;
      const quotient = divide(left, right);
      return quotient ?? fail(reason('formula.division_by_zero', { position }), calculation);
    }
    case 'call': {
      const first = calculate(expression.first, calculation);
      if (expression.name === 'round') return round(first);
      const sign = expression.name === 'min' ? 1 : -1;
      return expression.rest
        .map((each) => calculate(each, calculation))
        .reduce((best, next) => (compare(next, best) * sign < 0 ? next : best), first);
    }
  }
}

function inputOf(name: string, calculation: Calculation): Rational {
  const number = Object.hasOwn(calculation.inputs, name) ? calculation.inputs[name] : undefined;
  if (number === undefined) return fail(reason('formula.missing_input', { name }), calculation);
  const usable = Math.abs(number) <= Number.MAX_SAFE_INTEGER;
  const value = usable ? rationalOf(String(number)) : null;
  return value ?? fail(reason('formula.bad_input', { name }), calculation);
}

function fail(mistake: Reason, calculation: Calculation): Rational {
  calculation.mistake ??= mistake;
  return ZERO;
}

const COMPARATORS: Readonly<Record<Comparator, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

function holds({ comparator, left, right }: Condition, calculation: Calculation): boolean {
  return COMPARATORS[comparator](
    compare(calculate(left, calculation), calculate(right, calculation)),
  );
}
