import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import en from '../../../../messages/en.json' with { type: 'json' };
import id from '../../../../messages/id.json' with { type: 'json' };
import {
  canvas,
  cleanUp,
  docx,
  inspectBytes,
  jpg,
  pdf,
  png,
  verdictOn,
  written,
  zip,
} from './fixtures.ts';
import { closeInspection, inspect } from './index.ts';
import { MiB } from './limits.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

test('an empty file, one byte too many, and an unknown ending are refused with a sentence', async () => {
  assert.equal(await verdictOn('a.pdf', Buffer.alloc(0)), 'empty');
  const refused = await inspect({ path: '/nowhere', name: 'a.pdf', size: 60 * MiB + 1 });
  assert.deepEqual(refused, {
    ok: false,
    reason: 'documents.refused.too_large',
    params: { max: 60 },
  });
  for (const name of [
    'a.exe',
    'a.svg',
    'a.html',
    'a.docm',
    'a.doc',
    'a.heic',
    'a',
    'pdf',
    '.pdf.exe',
    'a.constructor',
  ])
    assert.equal(await verdictOn(name, await jpg()), 'extension', name);
});

test('exactly 60 MB is not too large: the file is looked at', async () => {
  const photo = await jpg();
  const full = Buffer.concat([photo, Buffer.alloc(60 * MiB - photo.length, 1)]);
  assert.equal(await verdictOn('a.jpg', full), 'jpg');
});

test('the size told is not believed: the file itself is measured', async () => {
  const verdict = await inspect({ path: written(Buffer.alloc(0)), name: 'a.pdf', size: 10 });
  assert.deepEqual(verdict, { ok: false, reason: 'documents.refused.empty' });
});

test('a file that cannot be read is an outage, not a verdict', async () => {
  await assert.rejects(inspect({ path: '/nowhere/at/all', name: 'a.pdf', size: 10 }));
});

test('content that is not what the name says is refused, in every direction', async () => {
  const files = {
    jpg: await jpg(),
    png: await png(),
    pdf: await pdf(),
    docx: await docx(),
    zip: await zip([['a.txt', 'isi']]),
  };
  for (const [name, bytes] of Object.entries(files)) {
    for (const extension of Object.keys(files)) {
      const found = await verdictOn(`a.${extension}`, bytes);
      if (extension === name) assert.equal(found, name);
      else
        assert.ok(['mismatch', 'docx_broken'].includes(found), `${name} as ${extension}: ${found}`);
    }
  }
});

test('pictures of other kinds, programs and texts are refused under an accepted ending', async () => {
  const others = [
    await canvas(9, 9).gif().toBuffer(),
    await canvas(9, 9).webp().toBuffer(),
    await canvas(9, 9).tiff().toBuffer(),
  ];
  for (const bytes of [
    ...others,
    Buffer.from('MZ\x90\0program'),
    Buffer.from('catatan biasa'),
    Buffer.alloc(500),
  ])
    for (const name of ['a.jpg', 'a.png', 'a.pdf', 'a.zip', 'a.docx'])
      assert.equal(await verdictOn(name, bytes), 'mismatch');
});

test('SVG and HTML are refused whatever they are called', async () => {
  const pages = [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<!DOCTYPE html><html></html>',
    '\n <html onload=x>',
  ];
  for (const page of pages)
    for (const name of ['a.jpg', 'a.png', 'a.pdf', 'a.docx', 'a.zip']) {
      const found = await verdictOn(name, Buffer.from(page));
      assert.ok(['disguised', 'mismatch'].includes(found), `${page} as ${name}: ${found}`);
    }
});

test('every refusal has its sentence in both languages, and says the next step', async () => {
  const keys = Object.keys(id).filter((key) => key.startsWith('documents.refused.'));
  assert.ok(keys.length >= 25);
  for (const key of keys) {
    assert.ok(key in en, key);
    const text: string = Object.entries(id).find(([name]) => name === key)?.[1] ?? '';
    assert.match(text, /\. \p{Lu}/u, key);
  }
});

test('a refusal names the member without control or direction marks', async () => {
  const verdict = await inspectBytes(
    'a.zip',
    await zip([[`${'x'.repeat(300)}\u202efdp.exe`, 'MZ']]),
  );
  assert.ok(!verdict.ok);
  const name = String(verdict.params?.name);
  assert.ok(name.length <= 80 && !name.includes('\u202e'), name);
});
