import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fee } from './fees.ts';
import { feeMistake, quoteFee } from './fees.ts';
import { rupiah } from './money.ts';

const measurement: Fee = {
  kind: 'formula',
  formula: 'round(luas / 500 * hsbk) + 100000',
  inputs: ['luas'],
  constants: { hsbk: 80_000 },
};

test('civil registry is free, a check of a certificate is one price (facts §1, §2)', () => {
  assert.deepEqual(quoteFee({ kind: 'free' }), { kind: 'amount', amount: 0 });
  assert.deepEqual(quoteFee({ kind: 'fixed', amount: rupiah(50_000) }), {
    kind: 'amount',
    amount: 50_000,
  });
});

test('a formula takes what the applicant declares and what the office has set (facts §1.1)', () => {
  assert.deepEqual(quoteFee(measurement, { luas: 240 }), { kind: 'amount', amount: 138_400 });
});

test('an applicant can neither override the office’s rate nor go below zero', () => {
  assert.deepEqual(quoteFee(measurement, { luas: 240, hsbk: 1 }), {
    kind: 'amount',
    amount: 138_400,
  });
  assert.deepEqual(quoteFee(measurement, { luas: -100 }), {
    kind: 'mistake',
    reason: { key: 'formula.bad_input', params: { name: 'luas' } },
  });
});

test('a fee that cannot be calculated says why, one set by hand waits for an officer', () => {
  assert.deepEqual(quoteFee(measurement), {
    kind: 'mistake',
    reason: { key: 'formula.missing_input', params: { name: 'luas' } },
  });
  assert.deepEqual(quoteFee({ kind: 'by_hand' }), { kind: 'by_hand' });
});

test('a mistake in an office’s tariff is found when it is installed', () => {
  assert.equal(feeMistake(measurement), null);
  assert.equal(feeMistake({ kind: 'free' }), null);
  assert.equal(feeMistake({ ...measurement, formula: '1 +' })?.key, 'formula.unfinished');
  assert.deepEqual(feeMistake({ ...measurement, constants: undefined }), {
    key: 'fees.undeclared_input',
    params: { name: 'hsbk' },
  });
});
