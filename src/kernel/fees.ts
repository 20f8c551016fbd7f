import { evaluateFormula, parseFormula } from './formula/index.ts';
import { type Reason, reason } from './i18n.ts';
import { type Rupiah, rupiah } from './money.ts';

const FREE = rupiah(0);

/** What a service costs, as its office's data says it. */
export type Fee =
  | { readonly kind: 'free' }
  | { readonly kind: 'fixed'; readonly amount: Rupiah }
  | {
      readonly kind: 'formula';
      /** In the language of `parseFormula`. */
      readonly formula: string;
      /** Names of what is asked for each application: area in m², land value in rupiah. */
      readonly inputs: readonly string[];
      /** What the office sets for everybody, as the yearly HSBK of its region. */
      readonly constants?: Readonly<Record<string, number>> | undefined;
    }
  /** An officer sets the amount, with a reason. */
  | { readonly kind: 'by_hand' };

export type FeeQuote =
  | { readonly kind: 'amount'; readonly amount: Rupiah }
  | { readonly kind: 'by_hand' }
  | { readonly kind: 'mistake'; readonly reason: Reason };

/** What is wrong with a fee as data, or null: its formula must be readable and every name declared. */
export function feeMistake(fee: Fee): Reason | null {
  if (fee.kind !== 'formula') return null;
  const parsed = parseFormula(fee.formula);
  if (!parsed.ok) return parsed.reason;
  const { inputs, constants = {} } = fee;
  const undeclared = [...parsed.formula.names].find(
    (name) => !inputs.includes(name) && !Object.hasOwn(constants, name),
  );
  return undeclared === undefined ? null : reason('fees.undeclared_input', { name: undeclared });
}

/**
 * The amount for one application. Only declared inputs are looked at and a constant is never
 * overridden by one; an input below zero is refused, for it could pull a fee down unseen.
 */
export function quoteFee(fee: Fee, given: Readonly<Record<string, number>> = {}): FeeQuote {
  switch (fee.kind) {
    case 'free':
      return { kind: 'amount', amount: FREE };
    case 'fixed':
      return { kind: 'amount', amount: fee.amount };
    case 'by_hand':
      return { kind: 'by_hand' };
    case 'formula': {
      const declared = Object.entries(given).filter(([name]) => fee.inputs.includes(name));
      const below = declared.find(([, value]) => value < 0);
      if (below) {
        return { kind: 'mistake', reason: reason('formula.bad_input', { name: below[0] }) };
      }
      const parsed = parseFormula(fee.formula);
      const result = parsed.ok
        ? evaluateFormula(parsed.formula, { ...Object.fromEntries(declared), ...fee.constants })
        : parsed;
      return result.ok
        ? { kind: 'amount', amount: result.amount }
        : { kind: 'mistake', reason: result.reason };
    }
  }
}
