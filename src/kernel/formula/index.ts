/** Tariff formulas over named inputs: an office's data, read once and calculated exactly. */
export { evaluateFormula, type FormulaResult } from './evaluate.ts';
export { type Formula, type ParsedFormula, parseFormula } from './parse.ts';
