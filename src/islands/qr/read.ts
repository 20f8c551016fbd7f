import { findEyes } from './finders.ts';
import { gridsOf } from './grid.ts';
import { bitmapOf } from './picture.ts';
import { textOf } from './text.ts';
import { bytesOf } from './words.ts';

/**
 * The text of the QR code in a picture; undefined when there is none, or it cannot be read. For the browsers of offices: only some
 * read codes by themselves.
 * @param rgba the pixels of a canvas, four bytes each.
 */
export function readQr(rgba: Uint8ClampedArray, width: number, height: number): string | undefined {
  const map = bitmapOf(rgba, width, height);
  for (const eyes of findEyes(map))
    for (const grid of gridsOf(map, eyes)) {
      const bytes = bytesOf(grid);
      const text = bytes && textOf(bytes, (grid.size - 17) / 4);
      if (text !== undefined) return text;
    }
  return undefined;
}
