// Real files as people bring them, made in code, so that none of them belongs to anybody.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { PDFDocument, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import yazl from 'yazl';

/** A file that lies in somebody's phone. */
export interface Chosen {
  readonly name: string;
  /** Where the browser's file picker finds it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

const folder = mkdtempSync(join(tmpdir(), 'satu-loket-files-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let count = 0;

function kept(name: string, bytes: Buffer): Chosen {
  count += 1;
  const place = mkdtempSync(join(folder, `${count}-`));
  const path = join(place, name);
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, path, size: bytes.length, sha256 };
}

/** The most bytes of one file: 60 MiB. */
export const MOST = 60 * 1024 * 1024;

/** A photo from a phone: with a place, a time and a camera in it, and lying on its side. */
export async function photo(name: string, words = name): Promise<Chosen> {
  const bytes = await sharp(Buffer.from(sheet(words)))
    .withExif({
      IFD0: { Make: 'Contoh', Model: 'HP Uji', Orientation: '1' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '5/1 25/1 46/1' },
    })
    .jpeg({ quality: 80 })
    .toBuffer();
  return kept(name, bytes);
}

export async function picture(name: string, words = name): Promise<Chosen> {
  const bytes = await sharp(Buffer.from(sheet(words)))
    .png()
    .toBuffer();
  return kept(name, bytes);
}

/** What somebody holds before the camera: a card with some words on it. */
function sheet(words: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">
    <rect width="1200" height="800" fill="#8a7f70"/>
    <rect x="90" y="80" width="1020" height="640" rx="24" fill="#f4f1e6"/>
    <rect x="90" y="80" width="1020" height="96" rx="24" fill="#27567b"/>
    <text x="140" y="146" font-family="sans-serif" font-size="46" fill="#fff">CONTOH</text>
    <text x="140" y="290" font-family="sans-serif" font-size="54" fill="#222">${words}</text>
    <rect x="140" y="360" width="560" height="18" fill="#c9c4b4"/><rect x="140" y="410" width="620" height="18" fill="#c9c4b4"/>
    <rect x="140" y="460" width="480" height="18" fill="#c9c4b4"/><rect x="820" y="300" width="220" height="280" fill="#d8d2c2"/>
  </svg>`;
}

/** A scan of several pages. */
export async function scan(name: string, pages: number, title = name): Promise<Chosen> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page += 1) {
    const sheet = document.addPage([595, 842]);
    sheet.drawText(title, { x: 60, y: 760, size: 22, font });
    sheet.drawText(`Halaman ${page} dari ${pages}`, { x: 60, y: 720, size: 14, font });
    for (let line = 0; line < 24; line += 1)
      sheet.drawText('Contoh isi surat, bukan dokumen sungguhan.', {
        x: 60,
        y: 680 - line * 22,
        size: 11,
        font,
      });
  }
  return kept(name, Buffer.from(await document.save()));
}

/** A PDF of exactly this many bytes: one scanned page, its picture stored as the scanner saw it. */
export function largeScan(name: string, size = MOST): Chosen {
  const width = 4096;
  const frame = scanned(width, 0, Buffer.alloc(0)).length;
  const rows = Math.floor((size - frame - 64) / (width * 3));
  const pixels = Buffer.alloc(width * rows * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = 200 + ((at * 7 + (at >> 9)) % 48);
  const bare = scanned(width, rows, pixels);
  // What is missing is filled up behind the header, as a comment.
  const filled = scanned(width, rows, pixels, size - bare.length);
  if (filled.length !== size) throw new Error(`${filled.length} bytes instead of ${size}`);
  return kept(name, filled);
}

function scanned(width: number, height: number, pixels: Buffer, filling = 0): Buffer {
  const content = 'q 595 0 0 842 0 0 cm /Gambar Do Q';
  const comment = filling > 0 ? `%${' '.repeat(filling - 2)}\n` : '';
  const parts: Buffer[] = [Buffer.from(`%PDF-1.7\n${comment}`)];
  const offsets: number[] = [];
  const at = () => parts.reduce((sum, part) => sum + part.length, 0);
  const object = (...body: readonly (string | Buffer)[]) => {
    offsets.push(at());
    const text = [`${offsets.length} 0 obj\n`, ...body, '\nendobj\n'];
    parts.push(...text.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
  };
  object('<< /Type /Catalog /Pages 2 0 R >>');
  object('<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  object(
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Gambar 5 0 R >> >> >>',
  );
  object(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  object(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${String(height).padStart(5, '0')} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Length ${String(pixels.length).padStart(9, '0')} >>\nstream\n`,
    pixels,
    '\nendstream',
  );
  const start = at();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 6\n0000000000 65535 f \n${rows}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${String(start).padStart(9, '0')}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A letter written with a word processor. */
export async function letter(name: string): Promise<Chosen> {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const office = 'http://schemas.openxmlformats.org';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return packed(name, {
    '[Content_Types].xml': `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${head}<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Surat kuasa contoh</w:t></w:r></w:p></w:body></w:document>`,
  });
}

/** Several pictures in one ZIP. */
export async function bundle(name: string, ...inside: readonly Chosen[]): Promise<Chosen> {
  return packed(
    name,
    Object.fromEntries(inside.map((file) => [file.name, readFileSync(file.path)])),
  );
}

async function packed(
  name: string,
  members: Readonly<Record<string, string | Buffer>>,
): Promise<Chosen> {
  const zip = new yazl.ZipFile();
  for (const [path, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return kept(name, await buffer(zip.outputStream));
}

/** A program that calls itself a PDF. */
export function disguisedProgram(name: string): Chosen {
  const bytes = Buffer.alloc(4096);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128, 'latin1');
  return kept(name, bytes);
}

/** A PDF that runs a script when it is opened. */
export async function activePdf(name: string): Promise<Chosen> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  document.catalog.set(
    PDFName.of('OpenAction'),
    document.context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') }),
  );
  return kept(name, Buffer.from(await document.save({ useObjectStreams: false })));
}
