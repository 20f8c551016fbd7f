import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { canvas, cleanUp, jpg, pdf, png, verdictOn, zip } from './fixtures.ts';
import { closeInspection } from './index.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

/** Something no encoder can shorten to a few bytes. */
function noisy(format: 'jpg' | 'png', width = 200): Promise<Buffer> {
  const noise = Buffer.from(
    Array.from({ length: width * width * 3 }, (_, index) => (index * 7919 + (index >> 3)) % 251),
  );
  const image = sharp(noise, { raw: { width, height: width, channels: 3 } });
  return format === 'png' ? image.png().toBuffer() : image.jpeg({ quality: 95 }).toBuffer();
}

test('a picture cut off anywhere is refused', async () => {
  for (const format of ['jpg', 'png'] as const) {
    const bytes = await noisy(format);
    for (const part of [0.05, 0.4, 0.8, 0.95]) {
      const found = await verdictOn(
        `a.${format}`,
        bytes.subarray(0, Math.floor(bytes.length * part)),
      );
      assert.ok(['image_broken', 'mismatch'].includes(found), `${format} ${part}: ${found}`);
    }
  }
});

test('a picture with a damaged middle is refused (PNG has checksums)', async () => {
  const bytes = await noisy('png');
  bytes.fill(0, bytes.length >> 1, (bytes.length >> 1) + 200);
  assert.equal(await verdictOn('a.png', bytes), 'image_broken');
});

test('more pixels than the bound are refused before they are decoded', async () => {
  assert.equal(
    await verdictOn('a.png', await png(400, 300), { maxPixels: 100_000 }),
    'image_too_big',
  );
  assert.equal(
    await verdictOn('a.jpg', await jpg(400, 300), { maxPixels: 100_000 }),
    'image_too_big',
  );
  // A header that promises 60,000 x 60,000 pixels in a hundred bytes.
  const bomb = await png();
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  const found = await verdictOn('a.png', bomb);
  assert.ok(['image_too_big', 'image_broken'].includes(found), found);
});

test('a picture that is also an archive, a PDF or a page is refused', async () => {
  const archive = await zip([['a.txt', 'isi']]);
  for (const [name, bytes] of [
    ['a.jpg', await jpg()],
    ['a.png', await png()],
  ] as const) {
    assert.equal(await verdictOn(name, Buffer.concat([bytes, archive])), 'disguised');
    assert.equal(
      await verdictOn(name, Buffer.concat([bytes, Buffer.from('<ScRiPt>alert(1)</script>')])),
      'disguised',
    );
    assert.equal(
      await verdictOn(name, Buffer.concat([bytes, Buffer.from('<?php system($_GET[1]) ?>')])),
      'disguised',
    );
  }
  const photo = await jpg();
  const comment = Buffer.from(
    '\xff\xfe\x00\x20%PDF-1.7 and so on and so forth.',
    'latin1',
  ).subarray(0, 34);
  const both = Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2), await pdf()]);
  assert.equal(await verdictOn('a.jpg', both), 'disguised');
});

test('a moving PNG is refused: an officer must see what the citizen sees', async () => {
  const bytes = await png();
  const chunk = Buffer.from('000000086163544c000000010000000000000000', 'hex');
  const moving = Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(33)]);
  assert.equal(await verdictOn('a.png', moving), 'mismatch');
});

test('positions in a picture do not keep it from being taken', async () => {
  const bytes = await canvas(50, 50)
    .withExif({ IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '5/1 25/1 0/1' } })
    .jpeg()
    .toBuffer();
  assert.equal(await verdictOn('a.jpg', bytes), 'jpg');
});
