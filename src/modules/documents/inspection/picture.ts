import sharp, { type Metadata } from 'sharp';
import type { Limits } from './limits.ts';
import { pictureHidesAnother } from './sniff.ts';
import { type Accepted, Refusal } from './verdict.ts';

// One picture at a time and nothing kept: the next file must not find what the last one left.
sharp.cache(false);
sharp.concurrency(1);
// libvips knows dozens of formats; only these two may ever meet a citizen's bytes.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng'] });

/** How every picture is opened: bounded, top to bottom, and with a truncated or corrupt one failing. */
export function openPicture(bytes: Uint8Array, limits: Limits) {
  return sharp(bytes, {
    failOn: 'error',
    limitInputPixels: limits.maxPixels,
    sequentialRead: true,
    pages: 1,
  });
}

/** Decodes the whole picture once and throws it away; throws {@link Refusal}. */
export async function inspectPicture(
  bytes: Buffer,
  type: 'jpg' | 'png',
  limits: Limits,
): Promise<Accepted> {
  if (pictureHidesAnother(bytes)) throw new Refusal('disguised');
  const size = await measure(bytes, limits);
  try {
    await openPicture(bytes, limits)
      .resize({ width: 64, height: 64, fit: 'fill' })
      .raw()
      .toBuffer();
  } catch {
    throw new Refusal('image_broken');
  }
  return { ok: true, type, mediaType: type === 'png' ? 'image/png' : 'image/jpeg', ...size };
}

async function measure(bytes: Buffer, limits: Limits): Promise<{ width: number; height: number }> {
  let seen: Metadata;
  try {
    // The header alone is read here, so the bound is ours to check, with a sentence of its own.
    seen = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
  } catch {
    throw new Refusal('image_broken');
  }
  if (seen.width * seen.height > limits.maxPixels)
    throw new Refusal('image_too_big', { max: Math.floor(limits.maxPixels / 1_000_000) });
  const { width, height } = seen.autoOrient;
  return { width, height };
}
