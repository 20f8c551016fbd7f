import type { Grid } from './grid.ts';
import { mend } from './mending.ts';

/** Bytes of a whole code by version (ISO/IEC 18004, table 9), and for each level (L, M, Q, H) the mending bytes and number of blocks. */
const BYTES = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346] as const;
const EXTRA = [
  [7, 10, 15, 20, 26, 18, 20, 24, 30, 18],
  [10, 16, 26, 18, 24, 16, 18, 22, 22, 26],
  [13, 22, 18, 26, 18, 24, 18, 22, 20, 24],
  [17, 28, 22, 16, 22, 28, 26, 26, 24, 28],
] as const;
const BLOCKS = [
  [1, 1, 1, 1, 1, 2, 2, 2, 2, 4],
  [1, 1, 1, 2, 2, 4, 4, 4, 5, 5],
  [1, 1, 2, 2, 4, 4, 6, 6, 8, 8],
  [1, 1, 2, 4, 4, 4, 5, 6, 8, 8],
] as const;
/** The levels as the format names them. */
const LEVELS = [1, 0, 3, 2] as const;

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** The bytes that a code carries, mended; undefined when it is no code, or too much of it is broken. */
export function bytesOf(grid: Grid): Uint8Array | undefined {
  const version = (grid.size - 17) / 4;
  const format = formatOf(grid);
  const total = BYTES[version - 1];
  if (!format || total === undefined) return undefined;
  const extra = EXTRA[format.level]?.[version - 1] ?? 0;
  const blocks = BLOCKS[format.level]?.[version - 1] ?? 1;
  const raw = rawBytes(grid, version, format.mask, total);
  const data = total - extra * blocks;
  const short = Math.floor(data / blocks);
  const long = data % blocks;
  const parts: Uint8Array[] = [];
  for (let n = 0; n < blocks; n += 1) {
    const own = short + (n >= blocks - long ? 1 : 0);
    const block = new Uint8Array(own + extra);
    for (let k = 0; k < own; k += 1)
      block[k] = raw[k < short ? k * blocks + n : short * blocks + n - (blocks - long)] ?? 0;
    for (let k = 0; k < extra; k += 1) block[own + k] = raw[data + k * blocks + n] ?? 0;
    if (!mend(block, extra)) return undefined;
    parts.push(block.subarray(0, own));
  }
  const bytes = new Uint8Array(data);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Level and mask; two copies of them stand beside the eyes, and three wrong squares are forgiven. */
function formatOf({
  size,
  dark,
}: Grid): { readonly level: number; readonly mask: number } | undefined {
  const bit = (column: number, row: number) => dark[row * size + column] ?? 0;
  let [first, second] = [0, 0];
  for (let n = 0; n < 15; n += 1) {
    const along = n < 6 ? n : n < 8 ? n + 1 : undefined;
    first |= (along !== undefined ? bit(8, along) : n === 8 ? bit(7, 8) : bit(14 - n, 8)) << n;
    second |= (n < 8 ? bit(size - 1 - n, 8) : bit(8, size - 15 + n)) << n;
  }
  let best: { readonly data: number; readonly off: number } | undefined;
  for (let data = 0; data < 32; data += 1)
    for (const read of [first, second]) {
      const off = ones(read ^ formatBits(data));
      if (!best || off < best.off) best = { data, off };
    }
  if (!best || best.off > 3) return undefined;
  return { level: LEVELS[best.data >> 3] ?? 0, mask: best.data & 7 };
}

function formatBits(data: number): number {
  let rest = data << 10;
  for (let n = 14; n >= 10; n -= 1) if (rest & (1 << n)) rest ^= 0x537 << (n - 10);
  return ((data << 10) | rest) ^ 0x5412;
}

function ones(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

/** The bytes in the order in which they stand: up and down in pairs of columns from the right, the mask taken off. */
function rawBytes({ size, dark }: Grid, version: number, mask: number, total: number): Uint8Array {
  const bytes = new Uint8Array(total);
  const flips = MASKS[mask] ?? (() => false);
  let count = 0;
  let upward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = upward ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (isFixed(size, version, column, row) || count >= total * 8) continue;
        const is = (dark[row * size + column] === 1) !== flips(row, column);
        if (is) bytes[count >> 3] = (bytes[count >> 3] ?? 0) | (0x80 >> (count & 7));
        count += 1;
      }
    }
    upward = !upward;
  }
  return bytes;
}

/** Eyes, clock lines, marks, format and version: squares that carry no data. */
function isFixed(size: number, version: number, column: number, row: number): boolean {
  if (column === 6 || row === 6) return true;
  if (column < 9 && (row < 9 || row >= size - 8)) return true;
  if (row < 9 && column >= size - 8) return true;
  if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11)))
    return true;
  const marks = marksOf(size, version);
  return marks.some((x) =>
    marks.some(
      (y) =>
        Math.abs(column - x) <= 2 &&
        Math.abs(row - y) <= 2 &&
        !(x === 6 && y === 6) &&
        !(x === 6 && y === size - 7) &&
        !(x === size - 7 && y === 6),
    ),
  );
}

/** Where the middles of the marks stand, along either side. */
function marksOf(size: number, version: number): number[] {
  if (version === 1) return [];
  return version < 7 ? [6, size - 7] : [6, (size - 1) / 2, size - 7];
}
