/** Chance that repeats itself: the same seed deals the same cards (sfc32). */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Exponentially distributed around `mean`: most waits are short, a few are very long. */
  wait(mean: number): number;
  bytes(length: number): Buffer;
  /** A UUIDv7 of that moment, in milliseconds, so that keys lie in the order of time as they do in life. */
  id(at: number): string;
}

export function createRandom(seed: number): Random {
  let [a, b, c, d] = [0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162, seed | 1];
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let warm = 0; warm < 16; warm++) word();
  const next = () => word() / 4_294_967_296;
  const below = (bound: number) => Math.floor(next() * bound);
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick(from) {
      const found = from[below(from.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    wait: (mean) => -Math.log(1 - next()) * mean,
    bytes(length) {
      const bytes = Buffer.allocUnsafe(length);
      for (let at = 0; at < length; at++) bytes[at] = word() & 255;
      return bytes;
    },
    id(at) {
      const time = hex(Math.floor(at), 12);
      const [one, two] = [word(), word()];
      const variant = hex(0x8000 | ((one >>> 4) & 0x3fff), 4);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(one & 0xfff, 3)}-${variant}-${hex(one >>> 16, 4)}${hex(two, 8)}`;
    },
  };
}

/** Shares of a whole that fall off as `1/rank^steepness` (Zipf): one giant, some large, a long tail. They add up to 1. */
export function zipf(count: number, steepness: number): number[] {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** steepness);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / whole);
}

/** Deals out indexes by their shares. */
export function dealer(random: Random, shares: readonly number[]): () => number {
  const until: number[] = [];
  for (const share of shares) until.push((until.at(-1) ?? 0) + share);
  return () => {
    const drawn = random.next() * (until.at(-1) ?? 1);
    let [low, high] = [0, until.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((until[middle] ?? 1) > drawn) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
