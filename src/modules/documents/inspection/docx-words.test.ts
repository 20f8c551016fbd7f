import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordsOfDocx, wordsOfXml } from './docx-words.ts';
import { docx, zip } from './fixtures.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { Refusal } from './verdict.ts';
import { wordsOfText } from './words.ts';

const document = (body: string) =>
  `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`;
const p = (text: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const blocks = (body: string) => wordsOfXml(document(body)).blocks;

test('headings, paragraphs, lists and tables keep their order and lose their looks', () => {
  const table = `<w:tbl><w:tr><w:tc>${p('Nama')}</w:tc><w:tc>${p('Luas')}</w:tc></w:tr>
    <w:tr><w:tc>${p('Ani')}</w:tc><w:tc>${p('120')}${p('meter')}</w:tc></w:tr></w:tbl>`;
  assert.deepEqual(
    blocks(
      p('Surat Kuasa', '<w:pStyle w:val="Judul1"/>') +
        p('Yang bertanda tangan ') +
        p('satu', '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>') +
        table,
    ),
    [
      { kind: 'heading', level: 1, text: 'Surat Kuasa' },
      { kind: 'paragraph', text: 'Yang bertanda tangan' },
      { kind: 'item', level: 1, text: 'satu' },
      {
        kind: 'table',
        rows: [
          ['Nama', 'Luas'],
          ['Ani', '120\nmeter'],
        ],
      },
    ],
  );
});

test('what is deleted, a field’s code or a second copy for old readers is not shown; what is hidden is', () => {
  const runs =
    '<w:p><w:del><w:r><w:delText>dicoret</w:delText></w:r></w:del><w:r><w:instrText>HYPERLINK</w:instrText></w:r>' +
    '<mc:AlternateContent><mc:Choice><w:r><w:t>sekali</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>sekali</w:t></w:r></mc:Fallback></mc:AlternateContent>' +
    '<w:r><w:rPr><w:vanish/></w:rPr><w:t> dan rahasia</w:t></w:r></w:p>';
  assert.deepEqual(blocks(runs), [{ kind: 'paragraph', text: 'sekali dan rahasia' }]);
});

test('markup in the words stays words, and marks that turn their direction go', () => {
  const [block] = blocks(p('&lt;script&gt;alert(1)&lt;/script&gt; \u202Ekuasa &#x202e;'));
  assert.deepEqual(block, { kind: 'paragraph', text: '<script>alert(1)</script> kuasa' });
  assert.deepEqual(blocks('<w:p><w:r><w:t><![CDATA[<b>&amp;</b>]]></w:t></w:r></w:p>'), [
    { kind: 'paragraph', text: '<b>&amp;</b>' },
  ]);
});

test('pictures are counted, text in a frame is read once, a table in a cell becomes lines of it', () => {
  const frame = `<w:p><w:r><w:drawing><w:txbxContent>${p('Dalam bingkai')}</w:txbxContent></w:drawing></w:r><w:r><w:t>Di luar</w:t></w:r></w:p>`;
  const read = wordsOfXml(document(frame));
  assert.equal(read.pictures, 1);
  assert.deepEqual(
    read.blocks.map((block) => ('text' in block ? block.text : '')),
    ['Dalam bingkai', 'Di luar'],
  );
  const inner = `<w:tbl><w:tr><w:tc>${p('a')}</w:tc><w:tc>${p('b')}</w:tc></w:tr></w:tbl>`;
  assert.deepEqual(blocks(`<w:tbl><w:tr><w:tc>${inner}${p('c')}</w:tc></w:tr></w:tbl>`), [
    { kind: 'table', rows: [['a | b\nc']] },
  ]);
});

test('a document without end is cut, and says so; broken nesting ends', () => {
  const long = wordsOfXml(document(p('kata').repeat(20_000)));
  assert.equal(long.cut, true);
  assert.ok(long.blocks.length <= 4_000);
  const deep = '<w:tbl><w:tr><w:tc>'.repeat(50_000);
  assert.deepEqual(wordsOfXml(document(deep)).blocks, []);
  const unclosed = `<w:p a="${'<'.repeat(200_000)}`;
  assert.deepEqual(wordsOfXml(unclosed).blocks, []);
});

test('whatever stands there, it is read in one pass and nothing throws', () => {
  const bits = fc.constantFrom(
    '<w:p>',
    '</w:p>',
    '<w:t>',
    '</w:t>',
    '<w:tbl>',
    '</w:tbl>',
    '<w:tr>',
    '<w:tc>',
    '</w:tc>',
    '"',
    '<!--',
    '-->',
    '<![CDATA[',
    'kata',
    '<w:br/>',
    '&#99999999;',
    '<',
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 200 }), (parts) => {
      wordsOfXml(parts.join(''));
    }),
    { numRuns: 500 },
  );
});

test('ASVS 1.5.1: entities are refused here as well; the main part is the one that is named', async () => {
  const bomb =
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><w:document><w:t>&a;</w:t></w:document>';
  await assert.rejects(
    async () => wordsOfDocx(await docx({ 'word/document.xml': bomb }), DEFAULT_LIMITS),
    Refusal,
  );
  const moved = await docx({
    'word/document.xml': undefined,
    'word/lain.xml': document(p('isi')),
    '[Content_Types].xml': `<Types><Override PartName="/word/lain.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  });
  assert.deepEqual((await wordsOfDocx(moved, DEFAULT_LIMITS)).blocks, [
    { kind: 'paragraph', text: 'isi' },
  ]);
  await assert.rejects(
    async () => wordsOfDocx(await zip([['a.txt', 'x']]), DEFAULT_LIMITS),
    Refusal,
  );
});

test('plain text is read in the encodings that people have', () => {
  const lines = (bytes: Buffer) =>
    wordsOfText(bytes).blocks.map((block) => ('text' in block ? block.text : ''));
  assert.deepEqual(lines(Buffer.from('satu\r\n\r\ndua\u202e')), ['satu', 'dua']);
  assert.deepEqual(lines(Buffer.from('\ufeffsatu', 'utf16le')), ['satu']);
  assert.deepEqual(lines(Buffer.from([0x63, 0x61, 0x66, 0xe9])), ['café']);
});
