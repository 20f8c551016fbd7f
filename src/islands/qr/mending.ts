/** Powers and logarithms of the field with 256 elements, x⁸ + x⁴ + x³ + x² + 1. */
const POWER = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let n = 0, value = 1; n < 255; n += 1) {
  POWER[n] = value;
  POWER[n + 255] = value;
  LOG[value] = n;
  value <<= 1;
  if (value > 255) value ^= 0x11d;
}

const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (POWER[(LOG[a] ?? 0) + (LOG[b] ?? 0)] ?? 0);
const inverse = (a: number): number => POWER[255 - (LOG[a] ?? 0)] ?? 0;
const power = (n: number): number => POWER[((n % 255) + 255) % 255] ?? 0;

/** The value of a polynomial, its lowest coefficient first. */
const valueAt = (poly: readonly number[], x: number): number =>
  poly.reduceRight((sum, coefficient) => times(sum, x) ^ coefficient, 0);

/**
 * Mends a block in place with its last `extra` bytes (Reed-Solomon); false when more is broken than they can mend.
 */
export function mend(block: Uint8Array, extra: number): boolean {
  const syndromes: number[] = [];
  for (let n = 0; n < extra; n += 1) {
    let sum = 0;
    for (const byte of block) sum = times(sum, power(n)) ^ byte;
    syndromes.push(sum);
  }
  if (syndromes.every((syndrome) => syndrome === 0)) return true;
  const locator = locatorOf(syndromes);
  const faults = locator.length - 1;
  if (faults * 2 > extra) return false;
  const places: number[] = [];
  for (let place = 0; place < block.length; place += 1)
    if (valueAt(locator, power(-place)) === 0) places.push(place);
  if (places.length !== faults) return false;
  // Forney: how much each broken byte is off.
  const evaluator = Array.from({ length: extra }, (_, n) =>
    locator.reduce((sum, c, k) => (k <= n ? sum ^ times(c, syndromes[n - k] ?? 0) : sum), 0),
  );
  const slope = locator.map((c, n) => (n % 2 === 1 ? c : 0)).slice(1);
  for (const place of places) {
    const x = power(-place);
    const off = times(times(valueAt(evaluator, x), inverse(valueAt(slope, x))), power(place));
    const at = block.length - 1 - place;
    block[at] = (block[at] ?? 0) ^ off;
  }
  return true;
}

/** The polynomial whose roots tell where the faults are (Berlekamp and Massey), its lowest coefficient first. */
function locatorOf(syndromes: readonly number[]): number[] {
  let current = [1];
  let previous = [1];
  let length = 0;
  let gap = 1;
  let last = 1;
  for (const [n, syndrome] of syndromes.entries()) {
    let delta = syndrome;
    for (let k = 1; k <= length; k += 1) delta ^= times(current[k] ?? 0, syndromes[n - k] ?? 0);
    if (delta === 0) {
      gap += 1;
      continue;
    }
    const before = current;
    const factor = times(delta, inverse(last));
    const next = [...current];
    for (const [k, c] of previous.entries())
      next[k + gap] = (next[k + gap] ?? 0) ^ times(factor, c);
    current = Array.from(next, (c) => c ?? 0);
    if (2 * length > n) {
      gap += 1;
      continue;
    }
    length = n + 1 - length;
    previous = before;
    last = delta;
    gap = 1;
  }
  while (current.length > 1 && current.at(-1) === 0) current.pop();
  return current;
}
