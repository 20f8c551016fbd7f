// The pictures of the officers' guide inside the product: the same screens as in docs/users/, made light enough for a phone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ready.mjs';

/** Wide enough to read a button's words; a picture weighs no more than this (docs/decisions, budget of a page). */
const WIDTH = 720;
const MOST_BYTES = 30 * 1024;

/** @type {readonly string[]} the files of docs/users/ that the guide shows, without their ending */
export const GUIDE_PICTURES = [
  '21-daftar-kerja',
  '22-berkas',
  '23-surat-perbaikan',
  '24-lama-dan-baru',
  '25-beri-jadwal',
  '26-catat-hasil',
  '28-siapkan-hasil',
  '29-jawab-keberatan',
  '38-pesan',
  '39-tombol-cepat',
  '40-dari-rekan',
  '51-ajukan',
  '62-umpan-balik',
  '63-kelas-latihan',
  '71-jangan-dilayani',
  '73-cocokkan-asli',
  '81-angka',
];

/** @param {string} name */
export const sourceOf = (name) => join(root, 'docs', 'users', `${name}.png`);

/**
 * As WebP, as sharp as fits into the budget.
 * @param {string} name
 * @returns {Promise<Buffer>}
 */
export async function guidePicture(name) {
  const { default: sharp } = await import('sharp');
  const small = await sharp(readFileSync(sourceOf(name)))
    .resize({ width: WIDTH })
    .toBuffer();
  for (let quality = 80; quality >= 20; quality -= 10) {
    const bytes = await sharp(small).webp({ quality, effort: 6 }).toBuffer();
    if (bytes.length <= MOST_BYTES) return bytes;
  }
  throw new Error(`${name}.png does not get below ${MOST_BYTES} bytes.`);
}
