import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordsOfDocx } from './docx-parts.ts';
import { wordsOfXml } from './docx-words.ts';
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

test('a letterhead, footnotes, the foot of the page and comments are read under their names', async () => {
  const type = (part: string) =>
    `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${part.replace(/\d/, '')}+xml"/>`;
  const whole = await docx({
    '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${['header1', 'header2', 'footer1', 'footnotes', 'endnotes', 'comments'].map(type).join('')}</Types>`,
    'word/document.xml': document(
      '<w:p><w:r><w:t>Luas tanah</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t> dan batas</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p>',
    ),
    'word/header1.xml': `<w:hdr>${p('KELURAHAN SUKARAME')}</w:hdr>`,
    'word/header2.xml': `<w:hdr>${p('KELURAHAN SUKARAME')}${p('Nomor 12/2026')}</w:hdr>`,
    'word/footer1.xml': `<w:ftr>${p('Halaman 1')}</w:ftr>`,
    'word/footnotes.xml': `<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Menurut surat ukur.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
    'word/endnotes.xml': `<w:endnotes><w:endnote w:id="2"><w:p><w:r><w:endnoteRef/></w:r><w:r><w:t>Lihat denah.</w:t></w:r></w:p></w:endnote></w:endnotes>`,
    'word/comments.xml': `<w:comments><w:comment w:id="0">${p('Benarkah?')}</w:comment></w:comments>`,
  });
  const { blocks: read } = await wordsOfDocx(whole, DEFAULT_LIMITS);
  assert.deepEqual(
    read.map((block) => ('part' in block ? `# ${block.part}` : 'text' in block ? block.text : '')),
    [
      '# header',
      'KELURAHAN SUKARAME',
      'Nomor 12/2026',
      '# body',
      'Luas tanah[1] dan batas[*1]',
      '# footnotes',
      '[1] Menurut surat ukur.',
      '# endnotes',
      '[*1] Lihat denah.',
      '# footer',
      'Halaman 1',
      '# comments',
      'Benarkah?',
    ],
  );
});

test('plain text is read in the encodings that people have', () => {
  const lines = (bytes: Buffer) =>
    wordsOfText(bytes).blocks.map((block) => ('text' in block ? block.text : ''));
  assert.deepEqual(lines(Buffer.from('satu\r\n\r\ndua\u202e')), ['satu', 'dua']);
  assert.deepEqual(lines(Buffer.from('\ufeffsatu', 'utf16le')), ['satu']);
  assert.deepEqual(lines(Buffer.from([0x63, 0x61, 0x66, 0xe9])), ['café']);
});
