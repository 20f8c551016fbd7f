import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { Surfer } from './surfer.ts';

const PIECE = 96 * 1024;

/** Photographs of papers, about 200 KB each, every one different. */
export function takePhotos(count: number): Promise<readonly Buffer[]> {
  const [width, height] = [720, 960];
  return Promise.all(
    Array.from({ length: count }, () =>
      sharp(randomBytes((width * height) / 16), {
        raw: { width: width / 4, height: height / 4, channels: 1 },
      })
        .resize(width, height)
        .jpeg({ quality: 85 })
        .toBuffer(),
    ),
  );
}

/** A file as the page's script brings it (tus 1.0): begun, a piece, asked how far it came, the rest. True when it arrived whole. */
export async function bring(
  surfer: Surfer,
  slug: string,
  target: string,
  photo: Uint8Array,
): Promise<boolean> {
  const tus = { 'tus-resumable': '1.0.0' };
  const told = { filename: 'foto.jpg', untuk: target, sidik: randomBytes(8).toString('hex') };
  const begun = await surfer.ask('upload begun', 'write', `/${slug}/unggah`, {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(photo.length),
      'upload-metadata': Object.entries(told)
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(','),
    },
  });
  if (begun?.status !== 201) return false;
  const path = String(begun.headers['location']);
  for (let offset = 0; offset < photo.length; ) {
    const piece = photo.subarray(offset, offset + PIECE);
    const isLast = offset + piece.length === photo.length;
    const sent = await surfer.ask(isLast ? 'file arrived' : 'piece of a file', 'write', path, {
      method: 'PATCH',
      headers: {
        ...tus,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body: piece,
    });
    if (sent?.status !== 204) return false;
    offset += piece.length;
    if (!isLast)
      await surfer.ask('how far a file came', 'read', path, { method: 'HEAD', headers: tus });
  }
  return true;
}

/** The versions that arrived for a purpose, as the page's script learns of them. */
export async function arrivedFor(surfer: Surfer, slug: string, target: string): Promise<string[]> {
  const path = `/${slug}/unggah?${new URLSearchParams({ untuk: target })}`;
  const answer = await surfer.ask('what is on its way', 'read', path);
  if (answer?.status !== 200) return [];
  const { uploads } = JSON.parse(answer.body.toString()) as {
    uploads: { version: string | null; state: string }[];
  };
  return uploads.flatMap(({ version, state }) => (version && state === 'ready' ? [version] : []));
}
