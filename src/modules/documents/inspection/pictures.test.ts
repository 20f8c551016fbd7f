import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { CATALOG, canvas, cleanUp, jpg, PAGES, pdf, png, rawPdf, written } from './fixtures.ts';
import { closeInspection, officerCopy, PictureProblem, pdfPage } from './index.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

test("the officer's copy carries no position, camera or other metadata, and stands upright", async () => {
  const photo = await canvas(300, 200)
    .withExif({
      IFD0: { Make: 'Kamera', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '5/1 25/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  assert.ok((await sharp(photo).metadata()).exif !== undefined);
  const copy = await officerCopy({ path: written(photo) });
  const seen = await sharp(copy).metadata();
  assert.equal(seen.format, 'webp');
  assert.deepEqual([seen.width, seen.height], [200, 300]);
  for (const trace of [seen.exif, seen.xmp, seen.iptc, seen.orientation])
    assert.equal(trace, undefined);
  assert.ok(!copy.includes('Kamera'));
});

test('the copy is at most 2400 pixels long, never enlarged, and made from bytes as well as from a path', async () => {
  const large = await sharp(await officerCopy(await jpg(5_000, 1_000))).metadata();
  assert.deepEqual([large.width, large.height], [2_400, 480]);
  const small = await sharp(await officerCopy(await png(30, 20))).metadata();
  assert.deepEqual([small.width, small.height], [30, 20]);
});

test('what is no picture gives a sentence, not a crash', async () => {
  for (const bytes of [
    Buffer.from('<svg/>'),
    (await jpg()).subarray(0, 200),
    await canvas(9, 9).gif().toBuffer(),
  ])
    await assert.rejects(officerCopy(bytes), (error: unknown) => {
      assert.ok(error instanceof PictureProblem);
      assert.equal(error.verdict.reason, 'documents.refused.image_broken');
      return true;
    });
});

test('a page of a PDF is drawn as wide as asked, with its content on white', async () => {
  const path = written(await pdf(2));
  const page = await pdfPage({ path }, 2, 800);
  const { width, height, format } = await sharp(page).metadata();
  assert.equal(format, 'webp');
  assert.equal(width, 800);
  assert.ok(Math.abs(height - (800 * 842) / 595) < 2);
  const { channels } = await sharp(page).stats();
  assert.ok((channels[0]?.max ?? 0) > 250 && (channels[0]?.min ?? 255) < 100);
});

test('a page that does not exist, or of a broken PDF, gives a sentence', async () => {
  const path = written(await pdf(1));
  for (const page of [0, 2, -1, 1.5])
    await assert.rejects(pdfPage({ path }, page, 400), PictureProblem);
  await assert.rejects(
    pdfPage({ path: written(Buffer.from('%PDF-1.7 nothing')) }, 1, 400),
    PictureProblem,
  );
});

test('a page of absurd proportions stays within the bound of pixels', async () => {
  for (const box of ['0 0 1 14400', '0 0 14400 1', '0 0 14400 14400']) {
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] >>`;
    const { width, height } = await sharp(
      await pdfPage({ path: written(rawPdf([CATALOG, PAGES, page])) }, 1, 100_000),
    ).metadata();
    assert.ok(width * height <= 16_000_000, `${width} x ${height}`);
  }
});
