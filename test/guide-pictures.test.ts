import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { GUIDE_PICTURES, guidePicture, sourceOf } from '../bin/pictures.mjs';
import { translator } from '../src/kernel/i18n.ts';
import { findSections } from '../src/modules/practice/guide/find.ts';
import { GUIDE } from '../src/modules/practice/guide/sections.ts';

test('every picture of the officers’ guide is there, as large as it says, and light enough', async () => {
  const shown = GUIDE.flatMap(({ picture }) => picture ?? []);
  assert.deepEqual(shown.map(({ file }) => file).toSorted(), [...GUIDE_PICTURES].toSorted());
  for (const { file, width, height } of shown) {
    const size = await sharp(sourceOf(file)).metadata();
    assert.deepEqual([size.width, size.height], [width, height], file);
    const bytes = await guidePicture(file);
    assert.ok(bytes.length <= 30 * 1024, `${file}: ${bytes.length} bytes`);
  }
});

test('every desk of an officer has its part of the guide', () => {
  const places = new Set(GUIDE.flatMap(({ place }) => (place === undefined ? [] : [place])));
  for (const place of [
    '',
    '/loket',
    '/ajukan',
    '/jadwal',
    '/cari',
    '/keberatan',
    '/latihan',
    '/ringkasan',
  ])
    assert.ok(places.has(place), `nothing is said of /petugas${place}`);
});

test('the guide finds a desk by its words, in both languages', () => {
  const found = (lang: 'id' | 'en', term: string) =>
    findSections(GUIDE, translator(lang), term).map(({ key }) => key);
  assert.equal(found('id', '').length, GUIDE.length);
  assert.deepEqual(found('id', 'kotak berkas'), ['ajukan']);
  assert.ok(found('id', 'DOKUMEN asli').includes('loket'));
  assert.ok(found('en', 'originals').includes('hasil'));
  assert.deepEqual(found('id', 'tidak ada kata seperti ini'), []);
});
