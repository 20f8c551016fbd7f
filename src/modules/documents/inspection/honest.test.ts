import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp from 'sharp';
import {
  CATALOG,
  canvas,
  cleanUp,
  docx,
  inspectBytes,
  jpg,
  objectStream,
  PAGE,
  PAGES,
  pdf,
  png,
  rawPdf,
  verdictOn,
  zip,
} from './fixtures.ts';
import { closeInspection } from './index.ts';

after(async () => {
  await closeInspection();
  cleanUp();
});

test('a photo is taken under either ending, in either case, under names people give', async () => {
  const photo = await jpg(300, 200);
  for (const name of [
    'a.jpg',
    'FOTO KTP.JPEG',
    "Akta Jual Beli Ma'ruf – Ñandú 土地.jpg",
    'a.b.c.Jpg',
    '../../etc/passwd.jpg',
  ])
    assert.deepEqual(await inspectBytes(name, photo), {
      ok: true,
      type: 'jpg',
      mediaType: 'image/jpeg',
      width: 300,
      height: 200,
    });
});

test('a photo held sideways is measured as people see it', async () => {
  const photo = await canvas(300, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const verdict = await inspectBytes('a.jpg', photo);
  assert.ok(verdict.ok);
  assert.deepEqual([verdict.width, verdict.height], [200, 300]);
});

test('pictures as scanners and phones write them are taken', async () => {
  assert.equal(await verdictOn('a.png', await png()), 'png');
  assert.equal(
    await verdictOn('a.jpg', await canvas(90, 90).jpeg({ progressive: true }).toBuffer()),
    'jpg',
  );
  assert.equal(
    await verdictOn('a.jpg', await canvas(90, 90).toColourspace('cmyk').jpeg().toBuffer()),
    'jpg',
  );
  const gray = await sharp(Buffer.alloc(10_000), { raw: { width: 100, height: 100, channels: 1 } })
    .png()
    .toBuffer();
  assert.equal(await verdictOn('a.png', gray), 'png');
  const withFilm = Buffer.concat([
    await jpg(),
    Buffer.from('\0\0\0\x18ftypmp42'),
    Buffer.alloc(5_000, 7),
  ]);
  assert.equal(await verdictOn('motion.jpg', withFilm), 'jpg');
});

test('a PDF is taken with its pages counted, in both ways of writing objects', async () => {
  for (const packed of [true, false]) {
    const verdict = await inspectBytes('a.pdf', await pdf(3, undefined, packed));
    assert.deepEqual(verdict, { ok: true, type: 'pdf', mediaType: 'application/pdf', pages: 3 });
  }
});

test('a PDF may show its first page on opening, link to a page on the web, and hold fonts with odd names', async () => {
  const catalog = '<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>';
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /AAAAAA+JS /F1 /F1 5 0 R >> >> /Annots [4 0 R] >>';
  const link =
    '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://atrbpn.go.id/JavaScript) >> >>';
  assert.equal(
    await verdictOn('a.pdf', rawPdf([catalog, PAGES, page, link, '<< /Type /Font >>'])),
    'pdf',
  );
  const goTo = '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /GoTo /D [3 0 R /Fit] >> >>';
  assert.equal(await verdictOn('a.pdf', rawPdf([goTo, PAGES, PAGE])), 'pdf');
  assert.equal(
    await verdictOn(
      'a.pdf',
      rawPdf([CATALOG, PAGES, PAGE, objectStream(['<< /A 1 >>', '(teks /JavaScript)'])]),
    ),
    'pdf',
  );
});

test('keys before a stream may stand in any order, and filters in a list', async () => {
  const usual = objectStream(['<< /A 1 >>']);
  for (const written of ['', '[/FlateDecode]', '[ /FlateDecode ]']) {
    const filter = `/Filter ${written === '' ? '/FlateDecode' : written}`;
    const last = usual
      .replace('/Filter /FlateDecode ', '')
      .replace('>>\nstream', `${filter}>>\nstream`);
    assert.equal(await verdictOn('a.pdf', rawPdf([CATALOG, PAGES, PAGE, last])), 'pdf', filter);
  }
});

test('a Word document is taken with its parts listed', async () => {
  const verdict = await inspectBytes("Surat Kuasa Ma'ruf.docx", await docx());
  assert.ok(verdict.ok && verdict.type === 'docx');
  assert.equal(verdict.members, 4);
  assert.ok(verdict.listing?.some(({ name }) => name === 'word/document.xml'));
});

test('a Word document may hold a picture, a chart with its sheet, a printer setting and UTF-16 parts', async () => {
  const sheet = await zip([
    [
      '[Content_Types].xml',
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    ],
    ['_rels/.rels', '<Relationships/>'],
    ['xl/workbook.xml', '<workbook/>'],
  ]);
  const document = await docx({
    'word/media/image1.jpeg': await jpg(),
    'word/embeddings/Microsoft_Excel_Sheet.xlsx': sheet,
    'word/printerSettings/printerSettings1.bin': '<?xml version="1.0"?><!DOCTYPE plist><plist/>',
    'word/styles.xml': Buffer.from(
      '\ufeff<?xml version="1.0" encoding="UTF-16"?><w:styles/>',
      'utf16le',
    ),
  });
  assert.equal(await verdictOn('a.docx', document), 'docx');
});

test('a ZIP of documents is taken, with folders, names of every kind, one ZIP within and what macOS adds', async () => {
  const inner = await zip([['foto.png', await png()]]);
  const bytes = await zip([
    ["Berkas Pak Ma'ruf/Sertipikat – 土地.pdf", await pdf()],
    ['Berkas/kuasa.docx', await docx()],
    ['Berkas/KTP.JPG', await jpg()],
    ['Berkas/catatan.txt', 'Halo, ini catatan.'],
    ['dalam.zip', inner],
    ['__MACOSX/._KTP.JPG', Buffer.from('0005160700020000', 'hex')],
    ['Berkas/.DS_Store', Buffer.from('0000000142756431', 'hex')],
  ]);
  const verdict = await inspectBytes('lampiran.zip', bytes);
  assert.ok(verdict.ok && verdict.type === 'zip', JSON.stringify(verdict));
  assert.equal(verdict.members, 7);
  assert.ok(
    verdict.listing?.some(({ name }) => name === "Berkas Pak Ma'ruf/Sertipikat – 土地.pdf"),
  );
});

test('a listing shows 500 members and counts them all', async () => {
  const bytes = await zip(
    Array.from({ length: 600 }, (_, index) => [`${index}.txt`, 'isi'] as const),
  );
  const verdict = await inspectBytes('banyak.zip', bytes);
  assert.ok(verdict.ok);
  assert.deepEqual([verdict.listing?.length, verdict.members], [500, 600]);
});
