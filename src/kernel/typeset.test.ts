import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import fc from 'fast-check';
import { createTypesetter, qrSvg, type TypesetData } from './typeset.ts';

const typesetter = createTypesetter();
const HEAD = { title: 'Tanda terima', lang: 'id', at: '2026-11-22T02:30:00.000Z' } as const;
const set = (body: string, more: Partial<TypesetData> = {}) =>
  typesetter.pdf('#data.body', { ...HEAD, ...more, body });

let pdfium: PDFiumLibrary;
before(async () => {
  pdfium = await PDFiumLibrary.init();
});

/** What a reader finds in the document, white space as single spaces. */
async function textOf(pdf: Buffer): Promise<string> {
  const document = await pdfium.loadDocument(pdf);
  const pages = [...document.pages()].map((page) => page.getText());
  document.destroy();
  return pages
    .join(' ')
    .replace(/[\s\u0000]+/g, ' ')
    .trim();
}

describe('data never becomes markup', () => {
  for (const words of [
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd")',
    '*bold* _slanted_ = heading $x^2$ `raw` <label> @reference',
    'back\\slash \\u{41} \\" quote "straight" // no comment /* nor this */ ~ ---',
    ']] } ) #{ panic("x") } #data',
    '${1+1} {{x}} <script>alert(1)</script> &amp;',
  ])
    test(words, async () => assert.equal(await textOf(await set(words)), words));

  test('a title with markup is a title', async () => {
    const title = '#strong[Budi] \\ "Ayu" <b>';
    const document = await PDFDocument.load(await set('isi', { title }), { updateMetadata: false });
    assert.equal(document.getTitle(), title);
  });

  test('whatever is written, a document comes out', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (words) => {
        assert.equal((await set(words)).toString('latin1', 0, 5), '%PDF-');
      }),
      { numRuns: 60 },
    ));
});

describe('letters', () => {
  test('names with accents and signs stand as they are written', async () => {
    const words = 'Żółć Ngũgĩ Đặng Thị Hồng Çelik – “kutip” 12 m² № 5 → ✓';
    assert.equal(await textOf(await set(words)), words);
  });
  test('accents written apart are the same letters', async () => {
    assert.equal(await textOf(await set('Jose\u0301')), 'José');
  });
  test('what the typeface lacks is a box each, and the document is made all the same', async () => {
    assert.equal(await textOf(await set('foto 照片 👨‍👩‍👧 ❤️ محمد .jpg')), 'foto □□ □ ❤ □□□□ .jpg');
  });
  test('a name cannot be shown backwards', async () => {
    assert.equal(await textOf(await set('a\u202egpj.exe\u2066b')), 'agpj.exeb');
  });
  test('broken text is no obstacle', async () => {
    assert.equal(await textOf(await set('a\ud800b\u0000c')), 'a□bc');
  });
  test('long words, many pages', async () => {
    const pdf = await typesetter.pdf('#for row in data.rows [#row #parbreak()]', {
      ...HEAD,
      rows: Array.from({ length: 300 }, (_, n) => `baris ${n}`),
    });
    assert.match(await textOf(pdf), /baris 0 baris 1 .* baris 299$/);
  });
});

describe('the document', () => {
  test('says its title, language and moment, and that it is PDF/A-2b', async () => {
    const pdf = await set('isi', { lang: 'en' });
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    assert.equal(document.getTitle(), 'Tanda terima');
    assert.equal(document.getCreationDate()?.toISOString(), HEAD.at);
    assert.match(pdf.toString('latin1'), /pdfaid:part>2<.*pdfaid:conformance>B</s);
    assert.match(pdf.toString('latin1'), /\/Lang\s*\(en-ID\)/);
  });

  test('is the same, byte for byte, for the same data', async () => {
    const [one, other] = [
      await set('isi'),
      await createTypesetter().pdf('#data.body', { ...HEAD, body: 'isi' }),
    ];
    assert.ok(one.equals(other));
    assert.ok(!one.equals(await set('lain')));
  });

  test('carries its typeface, and only that', async () => {
    const template = '#data.body #text(weight: 600)[agak tebal] #strong[tebal]';
    const pdf = (await typesetter.pdf(template, { ...HEAD, body: 'isi' })).toString('latin1');
    const fonts = new Set(
      [...pdf.matchAll(/\/BaseFont\s*\/[A-Z]{6}\+([\w-]+)/g)].map(([, name]) => name),
    );
    assert.deepEqual(fonts, new Set(['Inter-Bold', 'Inter-Regular', 'Inter-SemiBold']));
  });

  test('documents made at the same time do not mix', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, (_, n) => set(`nomor ${n}`)));
    assert.deepEqual(
      await Promise.all(made.map(textOf)),
      Array.from({ length: 8 }, (_, n) => `nomor ${n}`),
    );
  });

  test('holds a QR code that leads where it says', async () => {
    const svg = await qrSvg('https://loket.contoh.go.id/lacak?n=BDL-1&s=abc');
    const pdf = await typesetter.pdf('#image(picture("qr"), width: 4cm, alt: "QR")', HEAD, {
      qr: svg,
    });
    assert.ok(pdf.length > (await set('')).length);
    assert.match(svg, /^<svg /);
  });
});

describe('limits', () => {
  test('more data than a letter can hold is refused', () =>
    assert.rejects(set('a'.repeat(600_000)), /at most 524288/));
  test('an image finds its way by a plain name only', () =>
    assert.rejects(typesetter.pdf('', HEAD, { '../data': '<svg/>' }), /plain name/));
  test('a template reads no file of the machine', async () => {
    for (const path of ['/etc/passwd', '../../etc/passwd'])
      await assert.rejects(typesetter.pdf(`#read("${path}")`, HEAD), /does not compile/);
  });
  test('an image brings nothing from the machine along', async () => {
    for (const href of ['/etc/hostname', 'data.json', 'file:///etc/hostname']) {
      const x = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="${href}" width="9" height="9"/></svg>`;
      await assert.rejects(typesetter.pdf('#image(picture("x"))', HEAD, { x }), /linked image/);
    }
  });
  test('a mistake in a template is told without the data', async () => {
    await assert.rejects(
      typesetter.pdf('#data.absent', { ...HEAD, secret: 'Budi' }),
      (error: Error) => {
        assert.match(error.message, /does not compile/);
        assert.doesNotMatch(error.message, /Budi/);
        return true;
      },
    );
    assert.match(await textOf(await set('sesudahnya')), /sesudahnya/);
  });
});

test('a process that does nothing else finds the typeface too', () => {
  const program = `const { createTypesetter } = await import(${JSON.stringify(new URL('./typeset.ts', import.meta.url).href)});
    const pdf = await createTypesetter().pdf('#data.title', ${JSON.stringify(HEAD)});
    process.stdout.write(String(pdf.length));`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.ok(Number(out) > 1000);
});
