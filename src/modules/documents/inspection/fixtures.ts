// Files for the tests, honest and hostile, made in code so that each says what is wrong with it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import yazl from 'yazl';
import { inspect, type Verdict } from './index.ts';
import type { Limits } from './limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'inspection-'));
let count = 0;

/** Writes the bytes under a random name, as the storage does: the citizen's name is never a path. */
export function written(bytes: Uint8Array): string {
  count += 1;
  const path = join(folder, String(count));
  writeFileSync(path, bytes);
  return path;
}

export function cleanUp(): void {
  rmSync(folder, { recursive: true, force: true });
}

export function inspectBytes(
  name: string,
  bytes: Uint8Array,
  limits: Partial<Limits> = {},
): Promise<Verdict> {
  return inspect({ path: written(bytes), name, size: bytes.length }, limits);
}

/** The verdict in one word: the type, or the code of the refusal. */
export function word(verdict: Verdict): string {
  return verdict.ok ? verdict.type : verdict.reason.replace('documents.refused.', '');
}

export async function verdictOn(
  name: string,
  bytes: Uint8Array,
  limits: Partial<Limits> = {},
): Promise<string> {
  return word(await inspectBytes(name, bytes, limits));
}

export function canvas(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: { r: 40, g: 90, b: 160 } } });
}

export const jpg = (width = 120, height = 80) => canvas(width, height).jpeg().toBuffer();
export const png = (width = 120, height = 80) => canvas(width, height).png().toBuffer();

/** A small honest PDF; `change` may add to it. */
export async function pdf(
  pages = 1,
  change?: (document: PDFDocument) => void,
  useObjectStreams = true,
): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1)
    document.addPage([595, 842]).drawText(`Halaman ${page + 1}`);
  change?.(document);
  return Buffer.from(await document.save({ useObjectStreams }));
}

/** A PDF written by hand, object by object, so that it can lie; the first object is the catalog. */
export function rawPdf(objects: readonly string[], trailer = '', tail = ''): Buffer {
  let text = '%PDF-1.7\n';
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const xref = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n${tail}`;
  return Buffer.from(text, 'latin1');
}

export const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
export const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>';
export const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';

/** An object stream holding the given objects, numbered from 20. */
export function objectStream(objects: readonly string[], extra = '', junk = ''): string {
  let body = junk;
  const head = objects.map((object, index) => {
    const pair = `${20 + index} ${body.length}`;
    body += `${object} `;
    return pair;
  });
  const pairs = `${head.join(' ')} `;
  const data = deflateSync(Buffer.from(pairs + body, 'latin1')).toString('latin1');
  return `<< /Type /ObjStm /N ${objects.length} /First ${pairs.length} /Filter /FlateDecode /Length ${data.length} ${extra} >>\nstream\n${data}\nendstream`;
}

export type Packed = readonly [
  name: string,
  content: Uint8Array | string,
  options?: Partial<yazl.Options>,
];

/** A ZIP of the given members, packed as usual. */
export async function zip(members: readonly Packed[]): Promise<Buffer> {
  const file = new yazl.ZipFile();
  for (const [name, content, options] of members)
    file.addBuffer(Buffer.from(content), name, { mtime: new Date(0), ...options });
  file.end();
  return await buffer(file.outputStream);
}

/** Overwrites a member's name in both headers; the new one must be as long as the old. */
export function renamed(bytes: Buffer, from: string, to: string): Buffer {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to))
    throw new Error('names must be equally long');
  return Buffer.from(
    bytes.toString('latin1').replaceAll(from, Buffer.from(to).toString('latin1')),
    'latin1',
  );
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export function relationships(...rows: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
}

export function relationship(kind: string, target: string, external = true): string {
  return `<Relationship Id="r1" Type="${OFFICE}/${kind}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
}

/** The parts of a plain Word document; parts given by name replace or join them. */
export function docx(
  changes: Readonly<Record<string, string | Uint8Array | undefined>> = {},
): Promise<Buffer> {
  const parts: Record<string, string | Uint8Array | undefined> = {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/></Types>`,
    '_rels/.rels': relationships(relationship('officeDocument', 'word/document.xml', false)),
    'word/document.xml':
      '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Surat kuasa &lt;!DOCTYPE bukan masalah</w:t></w:r></w:p></w:body></w:document>',
    'word/_rels/document.xml.rels': relationships(
      relationship('hyperlink', 'https://www.atrbpn.go.id/'),
      relationship('hyperlink', 'mailto:kantah@contoh.go.id'),
    ),
    ...changes,
  };
  return zip(
    Object.entries(parts).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, text] as const],
    ),
  );
}
