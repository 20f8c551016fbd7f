/** Dark and light of a picture, row by row: 1 is dark. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly dark: Uint8Array;
}

/** How much darker than its surroundings a point must be, in per cent. */
const DARKER = 15;

/**
 * Tells dark from light by comparing each point with the mean around it, so that a shadow over half of the paper does no harm.
 * @param rgba the pixels of a canvas, four bytes each.
 */
export function bitmapOf(rgba: Uint8ClampedArray, width: number, height: number): Bitmap {
  const sums = new Float64Array((width + 1) * (height + 1));
  const gray = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    let line = 0;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const value =
        ((rgba[at] ?? 0) * 77 + (rgba[at + 1] ?? 0) * 150 + (rgba[at + 2] ?? 0) * 29) >> 8;
      gray[y * width + x] = value;
      line += value;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + line;
    }
  }
  const reach = Math.max(8, Math.round(Math.min(width, height) / 10));
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const sum =
        (sums[bottom * (width + 1) + right] ?? 0) -
        (sums[top * (width + 1) + right] ?? 0) -
        (sums[bottom * (width + 1) + left] ?? 0) +
        (sums[top * (width + 1) + left] ?? 0);
      const count = (bottom - top) * (right - left);
      if ((gray[y * width + x] ?? 0) * count * 100 < sum * (100 - DARKER)) dark[y * width + x] = 1;
    }
  }
  return { width, height, dark };
}

/** Whether that point is dark; outside the picture nothing is. */
export const isDark = ({ width, height, dark }: Bitmap, x: number, y: number): boolean => {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  return (
    column >= 0 && row >= 0 && column < width && row < height && dark[row * width + column] === 1
  );
};
