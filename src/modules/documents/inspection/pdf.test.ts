import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import {
  CATALOG,
  cleanUp,
  objectStream,
  PAGE,
  PAGES,
  pdf,
  rawPdf,
  verdictOn,
  zip,
} from './fixtures.ts';
import { closeInspection } from './index.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

const catalogWith = (entry: string) => `<< /Type /Catalog /Pages 2 0 R ${entry} >>`;

const ACTIVE: Readonly<Record<string, string>> = {
  'script on opening': '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
  'named scripts': '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>',
  'program started': '/OpenAction << /S /Launch /F (cmd.exe) >>',
  'page on the web opened unasked': '/OpenAction << /S /URI /URI (http://contoh.invalid) >>',
  'second action behind an honest one':
    '/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /Named /N /Print >> >>',
  'further actions': '/AA << /WC << /S /Named >> >>',
  'files within': '/Names << /EmbeddedFiles << /Names [] >> >>',
  film: '/Extra << /Subtype /RichMedia >>',
  'form as XML': '/AcroForm << /XFA [(template) 5 0 R] >>',
  'other file opened': '/Extra << /S /GoToR /F (a.pdf) >>',
  'form sent away': '/Extra << /S /SubmitForm /F (http://x) >>',
  'data fetched': '/Extra << /S /ImportData /F (x) >>',
  'attachment on the page': '/Extra << /Type /Annot /Subtype /FileAttachment >>',
  'name in disguise': '/OpenAction << /S /Java#53cript /J#53 (x) >>',
  'name in disguise, lower case': '/OpenAction << /S /#4a#61vaScript /#4a#53 (x) >>',
};

for (const [what, entry] of Object.entries(ACTIVE)) {
  test(`a PDF with active content is refused: ${what}`, async () => {
    assert.equal(await verdictOn('a.pdf', rawPdf([catalogWith(entry), PAGES, PAGE])), 'pdf_active');
  });
}

test('active content hidden in an object stream is found', async () => {
  const hidden = objectStream(['<< /A 1 >>', '<< /S /JavaScript /JS (x) >>']);
  assert.equal(await verdictOn('a.pdf', rawPdf([CATALOG, PAGES, PAGE, hidden])), 'pdf_active');
  const escaped = objectStream(['<< /S /J#61vaScript /J#53 (x) >>']);
  assert.equal(await verdictOn('a.pdf', rawPdf([CATALOG, PAGES, PAGE, escaped])), 'pdf_active');
  const behindJunk = objectStream(['<< /S /JavaScript >>'], '', '( a string that never ends ');
  assert.equal(await verdictOn('a.pdf', rawPdf([CATALOG, PAGES, PAGE, behindJunk])), 'pdf_active');
  const made = await pdf(1, (document) => document.addJavaScript('main', 'app.alert(1)'));
  assert.equal(await verdictOn('a.pdf', made), 'pdf_active');
});

test('an object that a later one replaces is looked at as well: readers disagree which one counts', async () => {
  const first = rawPdf([catalogWith('/OpenAction << /S /JavaScript /JS (x) >>'), PAGES, PAGE]);
  const replaced = Buffer.concat([first, Buffer.from(`1 0 obj\n${CATALOG}\nendobj\n%%EOF\n`)]);
  assert.equal(await verdictOn('a.pdf', replaced), 'pdf_active');
  const inComment = rawPdf(
    [CATALOG, PAGES, PAGE, '(text)'],
    '',
    '% 5 0 obj << /S /JavaScript >> endobj\n',
  );
  assert.equal(await verdictOn('a.pdf', inComment), 'pdf_active');
});

test('object streams packed so that we cannot look inside are refused', async () => {
  for (const [from, to] of [
    ['/Filter /FlateDecode', '/Filter [/ASCIIHexDecode /FlateDecode]'],
    ['/Filter /FlateDecode', '/Filter 9 0 R'],
    ['/Filter /FlateDecode', '/Filter /FlateDecode /DecodeParms << /Predictor 12 >>'],
    ['/Filter /FlateDecode', ''],
    ['/Type /ObjStm', '/Type 9 0 R'],
    ['/First ', '/First 9 0 R /Other '],
  ] as const) {
    const stream = objectStream(['<< /A 1 >>']).replace(from, to);
    assert.equal(
      await verdictOn('a.pdf', rawPdf([CATALOG, PAGES, PAGE, stream])),
      'pdf_broken',
      to,
    );
  }
});

test('an object stream that unpacks without end is refused before it is unpacked', async () => {
  const data = deflateSync(Buffer.alloc(200 * 1024 * 1024, 32)).toString('latin1');
  const stream = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${data.length} >>\nstream\n${data}\nendstream`;
  assert.equal(await verdictOn('a.pdf', rawPdf([CATALOG, PAGES, PAGE, stream])), 'too_complex');
});

test('an encrypted PDF is refused, also one that opens without a password', async () => {
  for (const userPassword of ['rahasia', '']) {
    const locked = await pdf(1, (document) =>
      document.encrypt({ userPassword, ownerPassword: 'pemilik' }),
    );
    assert.equal(await verdictOn('a.pdf', locked), 'pdf_encrypted');
  }
  const told = rawPdf([CATALOG, PAGES, PAGE, '<< /Filter /Standard >>'], '/Encrypt 4 0 R');
  assert.equal(await verdictOn('a.pdf', told), 'pdf_encrypted');
});

test('a PDF that is cut off, or is none beyond its first line, is refused', async () => {
  const whole = await pdf(3);
  for (const part of [0.1, 0.5, 0.9]) {
    const found = await verdictOn('a.pdf', whole.subarray(0, Math.floor(whole.length * part)));
    assert.equal(found, 'pdf_broken');
  }
  assert.equal(
    await verdictOn('a.pdf', Buffer.from('%PDF-1.7\nhello\nstartxref\n0\n%%EOF')),
    'pdf_broken',
  );
  assert.equal(await verdictOn('a.pdf', rawPdf(['<< /Type /Catalog >>'])), 'pdf_broken');
});

test('a PDF that is also an archive or a page is refused', async () => {
  assert.equal(
    await verdictOn('a.pdf', Buffer.concat([await pdf(), await zip([['a.txt', 'isi']])])),
    'disguised',
  );
  assert.equal(
    await verdictOn('a.pdf', Buffer.concat([await pdf(), Buffer.from('<script>x</script>')])),
    'disguised',
  );
  const inFront = await verdictOn('a.pdf', Buffer.concat([Buffer.from('<html>'), await pdf()]));
  assert.ok(['disguised', 'mismatch'].includes(inFront));
});

test('more pages than the bound are refused with the bound', async () => {
  assert.equal(await verdictOn('a.pdf', await pdf(4), { maxPages: 3 }), 'pdf_too_long');
});

test('nesting without end does not crash the reader', async () => {
  const deep = rawPdf([CATALOG, PAGES, PAGE, '['.repeat(200_000)]);
  const found = await verdictOn('a.pdf', deep);
  assert.ok(['pdf', 'pdf_broken', 'too_complex'].includes(found), found);
});
