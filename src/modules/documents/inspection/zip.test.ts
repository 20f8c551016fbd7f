import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  cleanUp,
  docx,
  inspectBytes,
  jpg,
  PAGE,
  PAGES,
  pdf,
  rawPdf,
  renamed,
  verdictOn,
  zip,
} from './fixtures.ts';
import { closeInspection } from './index.ts';
import { MiB } from './limits.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

/** Changes one 16- or 32-bit field in every header of a kind; offsets by APPNOTE 4.3.7 and 4.3.12. */
function patched(
  bytes: Buffer,
  header: 'local' | 'directory',
  offset: number,
  value: number,
  width: 2 | 4,
): Buffer {
  const copy = Buffer.from(bytes);
  const magic = Buffer.from(header === 'local' ? 'PK\x03\x04' : 'PK\x01\x02', 'latin1');
  for (let at = copy.indexOf(magic); at >= 0; at = copy.indexOf(magic, at + 4)) {
    if (width === 2) copy.writeUInt16LE(value, at + offset);
    else copy.writeUInt32LE(value, at + offset);
  }
  return copy;
}

test('programs and pages inside are refused by name, also in disguise', async () => {
  for (const name of [
    'a.exe',
    'a.JS',
    'b/akta.pdf.vbs',
    'a.bat',
    'a.ps1',
    'a.jar',
    'a.apk',
    'a.html',
    'a.svg',
    'a.lnk',
    'a.scr',
    'a.exe.',
    'a.hta ',
    'x.docm',
  ])
    assert.equal(
      await verdictOn(
        'a.zip',
        await zip([
          ['baik.txt', 'isi'],
          [name, 'isi'],
        ]),
      ),
      'zip_program',
      name,
    );
});

test('programs and pages inside are refused by content, whatever they are called', async () => {
  const contents = [
    'MZ\x90\0\x03\0',
    '\x7fELF\x02\x01',
    '#!/bin/sh\nrm -rf /',
    '<html><script>x</script></html>',
    '<?php x ?>',
    '  <svg onload=x>',
  ];
  for (const content of contents)
    for (const name of ['a.txt', 'a.pdf', 'a.jpg', 'tanpa-akhiran'])
      assert.equal(
        await verdictOn('a.zip', await zip([[name, Buffer.from(content, 'latin1')]])),
        'zip_program',
        content,
      );
});

test('members of other kinds, or that are not what they are called, are refused by name', async () => {
  const verdict = await inspectBytes('a.zip', await zip([['folder/foto.jpg', await pdf()]]));
  assert.deepEqual(verdict, {
    ok: false,
    reason: 'documents.refused.zip_member',
    params: { name: 'folder/foto.jpg' },
  });
  for (const name of ['a.rar', 'a.doc', 'a.dat', 'a', 'a.mp4'])
    assert.equal(await verdictOn('a.zip', await zip([[name, 'isi']])), 'zip_member', name);
});

test('a document inside is looked at as if it came alone', async () => {
  const active = rawPdf([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> >>',
    PAGES,
    PAGE,
  ]);
  const verdict = await inspectBytes('a.zip', await zip([['akta.pdf', active]]));
  assert.deepEqual(verdict, {
    ok: false,
    reason: 'documents.refused.zip_member_unsafe',
    params: { name: 'akta.pdf' },
  });
  const macro = await docx({ 'word/vbaProject.bin': 'x' });
  assert.equal(await verdictOn('a.zip', await zip([['surat.docx', macro]])), 'zip_member_unsafe');
});

test('one ZIP within is looked into, a second layer is refused', async () => {
  const inner = await zip([['a.exe', 'x']]);
  assert.equal(await verdictOn('a.zip', await zip([['dalam.zip', inner]])), 'zip_program');
  const third = await zip([['a.txt', 'isi']]);
  const nested = await zip([['dua.zip', await zip([['tiga.zip', third]])]]);
  const verdict = await inspectBytes('a.zip', nested);
  assert.deepEqual(verdict, {
    ok: false,
    reason: 'documents.refused.zip_too_deep',
    params: { name: 'dua.zip/tiga.zip' },
  });
});

test('names that lead out of the folder are refused', async () => {
  const plain = await zip([['aaaaaaaa.txt', 'isi']]);
  for (const name of [
    '../aaaaa.txt',
    'a/../../.txt',
    '/aaaaaaa.txt',
    'C:/aaaaa.txt',
    'c:aaaaaa.txt',
    'a\\b\\aaaa.txt',
    '..\\aaaaa.txt',
    'aaa\0aaaa.txt',
    'aaa\naaaa.txt',
  ])
    assert.equal(
      await verdictOn('a.zip', renamed(plain, 'aaaaaaaa.txt', name)),
      'zip_path',
      JSON.stringify(name),
    );
  assert.equal(
    await verdictOn('a.zip', await zip([['a\u202etxt.exe.jpg', await jpg()]])),
    'zip_path',
  );
});

test('two members of one name are refused, since unpackers keep different ones', async () => {
  const twice = renamed(
    await zip([
      ['a.txt', 'isi'],
      ['b.txt', 'lain'],
    ]),
    'b.txt',
    'A.txt',
  );
  assert.equal(await verdictOn('a.zip', twice), 'zip_path');
});

test('links and devices are refused', async () => {
  for (const kind of [0o120777, 0o020666, 0o010666])
    assert.equal(
      await verdictOn('a.zip', await zip([['tautan.txt', '/etc/passwd', { mode: kind }]])),
      'zip_link',
    );
});

test('encrypted members are refused, told by either header', async () => {
  const plain = await zip([['a.txt', 'isi']]);
  assert.equal(
    await verdictOn('a.zip', patched(plain, 'directory', 8, 0x0801, 2)),
    'zip_encrypted',
  );
  assert.equal(await verdictOn('a.zip', patched(plain, 'local', 6, 0x0801, 2)), 'zip_encrypted');
  assert.equal(
    await verdictOn('a.zip', patched(plain, 'directory', 8, 0x0841, 2)),
    'zip_encrypted',
  );
  assert.equal(
    await verdictOn('a.zip', patched(patched(plain, 'directory', 10, 99, 2), 'local', 8, 99, 2)),
    'zip_encrypted',
  );
});

test('too many members are refused, those of the ZIP within counted', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => [`${index}.txt`, 'x'] as const);
  assert.equal(await verdictOn('a.zip', await zip(many(1_001))), 'zip_too_many');
  assert.equal(await verdictOn('a.zip', await zip(many(11)), { maxMembers: 10 }), 'zip_too_many');
  const within = await zip([['dalam.zip', await zip(many(6))], ...many(5)]);
  assert.equal(await verdictOn('a.zip', within, { maxMembers: 10 }), 'zip_too_many');
});

test('a bomb is refused by its headers: by ratio and by size', async () => {
  assert.equal(
    await verdictOn('a.zip', await zip([['nol.txt', Buffer.alloc(20 * MiB, 48)]])),
    'zip_bomb',
  );
  const noise = Buffer.from(
    Array.from({ length: 100_000 }, (_, index) => 32 + ((index * 7919 + (index >> 5)) % 95)),
  );
  const large = await zip([
    ['a.txt', noise],
    ['b.txt', noise],
  ]);
  assert.equal(await verdictOn('a.zip', large, { maxUnpacked: 150_000 }), 'zip_bomb');
});

test('a bomb whose headers lie is stopped while it unpacks', async () => {
  const bomb = await zip([['nol.txt', Buffer.alloc(20 * MiB, 48)]]);
  const found = await verdictOn('a.zip', patched(bomb, 'directory', 24, 1_000, 4));
  assert.equal(found, 'zip_bomb');
});

test('a bomb in layers is counted as a whole', async () => {
  const noise = Buffer.from(
    Array.from({ length: 300_000 }, (_, index) => 32 + ((index * 7919 + (index >> 5)) % 95)),
  );
  const inner = await zip([['a.txt', noise]]);
  const outer = await zip([
    ['x.zip', inner],
    ['y.zip', inner],
    ['z.zip', inner],
  ]);
  assert.equal(await verdictOn('a.zip', outer), 'zip');
  assert.equal(await verdictOn('a.zip', outer, { maxUnpacked: 700_000 }), 'zip_bomb');
});

test('members that overlap are refused', async () => {
  const bytes = await zip([
    ['a.txt', 'isi yang sama'],
    ['b.txt', 'isi yang sama'],
  ]);
  const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  const second = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'), directory + 4);
  bytes.copyWithin(second + 46, directory + 46, directory + 51);
  bytes.writeUInt32LE(0, second + 42);
  const found = await verdictOn('a.zip', bytes);
  assert.ok(['zip_bomb', 'zip_path'].includes(found), found);
  const one = await zip([
    ['a.txt', 'isi yang cukup panjang'],
    ['b.txt', await zip([['b.txt', 'x']])],
  ]);
  const inside = one.indexOf(
    Buffer.from('PK\x03\x04', 'latin1'),
    one.indexOf(Buffer.from('PK\x03\x04', 'latin1'), 4) + 4,
  );
  if (inside > 0) assert.notEqual(await verdictOn('a.zip', one), 'zip');
});

test('a member whose two headers tell different names is refused', async () => {
  const bytes = await zip([['akta.txt', 'isi']]);
  const local = bytes.indexOf('akta.txt');
  bytes.write('akta.exe', local);
  assert.equal(await verdictOn('a.zip', bytes), 'zip_broken');
});

test('a member that the directory hides is found', async () => {
  const hidden = await zip([['rahasia.exe', 'MZ']]);
  const shown = await zip([['a.txt', 'isi']]);
  const at = hidden.length;
  const directory = shown.readUInt32LE(shown.length - 6);
  const joined = Buffer.concat([shown.subarray(0, directory), hidden, shown.subarray(directory)]);
  joined.writeUInt32LE(directory + at, joined.length - 6);
  assert.equal(await verdictOn('a.zip', joined), 'disguised');
});

test('a ZIP with something in front, cut off, damaged or empty is refused', async () => {
  const bytes = await zip([
    ['a.txt', 'isi yang cukup panjang untuk dirusak'],
    ['b.txt', 'lain'],
  ]);
  for (const broken of [bytes.subarray(0, bytes.length - 10), bytes.subarray(0, 40)]) {
    const found = await verdictOn('a.zip', broken);
    assert.ok(['zip_broken', 'mismatch'].includes(found), found);
  }
  const stored = await zip([['a.txt', 'isi', { compress: false }]]);
  stored[stored.indexOf('isi')] = 120;
  assert.equal(await verdictOn('a.zip', stored), 'zip_member_unsafe');
  assert.equal(await verdictOn('a.zip', await zip([])), 'zip_empty');
  const inFront = await verdictOn('a.zip', Buffer.concat([Buffer.from('MZ program'), bytes]));
  assert.equal(inFront, 'mismatch');
});
