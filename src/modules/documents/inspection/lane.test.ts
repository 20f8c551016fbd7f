import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { cleanUp, jpg, pdf, verdictOn, written } from './fixtures.ts';
import { closeInspection } from './index.ts';
import { createLane, Overrun } from './lane.ts';
import { DEFAULT_LIMITS, MiB } from './limits.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

/** Every `obj` begins an object whose string never ends: reading them all takes the square of the size. */
const hanging = () => Buffer.from(`%PDF-1.7\n${'obj('.repeat(2_000_000)}\nstartxref\n0\n%%EOF\n`);

test('a file that hangs the parser is stopped in time, and the next one is still inspected', async () => {
  const started = performance.now();
  const [slow, next] = await Promise.all([
    verdictOn('a.pdf', hanging(), { maxMillis: 700 }),
    verdictOn('b.pdf', await pdf()),
  ]);
  assert.deepEqual([slow, next], ['too_complex', 'pdf']);
  assert.ok(performance.now() - started < 15_000);
});

test('a file that swells the parser is stopped by its memory, and the next one is still inspected', async () => {
  // Interlaced: nothing can be let go before the last pass.
  const large = await sharp({
    create: { width: 9_000, height: 9_000, channels: 3, background: 'red' },
  })
    .png({ progressive: true, compressionLevel: 1 })
    .toBuffer();
  assert.equal(await verdictOn('a.png', large, { maxMemory: 200 * MiB }), 'too_complex');
  assert.equal(await verdictOn('a.jpg', await jpg()), 'jpg');
});

test('many at once are taken one after another, each with its own answer', async () => {
  const [photo, paper] = [await jpg(), await pdf()];
  const found = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      verdictOn(index % 2 === 0 ? 'a.jpg' : 'a.pdf', index % 2 === 0 ? photo : paper),
    ),
  );
  assert.deepEqual(
    found,
    Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 'jpg' : 'pdf')),
  );
});

test('an idle child is let go and a new one serves the next file', async () => {
  const lane = createLane(50);
  const path = written(await jpg());
  const job = { kind: 'inspect', file: { path, name: 'a.jpg' }, limits: DEFAULT_LIMITS } as const;
  const first = await lane.run(job);
  await sleep(300);
  assert.deepEqual(await lane.run(job), first);
  await lane.close();
});

test('an overrun is told apart from an outage', async () => {
  const lane = createLane();
  const file = { path: written(hanging()), name: 'a.pdf' };
  await assert.rejects(
    lane.run({ kind: 'inspect', file, limits: { ...DEFAULT_LIMITS, maxMillis: 300 } }),
    Overrun,
  );
  const missing = await lane.run({
    kind: 'inspect',
    file: { path: '/nowhere', name: 'a.pdf' },
    limits: DEFAULT_LIMITS,
  });
  assert.equal(missing.kind, 'failed');
  await lane.close();
});
