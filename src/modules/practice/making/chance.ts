/** Numbers that look random and are the same for the same seed: a case can be drawn again. */
export interface Chance {
  /** 0 ≤ n < 1. */
  next(): number;
  /** A whole number between both, both included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** True this often of 1. */
  happens(often: number): boolean;
  /** The same things in another order. */
  shuffled<T>(from: readonly T[]): T[];
}

/** Mulberry32 over a seed and what it is used for. */
export function chance(...of: readonly (number | string)[]): Chance {
  let state = [...of.join(' ')].reduce(
    (hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick(from) {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    happens: (often) => next() < often,
    shuffled(from) {
      const order = [...from];
      for (let n = order.length - 1; n > 0; n -= 1) {
        const other = between(0, n);
        [order[n], order[other]] = [
          order[other] as (typeof order)[number],
          order[n] as (typeof order)[number],
        ];
      }
      return order;
    },
  };
}
