import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluateFormula, parseFormula } from './index.ts';

const TRANSFER = 'round(nilai_tanah / 1000) + 50000';
const MEASUREMENT =
  'if(luas <= 100000, luas/500*hsbk+100000, if(luas <= 10000000, luas/4000*hsbk+14000000, luas/10000*hsbk+134000000))';

/** The amount, or the key of the reason with the position or name that it points at. */
function calculate(text: string, inputs: Readonly<Record<string, number>> = {}): number | string {
  const parsed = parseFormula(text);
  const result = parsed.ok ? evaluateFormula(parsed.formula, inputs) : parsed;
  if (result.ok) return result.amount;
  const { key, params } = result.reason;
  return [key.replace('formula.', ''), params?.position ?? params?.name ?? ''].join(' ').trimEnd();
}

test('transfer of a land right costs a thousandth of its value and 50.000 (facts §1.1)', () => {
  assert.equal(calculate(TRANSFER, { nilai_tanah: 125_000_000 }), 175_000);
  assert.equal(calculate(TRANSFER, { nilai_tanah: 487_500_000 }), 537_500);
  assert.equal(calculate(TRANSFER, { nilai_tanah: 487_500_500 }), 537_501);
});

test('measurement costs by brackets, the upper end included (facts §1.1)', () => {
  for (const [luas, hsbk, fee] of [
    [240, 80_000, 138_400],
    [1_000, 40_000, 180_000],
    [100_000, 80_000, 16_100_000],
    [120_000, 80_000, 16_400_000],
    [10_000_000, 80_000, 214_000_000],
    [10_010_000, 80_000, 214_080_000],
  ] as const) {
    assert.equal(calculate(MEASUREMENT, { luas, hsbk }), fee);
  }
});

test('no rupiah is owed to binary rounding', () => {
  assert.equal(calculate('0.1 * 3 * 10'), 3);
  assert.equal(calculate('a / 3 * 3', { a: 1 }), 1);
  assert.equal(calculate('a * 10', { a: 0.7 }), 7);
  assert.equal(calculate('a * 10000000', { a: 1e-7 }), 1);
});

test('signs bind as in school', () => {
  assert.equal(calculate('2 + 3 * 4'), 14);
  assert.equal(calculate('(2 + 3) * 4'), 20);
  assert.equal(calculate('20 - 5 - 3'), 12);
  assert.equal(calculate('100 / 5 / 2'), 10);
  assert.equal(calculate('10 + -3'), 7);
  assert.equal(calculate('--3'), 3);
  assert.equal(calculate('4 / -2 * -1'), 2);
});

test('functions: rounding halves up, smallest, largest, either or', () => {
  assert.equal(calculate('round(2.5)'), 3);
  assert.equal(calculate('round(2.49)'), 2);
  assert.equal(calculate('0 - round(0 - 2.5)'), 2);
  assert.equal(calculate('min(5, 3, 4)'), 3);
  assert.equal(calculate('max(5, 3, 4)'), 5);
  assert.equal(calculate('max(2)'), 2);
  for (const [comparator, expected] of Object.entries({
    '<': [1, 0, 0],
    '<=': [1, 1, 0],
    '==': [0, 1, 0],
    '!=': [1, 0, 1],
    '>=': [0, 1, 1],
    '>': [0, 0, 1],
  })) {
    const found = [1, 2, 3].map((a) => calculate(`if(a ${comparator} 2, 1, 0)`, { a }));
    assert.deepEqual(found, expected);
  }
});

test('only the branch taken is calculated', () => {
  assert.equal(calculate('if(a > 0, 100 / a, 0)', { a: 0 }), 0);
});

test('a formula that cannot be read names the place', () => {
  for (const [text, mistake] of [
    ['', 'unfinished 1'],
    ['1 +', 'unfinished 4'],
    ['(1 + 2', 'unfinished 7'],
    ['1 + + 2', 'unexpected 5'],
    ['1 2', 'unexpected 3'],
    ['1 $ 2', 'unexpected 3'],
    ['1.5.2', 'unexpected 4'],
    ['Luas * 2', 'unexpected 1'],
    ['1 < 2', 'unexpected 3'],
    ['akar(4)', 'unknown_function 1'],
    ['if(1, 2, 3)', 'not_a_condition 5'],
    ['if(1 < 2, 3)', 'unexpected 12'],
    ['round(1, 2)', 'unexpected 8'],
    ['round()', 'unexpected 7'],
    ['1'.repeat(501), 'too_long'],
    [`${'('.repeat(40)}1${')'.repeat(40)}`, 'too_deep'],
    [`${'-'.repeat(40)}1`, 'too_deep'],
  ] as const) {
    assert.equal(calculate(text), mistake);
  }
});

test('a result that nobody can pay is a reason, not an amount', () => {
  assert.equal(calculate('10 / (5 - 5)'), 'division_by_zero 4');
  assert.equal(calculate('3 - 5'), 'negative');
  assert.equal(calculate('1 / 3'), 'fractional');
  assert.equal(calculate('9007199254740991 + 1'), 'too_large');
  assert.equal(calculate('luas * 2'), 'missing_input luas');
  assert.equal(calculate('constructor * 2'), 'missing_input constructor');
  assert.equal(calculate('luas', { luas: Number.NaN }), 'bad_input luas');
  assert.equal(calculate('luas', { luas: Number.POSITIVE_INFINITY }), 'bad_input luas');
});

test('the inputs a formula asks for are known before it runs', () => {
  const parsed = parseFormula(MEASUREMENT);
  assert.ok(parsed.ok);
  assert.deepEqual([...parsed.formula.names], ['luas', 'hsbk']);
});

test('no text makes it throw', () => {
  const pieces = fc.constantFrom(
    ...'0123456789+-*/(),<>=!. aif',
    'if(',
    'round(',
    'min(',
    'a',
    '1.5',
    '<=',
  );
  const formulas = fc.array(pieces, { maxLength: 200 }).map((parts) => parts.join(''));
  fc.assert(fc.property(fc.string(), (text) => void calculate(text, { a: 3 })));
  fc.assert(
    fc.property(formulas, fc.double(), (text, a) => void calculate(text, { a })),
    { numRuns: 1000 },
  );
});

test('sums and products agree with whole-number arithmetic', () => {
  const small = fc.integer({ min: 0, max: 1000 });
  fc.assert(
    fc.property(small, small, small, (a, b, c) => {
      assert.equal(calculate('a * b + c', { a, b, c }), a * b + c);
      assert.equal(calculate('round(a / (b + 1))', { a, b }), Math.round(a / (b + 1)));
    }),
  );
});
