/** An exact fraction with a positive denominator. Tariffs must not owe a rupiah to binary rounding. */
export type Rational = { readonly n: bigint; readonly d: bigint };

export const ZERO: Rational = { n: 0n, d: 1n };

/** Reads a decimal as JavaScript prints numbers (`12.5`, `1e-7`); null when it is none. */
export function rationalOf(decimal: string): Rational | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/.exec(decimal);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const n = BigInt(`${sign}${whole}${fraction}`);
  const scale = Number(exponent) - fraction.length;
  return scale >= 0 ? { n: n * 10n ** BigInt(scale), d: 1n } : { n, d: 10n ** BigInt(-scale) };
}

export function negate({ n, d }: Rational): Rational {
  return { n: -n, d };
}

export function add(a: Rational, b: Rational): Rational {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function multiply(a: Rational, b: Rational): Rational {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** Null when dividing by zero. */
export function divide(a: Rational, b: Rational): Rational | null {
  if (b.n === 0n) return null;
  const sign = b.n < 0n ? -1n : 1n;
  return { n: sign * a.n * b.d, d: sign * a.d * b.n };
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** The nearest whole number, halves up. */
export function round({ n, d }: Rational): Rational {
  return { n: floorDivide(2n * n + d, 2n * d), d: 1n };
}

function floorDivide(n: bigint, d: bigint): bigint {
  return n < 0n && n % d !== 0n ? n / d - 1n : n / d;
}
