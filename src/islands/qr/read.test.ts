import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import QRCode from 'qrcode';
import sharp, { type OverlayOptions } from 'sharp';
import { readQr } from './read.ts';

const RECEIPT =
  'https://loket.example.go.id/kantah-bandar-lampung/lacak/BDL-26-000123-0/ABCD2345EFGH';
const SCENE = { width: 640, height: 480 } as const;

/** What a camera sees: a code of that many points, turned, blurred, on a table. */
async function seen(
  text: string,
  how: {
    width?: number;
    turn?: number;
    blur?: number;
    level?: 'L' | 'M' | 'Q' | 'H';
    shade?: boolean;
    torn?: number;
  } = {},
): Promise<string | undefined> {
  const { width = 240, turn = 0, blur, level = 'M', shade, torn = 0 } = how;
  const png = await QRCode.toBuffer(text, { errorCorrectionLevel: level, margin: 4, width });
  let code = sharp(png);
  if (torn > 0)
    code = sharp(
      await code
        .composite([
          {
            input: { create: { width: torn, height: torn, channels: 3, background: '#fff' } },
            left: Math.round(width * 0.55),
            top: Math.round(width * 0.55),
          },
        ])
        .png()
        .toBuffer(),
    );
  const turned = await code.rotate(turn, { background: '#fff' }).png().toBuffer();
  const layers: OverlayOptions[] = [{ input: turned, gravity: 'centre' }];
  if (shade)
    layers.push({
      input: Buffer.from(
        `<svg width="${SCENE.width}" height="${SCENE.height}"><linearGradient id="s"><stop offset="0" stop-opacity="0.7"/><stop offset="1" stop-opacity="0"/></linearGradient><rect width="100%" height="100%" fill="url(#s)"/></svg>`,
      ),
    });
  let scene = sharp(
    await sharp({ create: { ...SCENE, channels: 3, background: '#b9a58c' } })
      .composite(layers)
      .png()
      .toBuffer(),
  );
  if (blur) scene = scene.blur(blur);
  const { data, info } = await scene.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return readQr(new Uint8ClampedArray(data), info.width, info.height);
}

describe('a code before the camera', () => {
  test('is read upright, at any angle, in shadow, near and far', async () => {
    for (const turn of [0, 7, 45, 90, 133, 180, 270, 305])
      assert.equal(await seen(RECEIPT, { turn }), RECEIPT, `turned by ${turn}`);
    for (const width of [150, 200, 300, 420])
      assert.equal(await seen(RECEIPT, { width, turn: 4 }), RECEIPT, `${width} points wide`);
    assert.equal(await seen(RECEIPT, { shade: true, turn: 11 }), RECEIPT, 'half in shadow');
    assert.equal(await seen(RECEIPT, { blur: 1.2, width: 300, turn: 3 }), RECEIPT, 'not sharp');
  });

  test('is read in every size that we print, at every level, whatever stands in it', async () => {
    for (const level of ['L', 'M', 'Q', 'H'] as const)
      for (const length of [5, 20, 40, 60, 80, 110])
        assert.equal(
          await seen('abcDEF-123/'.repeat(11).slice(0, length), { level, width: 360 }),
          'abcDEF-123/'.repeat(11).slice(0, length),
          `${level} ${length}`,
        );
    for (const text of ['1234567', 'BDL-26-000123-0', 'Loket 7 é ✓', '0042'])
      assert.equal(await seen(text), text);
  });

  test('is mended where it is stained, and not made up where it is torn', async () => {
    assert.equal(await seen(RECEIPT, { torn: 28, width: 300 }), RECEIPT);
    assert.equal(await seen(RECEIPT, { torn: 110, width: 300 }), undefined);
    assert.equal(readQr(new Uint8ClampedArray(640 * 480 * 4).fill(255), 640, 480), undefined);
  });

  test('noise is no code', () => {
    let state = 7;
    const next = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state % 256;
    };
    const noise = new Uint8ClampedArray(320 * 240 * 4).map(() => next());
    assert.equal(readQr(noise, 320, 240), undefined);
  });
});
