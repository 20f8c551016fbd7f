import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leftInView } from './draw.ts';

test('a photo that is cut off lies within the photo, whatever its size', () => {
  const side = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const seen = leftInView({ width, height });
      assert.ok(seen.left + seen.width <= width && seen.top + seen.height <= height);
      assert.ok(seen.width > 0 && seen.height > 0);
      // Something is missing, or nothing would have to be found.
      if (width >= 4) assert.ok(seen.width < width);
    }),
  );
});
