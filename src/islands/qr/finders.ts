import { type Bitmap, isDark } from './picture.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One of the three eyes of a code: where its middle is, and how wide one square is there. */
export interface Eye extends Point {
  readonly size: number;
  readonly seen: number;
}

/** The eyes by their places in the upright code. */
export interface Eyes {
  readonly topLeft: Eye;
  readonly topRight: Eye;
  readonly bottomLeft: Eye;
}

/** Dark, light, dark, light, dark, as wide as 1 : 1 : 3 : 1 : 1. */
function isEye(runs: readonly number[]): boolean {
  const total = runs.reduce((sum, run) => sum + run, 0);
  if (total < 7 || runs.some((run) => run === 0)) return false;
  const one = total / 7;
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = runs;
  return (
    [a, b, d, e].every((run) => Math.abs(run - one) <= one * 0.6) &&
    Math.abs(c - 3 * one) <= one * 1.5
  );
}

/** The middle and the five runs along a line through a point, in steps of (dx, dy); undefined when it is no eye. */
function across(
  map: Bitmap,
  { x, y }: Point,
  dx: number,
  dy: number,
  most: number,
): { readonly offset: number; readonly total: number } | undefined {
  const count = (sign: 1 | -1, from: number, wantsDark: boolean): number => {
    let n = from;
    while (n - from <= most && isDark(map, x + sign * n * dx, y + sign * n * dy) === wantsDark) {
      n += 1;
      const [px, py] = [x + sign * n * dx, y + sign * n * dy];
      if (px < 0 || py < 0 || px >= map.width || py >= map.height) break;
    }
    return n;
  };
  if (!isDark(map, x, y)) return undefined;
  const [c1, c2] = [count(-1, 0, true), count(1, 1, true)];
  const [b1, b2] = [count(-1, c1, false), count(1, c2, false)];
  const [a1, a2] = [count(-1, b1, true), count(1, b2, true)];
  const runs = [a1 - b1, b1 - c1, c1 + c2 - 1, b2 - c2, a2 - b2];
  return isEye(runs) ? { offset: (c2 - c1) / 2, total: a1 + a2 - 1 } : undefined;
}

/** Every place in the picture that looks like an eye from three sides. */
function eyesIn(map: Bitmap): Eye[] {
  const eyes: Eye[] = [];
  const found = (eye: Eye) => {
    const known = eyes.findIndex(
      (one) => Math.hypot(one.x - eye.x, one.y - eye.y) < Math.max(one.size, eye.size) * 2,
    );
    const one = eyes[known];
    if (!one) return void eyes.push(eye);
    const n = one.seen + 1;
    eyes[known] = {
      x: (one.x * one.seen + eye.x) / n,
      y: (one.y * one.seen + eye.y) / n,
      size: (one.size * one.seen + eye.size) / n,
      seen: n,
    };
  };
  for (let y = 0; y < map.height; y += 2) {
    let runs = [0, 0, 0, 0, 0];
    let isNow = false;
    let length = 0;
    for (let x = 0; x <= map.width; x += 1) {
      const is = x < map.width && map.dark[y * map.width + x] === 1;
      if (is === isNow && x < map.width) {
        length += 1;
        continue;
      }
      runs = [...runs.slice(1), length];
      if (isNow && isEye(runs)) {
        const total = runs.reduce((sum, run) => sum + run, 0);
        const middle = x - (runs[4] ?? 0) - (runs[3] ?? 0) - (runs[2] ?? 0) / 2;
        const down = across(map, { x: Math.floor(middle), y }, 0, 1, total);
        const at = { x: Math.floor(middle), y: Math.round(y + (down?.offset ?? 0)) };
        const flat = down && across(map, at, 1, 0, total);
        if (
          down &&
          flat &&
          Math.abs(down.total - flat.total) < Math.max(down.total, flat.total) * 0.5
        )
          found({
            x: at.x + flat.offset + 0.5,
            y: at.y + 0.5,
            size: (down.total + flat.total) / 14,
            seen: 1,
          });
      }
      isNow = is;
      length = 1;
    }
  }
  return eyes.filter(({ seen }) => seen > 1);
}

/** How far three eyes are from the corner of a square; the smaller the better. */
function crooked(corner: Eye, one: Eye, other: Eye): number {
  const [a, b] = [distance(corner, one), distance(corner, other)];
  const c = distance(one, other);
  const sizes = [corner.size, one.size, other.size];
  const mean = (corner.size + one.size + other.size) / 3;
  return (
    Math.abs(a - b) / Math.max(a, b) +
    Math.abs(c - Math.hypot(a, b)) / c +
    sizes.reduce((sum, size) => sum + Math.abs(size - mean) / mean, 0) / 2
  );
}

export const distance = (one: Point, other: Point): number =>
  Math.hypot(one.x - other.x, one.y - other.y);

/** The three eyes of the code in the picture, the likeliest first; of a great many, the most often seen twelve are looked at. */
export function findEyes(map: Bitmap): Eyes[] {
  const eyes = eyesIn(map)
    .sort((one, other) => other.seen - one.seen)
    .slice(0, 12);
  const triples: { readonly eyes: Eyes; readonly fault: number }[] = [];
  for (const corner of eyes)
    for (const [index, one] of eyes.entries())
      for (const other of eyes.slice(index + 1)) {
        if (one === corner || other === corner) continue;
        const fault = crooked(corner, one, other);
        if (fault > 0.9) continue;
        // Seen from the corner, the top right eye is reached first when turning with the clock's hands.
        const turn =
          (one.x - corner.x) * (other.y - corner.y) - (one.y - corner.y) * (other.x - corner.x);
        const [topRight, bottomLeft] = turn > 0 ? [one, other] : [other, one];
        triples.push({ eyes: { topLeft: corner, topRight, bottomLeft }, fault });
      }
  return triples
    .sort((one, other) => one.fault - other.fault)
    .slice(0, 4)
    .map((triple) => triple.eyes);
}
