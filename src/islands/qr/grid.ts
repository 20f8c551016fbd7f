import { distance, type Eye, type Eyes, type Point } from './finders.ts';
import { type Bitmap, isDark } from './picture.ts';

/** The squares of a code: `isDark(column, row)` over `size` × `size`. */
export interface Grid {
  readonly size: number;
  readonly dark: Uint8Array;
}

/** Codes larger than this are not printed on our papers. */
const MOST_SQUARES = 57;

/** Leads from squares of the code to points of the picture. */
type Way = (column: number, row: number) => Point;

/** Reads the squares of the code between its eyes, once for each size that the picture allows. */
export function gridsOf(map: Bitmap, eyes: Eyes): Grid[] {
  const { topLeft, topRight, bottomLeft } = eyes;
  // Sizes were taken along the picture's own lines, which cross the eyes of a turned code askew.
  const side = distance(topLeft, topRight);
  const askew = Math.max(Math.abs(topRight.x - topLeft.x), Math.abs(topRight.y - topLeft.y)) / side;
  const square = ((topLeft.size + topRight.size + bottomLeft.size) / 3) * askew;
  const wide = (side + distance(topLeft, bottomLeft)) / 2 / square + 7;
  const likely = Math.round((wide - 17) / 4) * 4 + 17;
  const grids: Grid[] = [];
  for (const size of [likely, likely - 4, likely + 4]) {
    if (size < 21 || size > MOST_SQUARES) continue;
    const far = {
      x: topRight.x + bottomLeft.x - topLeft.x,
      y: topRight.y + bottomLeft.y - topLeft.y,
    };
    const corner = size > 21 ? fourthMark(map, eyes, size, square) : undefined;
    if (corner) grids.push(sample(map, size, wayOf(eyes, size, corner, size - 6.5)));
    grids.push(sample(map, size, wayOf(eyes, size, far, size - 3.5)));
  }
  return grids;
}

/** The small mark near the fourth corner, looked for around the place where it should be. */
function fourthMark(map: Bitmap, eyes: Eyes, size: number, square: number): Point | undefined {
  const { topLeft, topRight, bottomLeft } = eyes;
  const part = (size - 10) / (size - 7);
  const expected = {
    x: topLeft.x + part * (topRight.x + bottomLeft.x - 2 * topLeft.x),
    y: topLeft.y + part * (topRight.y + bottomLeft.y - 2 * topLeft.y),
  };
  const right = unit(topLeft, topRight, size);
  const down = unit(topLeft, bottomLeft, size);
  let best: { readonly at: Point; readonly score: number } | undefined;
  const reach = Math.ceil(square * 5);
  const stride = Math.max(1, Math.floor(square / 4));
  for (let dy = -reach; dy <= reach; dy += stride)
    for (let dx = -reach; dx <= reach; dx += stride) {
      const at = { x: expected.x + dx, y: expected.y + dy };
      const score = markScore(map, at, right, down) * 1000 - Math.hypot(dx, dy) / square;
      if (!best || score > best.score) best = { at, score };
    }
  return best && best.score > 22_000 ? best.at : undefined;
}

/** How many of the 25 squares around a point are as in the mark: dark frame, light ring, dark middle. */
function markScore(map: Bitmap, at: Point, right: Point, down: Point): number {
  let fits = 0;
  for (let row = -2; row <= 2; row += 1)
    for (let column = -2; column <= 2; column += 1) {
      const ring = Math.max(Math.abs(row), Math.abs(column));
      const is = isDark(
        map,
        at.x + column * right.x + row * down.x,
        at.y + column * right.y + row * down.y,
      );
      if (is === (ring !== 1)) fits += 1;
    }
  return fits;
}

const unit = (from: Eye, to: Eye, size: number): Point => ({
  x: (to.x - from.x) / (size - 7),
  y: (to.y - from.y) / (size - 7),
});

function sample(map: Bitmap, size: number, way: Way): Grid {
  const dark = new Uint8Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const { x, y } = way(column + 0.5, row + 0.5);
      if (isDark(map, x, y)) dark[row * size + column] = 1;
    }
  return { size, dark };
}

/**
 * The perspective through four known points: the middles of the eyes, and `corner`, which lies on the diagonal at `place` squares.
 */
function wayOf(
  { topLeft, topRight, bottomLeft }: Eyes,
  size: number,
  corner: Point,
  place: number,
): Way {
  const near = 3.5;
  const far = size - 3.5;
  const from: readonly Point[] = [
    { x: near, y: near },
    { x: far, y: near },
    { x: place, y: place },
    { x: near, y: far },
  ];
  const m = solve(from, [topLeft, topRight, corner, bottomLeft]);
  const at = (index: number) => m[index] ?? 0;
  return (column, row) => {
    const depth = at(6) * column + at(7) * row + 1;
    return {
      x: (at(0) * column + at(1) * row + at(2)) / depth,
      y: (at(3) * column + at(4) * row + at(5)) / depth,
    };
  };
}

/** The eight numbers of the perspective that leads four points to four others, by elimination. */
function solve(from: readonly Point[], to: readonly Point[]): number[] {
  const rows = from.flatMap(({ x, y }, index): number[][] => {
    const { x: u, y: v } = to[index] ?? { x: 0, y: 0 };
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let column = 0; column < 8; column += 1) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) =>
        Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best,
      );
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    const head = pivot[column] || 1e-12;
    for (let n = column; n < 9; n += 1) pivot[n] = (pivot[n] ?? 0) / head;
    for (const row of rows) {
      if (row === pivot) continue;
      const times = row[column] ?? 0;
      for (let n = column; n < 9; n += 1) row[n] = (row[n] ?? 0) - times * (pivot[n] ?? 0);
    }
  }
  return rows.map((row) => row[8] ?? 0);
}
