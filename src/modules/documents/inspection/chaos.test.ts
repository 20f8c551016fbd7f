import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { cleanUp, docx, inspectBytes, jpg, pdf, png, zip } from './fixtures.ts';
import { closeInspection } from './index.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

const names = fc.constantFrom('a.jpg', 'a.jpeg', 'a.png', 'a.pdf', 'a.docx', 'a.zip');

test('random bytes always get a verdict, and never a yes', async () => {
  await fc.assert(
    fc.asyncProperty(
      names,
      fc.uint8Array({ minLength: 1, maxLength: 4_000 }),
      async (name, bytes) => {
        assert.equal((await inspectBytes(name, bytes)).ok, false);
      },
    ),
    { numRuns: 150 },
  );
});

test('honest files with random damage always get a verdict', async () => {
  const honest = [
    ['a.jpg', await jpg(400, 300)],
    ['a.png', await png(400, 300)],
    ['a.pdf', await pdf(2)],
    ['a.pdf', await pdf(2, undefined, false)],
    ['a.docx', await docx({ 'word/media/image1.jpg': await jpg() })],
    [
      'a.zip',
      await zip([
        ['a.pdf', await pdf()],
        ['b.jpg', await jpg()],
        ['c.zip', await zip([['d.txt', 'isi']])],
      ]),
    ],
  ] as const;
  const damage = fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      with: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      how: fc.constantFrom('over', 'into', 'cut'),
    }),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...honest), damage, async ([name, bytes], wounds) => {
      let hurt = Buffer.from(bytes);
      for (const wound of wounds) {
        const at = Math.floor(wound.at * hurt.length);
        const rest = wound.how === 'into' ? at : at + wound.with.length;
        hurt = Buffer.concat([
          hurt.subarray(0, at),
          wound.how === 'cut' ? Buffer.alloc(0) : wound.with,
          hurt.subarray(rest),
        ]);
      }
      const verdict = await inspectBytes(name, hurt);
      assert.equal(typeof verdict.ok, 'boolean');
      if (!verdict.ok) assert.match(verdict.reason, /^documents\.refused\.[a-z_]+$/);
    }),
    { numRuns: 400 },
  );
});
