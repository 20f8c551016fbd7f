import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatRupiah, formatRupiahOfficial, isRupiah, rupiah, terbilang } from './money.ts';

const anyAmount = fc.maxSafeNat().map(rupiah);

test('amounts are written without a space, officially with two decimals (facts §7.6)', () => {
  assert.equal(formatRupiah(rupiah(175_000)), 'Rp175.000');
  assert.equal(formatRupiahOfficial(rupiah(175_000)), 'Rp175.000,00');
  assert.equal(formatRupiah(rupiah(0)), 'Rp0');
  assert.equal(formatRupiah(rupiah(999)), 'Rp999');
  assert.equal(formatRupiah(rupiah(1_000_000_000)), 'Rp1.000.000.000');
});

test('the grouping is the one of the Indonesian locale', () => {
  fc.assert(
    fc.property(anyAmount, (amount) => {
      assert.equal(formatRupiah(amount), `Rp${new Intl.NumberFormat('id-ID').format(amount)}`);
    }),
  );
});

test('amounts in words follow the spelling of Indonesian numbers', () => {
  for (const [amount, words] of [
    [0, 'nol rupiah'],
    [1, 'satu rupiah'],
    [10, 'sepuluh rupiah'],
    [11, 'sebelas rupiah'],
    [12, 'dua belas rupiah'],
    [20, 'dua puluh rupiah'],
    [99, 'sembilan puluh sembilan rupiah'],
    [100, 'seratus rupiah'],
    [111, 'seratus sebelas rupiah'],
    [200, 'dua ratus rupiah'],
    [1_000, 'seribu rupiah'],
    [1_001, 'seribu satu rupiah'],
    [2_000, 'dua ribu rupiah'],
    [11_000, 'sebelas ribu rupiah'],
    [100_000, 'seratus ribu rupiah'],
    [101_000, 'seratus satu ribu rupiah'],
    [175_000, 'seratus tujuh puluh lima ribu rupiah'],
    [537_500, 'lima ratus tiga puluh tujuh ribu lima ratus rupiah'],
    [1_000_000, 'satu juta rupiah'],
    [1_001_000, 'satu juta seribu rupiah'],
    [1_000_000_000, 'satu miliar rupiah'],
    [3_000_000_000_014, 'tiga triliun empat belas rupiah'],
    [1_000_000_000_000_000, 'satu kuadriliun rupiah'],
  ] as const) {
    assert.equal(terbilang(rupiah(amount)), words);
  }
});

test('two amounts never read alike, and no words run together', () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, (a, b) => {
      assert.equal(terbilang(a) === terbilang(b), a === b);
      assert.match(terbilang(a), /^[a-z]+( [a-z]+)* rupiah$/);
    }),
  );
});

test('fractions, debts and numbers too large to be exact are no rupiah', () => {
  for (const wrong of [0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    assert.equal(isRupiah(wrong), false);
    assert.throws(() => rupiah(wrong), RangeError);
  }
});
