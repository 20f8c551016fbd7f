import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  cleanUp,
  docx,
  jpg,
  relationship,
  relationships,
  renamed,
  verdictOn,
  zip,
} from './fixtures.ts';
import { closeInspection } from './index.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

const RELS = 'word/_rels/document.xml.rels';
const body = (inside: string, before = '<?xml version="1.0"?>') =>
  `${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inside}</w:body></w:document>`;

async function on(changes: Record<string, string | Uint8Array | undefined>): Promise<string> {
  return await verdictOn('surat.docx', await docx(changes));
}

test('macros are refused, by part, by type and by relationship', async () => {
  assert.equal(await on({ 'word/vbaProject.bin': 'x' }), 'docx_macro');
  const types =
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';
  assert.equal(await on({ '[Content_Types].xml': types }), 'docx_macro');
  assert.equal(
    await on({ [RELS]: relationships(relationship('vbaProject', 'lain.xml', false)) }),
    'docx_macro',
  );
});

test('what lies elsewhere is refused: templates, pictures, frames, objects', async () => {
  for (const kind of ['attachedTemplate', 'image', 'frame', 'externalLink', 'video'])
    assert.equal(
      await on({ [RELS]: relationships(relationship(kind, 'http://jahat.invalid/x')) }),
      'docx_remote',
      kind,
    );
  assert.equal(
    await on({
      'word/_rels/settings.xml.rels': relationships(
        relationship('attachedTemplate', 'file://server/bagi/x.dotm'),
      ),
    }),
    'docx_remote',
  );
});

test('a template noted on the author’s own disk fetches nothing and is taken; any other is refused', async () => {
  const onTemplate = (target: string) =>
    on({ 'word/_rels/settings.xml.rels': relationships(relationship('attachedTemplate', target)) });
  for (const target of [
    'file:///C:\\Users\\siti\\Templates\\Surat%20Dinas.dotx',
    'D:\\kop\\kop.dot',
    'Macintosh%20HD:Users:siti:kop.dotx',
  ])
    assert.equal(await onTemplate(target), 'docx', target);
  for (const target of [
    'http://x/a.dotm',
    'https:C:/a',
    'file:////server/a.dotm',
    '\\\\server\\a.dotm',
    'file:///C://server/a',
    'file://C:/a',
    'a.dotm',
    'http:Users:x',
  ])
    assert.equal(await onTemplate(target), 'docx_remote', target);
});

test('only links to pages and mailboxes may lead outside', async () => {
  for (const target of [
    'file:///C:/Windows/calc.exe',
    '\\\\server\\bagi\\x',
    '//server/x',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'search-ms:x',
    'mhtml:http://x',
  ])
    assert.equal(
      await on({ [RELS]: relationships(relationship('hyperlink', target)) }),
      'docx_remote',
      target,
    );
  for (const target of [
    'https://atrbpn.go.id',
    'HTTP://contoh.go.id',
    'mailto:a@b.id',
    'tel:+6281',
    'www.atrbpn.go.id',
  ])
    assert.equal(
      await on({ [RELS]: relationships(relationship('hyperlink', target)) }),
      'docx',
      target,
    );
});

test('an outside target is found however it is written', async () => {
  const rows = [
    '<r:Relationship xmlns:r="x" Id="a" Type="x/image" Target="http://x/" TargetMode="External"/>',
    `<Relationship Target='http://x/?a>b' TargetMode='External' Type='x/image'/>`,
    '<Relationship Type="x/image" Target="h&#116;tp://x/" TargetMode="&#69;xternal"/>',
    '<Relationship\n Type = "x/image"\n Target = "http://x/"\n TargetMode = "External" />',
    '<Relationship Type="x/image" Target="http://x/"/>',
  ];
  for (const row of rows)
    assert.equal(await on({ [RELS]: relationships(row) }), 'docx_remote', row);
});

test('embedded objects and controls are refused', async () => {
  assert.equal(await on({ 'word/embeddings/oleObject1.bin': 'x' }), 'docx_embedded');
  assert.equal(await on({ 'word/activeX/activeX1.xml': '<a/>' }), 'docx_embedded');
  assert.equal(await on({ 'word/afchunk.mht': 'x' }), 'docx_embedded');
  for (const kind of ['oleObject', 'control', 'aFChunk', 'subDocument'])
    assert.equal(
      await on({ [RELS]: relationships(relationship(kind, 'media/a.xml', false)) }),
      'docx_embedded',
      kind,
    );
  const sheet = await zip([
    ['[Content_Types].xml', '<Types/>'],
    ['_rels/.rels', '<a/>'],
    ['xl/vbaProject.bin', 'x'],
  ]);
  assert.equal(await on({ 'word/embeddings/a.xlsx': sheet }), 'docx_macro');
  assert.equal(
    await on({ 'word/media/image1.svg': '<svg><script>x</script></svg>' }),
    'docx_embedded',
  );
});

test('a program among the pictures is refused', async () => {
  assert.equal(await on({ 'word/media/image1.png': 'MZ\x90' }), 'zip_program');
  assert.equal(await on({ 'word/media/setup.exe': 'MZ' }), 'docx_embedded');
  assert.equal(await on({ 'word/media/image1.jpg': await jpg() }), 'docx');
});

test('fields that start a program or fetch a file are refused, also typed in pieces', async () => {
  const field = (code: string) => body(`<w:p><w:r><w:instrText>${code}</w:instrText></w:r></w:p>`);
  assert.equal(
    await on({ 'word/document.xml': field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"') }),
    'docx_remote',
  );
  assert.equal(
    await on({
      'word/document.xml': field('DD</w:instrText><w:instrText xml:space="preserve">EAUTO cmd'),
    }),
    'docx_remote',
  );
  assert.equal(await on({ 'word/document.xml': field('&#68;DE cmd') }), 'docx_remote');
  assert.equal(
    await on({ 'word/header1.xml': field('INCLUDEPICTURE "http://x/a.png" \\d') }),
    'docx_remote',
  );
  assert.equal(
    await on({ 'word/document.xml': body('<w:fldSimple w:instr="DDE cmd"/>') }),
    'docx_remote',
  );
  assert.equal(await on({ 'word/document.xml': field('PAGE \\* MERGEFORMAT') }), 'docx');
});

test('entities and document types are refused in every part and every encoding', async () => {
  const dtd = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
  for (const part of [
    'word/document.xml',
    RELS,
    '[Content_Types].xml',
    'customXml/item1.xml',
    'docProps/app.xml',
  ])
    assert.equal(
      await on({ [part]: `<?xml version="1.0"?>${dtd}<x>&a;</x>` }),
      'docx_entities',
      part,
    );
  const wide = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${dtd}<x/>`, 'utf16le');
  assert.equal(await on({ 'word/styles.xml': wide }), 'docx_entities');
  assert.equal(await on({ 'word/styles.xml': Buffer.from(wide).swap16() }), 'docx_entities');
  assert.equal(await on({ 'word/styles.xml': wide.subarray(2) }), 'docx_entities');
  const seven = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>';
  assert.equal(await on({ 'word/styles.xml': seven }), 'docx_entities');
});

test('a locked Word document is refused with the sentence about passwords', async () => {
  const container = Buffer.alloc(4_096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(container);
  assert.equal(await verdictOn('surat.docx', container), 'mismatch');
  container.write('EncryptedPackage', 1_024, 'utf16le');
  assert.equal(await verdictOn('surat.docx', container), 'docx_encrypted');
});

test('a package that is no Word document, or a damaged one, is refused', async () => {
  assert.equal(await on({ '[Content_Types].xml': undefined }), 'docx_broken');
  assert.equal(await on({ 'word/document.xml': undefined }), 'docx_broken');
  assert.equal(await on({ '[Content_Types].xml': '<Types/>' }), 'docx_broken');
  const bytes = await docx();
  const found = await verdictOn('surat.docx', bytes.subarray(0, bytes.length - 30));
  assert.ok(['docx_broken', 'mismatch'].includes(found), found);
  assert.equal(
    await verdictOn(
      'a.docx',
      renamed(await docx({ 'word/aaaaaa.xml': '<a/>' }), 'word/aaaaaa.xml', '../../aaaaa.xml'),
    ),
    'docx_broken',
  );
});
