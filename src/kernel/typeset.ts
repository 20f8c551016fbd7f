import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import QRCode from 'qrcode';
import type { Lang } from './i18n.ts';
import { drawable, type Json } from './typeset/drawable.ts';
import { glyphsOf } from './typeset/glyphs.ts';

/** What a document is made of; the template reads it as `data`. The first three are needed by every document. */
export interface TypesetData {
  readonly title: string;
  readonly lang: Lang;
  /** The document's moment, an ISO time: the same data gives the same bytes. */
  readonly at: string;
  readonly [key: string]: Json | undefined;
}

export interface Typesetter {
  /**
   * Sets a document as PDF/A-2b with Inter, the only typeface. `template` is typst markup of ours, in which `data` holds
   * the data and `picture("name")` the path of an image. Data is never read as markup. A letter that Inter lacks
   * (Chinese, Arabic, emoji) stands as □. Throws when the template is wrong or more is given than a letter can hold.
   */
  pdf(
    template: string,
    data: TypesetData,
    images?: Readonly<Record<string, string>>,
  ): Promise<Buffer>;
  /** As {@link Typesetter.pdf}, all pages one below the other as SVG in which letters are shapes: it needs no typeface to be drawn. */
  svg(template: string, data: TypesetData): Promise<string>;
}

/** Most bytes of data, and of each image. */
const DATA_LIMIT = 512 * 1024;
const IMAGE_LIMIT = 256 * 1024;
const IMAGES = 20;

const FONTS = [
  '400Regular/Inter_400Regular',
  '600SemiBold/Inter_600SemiBold',
  '700Bold/Inter_700Bold',
];

/** A folder that exists nowhere: a template finds what it is handed and nothing else. */
const ROOT = '/satu-loket-typesetting';

/** Typefaces of the machine are ruled out (`fallback: false`): a document looks the same wherever it is made. */
const PRELUDE = `#let data = json("data.json")
#let picture(name) = "images/" + name + ".svg"
#set document(title: data.title, date: auto)
#set text(font: "Inter", fallback: false, lang: data.lang, region: "ID")
`;

/** Opens the typesetter; the compiler itself starts with the first document (about 50 ms), a page takes about 3. */
export function createTypesetter(): Typesetter {
  let starting: Promise<Press> | undefined;
  return {
    async pdf(template, data, images = {}) {
      starting ??= start();
      const moment = Math.floor(momentOf(data) / 1000);
      return print(await starting, template, data, images, (compiler, document) =>
        exported(compiler, document, moment),
      );
    },
    async svg(template, data) {
      starting ??= start();
      return print(await starting, template, data, {}, (compiler, document) =>
        compiler.plainSvg(document),
      );
    },
  };
}

interface Press {
  readonly compiler: NodeCompiler;
  readonly hasGlyph: (codePoint: number) => boolean;
}

async function start(): Promise<Press> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const { resolve } = createRequire(import.meta.url);
  const fonts = FONTS.map((name) => readFileSync(resolve(`@expo-google-fonts/inter/${name}.ttf`)));
  const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: fonts }] });
  const covered = fonts.map(glyphsOf);
  return { compiler, hasGlyph: (codePoint) => covered.every((glyphs) => glyphs.has(codePoint)) };
}

/** In milliseconds. */
function momentOf(data: TypesetData): number {
  const at = Date.parse(data.at);
  if (Number.isNaN(at)) throw new Error('a document needs its moment');
  return at;
}

/** One go without a pause, so that documents made at the same time never see each other's files. */
function print<Printed>(
  { compiler, hasGlyph }: Press,
  template: string,
  data: TypesetData,
  images: Readonly<Record<string, string>>,
  exportAs: (compiler: NodeCompiler, document: Document) => Printed,
): Printed {
  bounded(JSON.stringify(data), DATA_LIMIT);
  compiler.resetShadow();
  compiler.mapShadow(`${ROOT}/data.json`, Buffer.from(JSON.stringify(drawable(data, hasGlyph))));
  const pictures = Object.entries(images);
  if (pictures.length > IMAGES) throw new Error('too many images for one document');
  for (const [name, svg] of pictures) {
    if (!/^[a-z][a-z0-9_-]{0,40}$/.test(name)) throw new Error('an image needs a plain name');
    compiler.mapShadow(`${ROOT}/images/${name}.svg`, bounded(svg, IMAGE_LIMIT));
  }
  try {
    const compiled = compiler.compile({ mainFileContent: PRELUDE + template });
    if (!compiled.result)
      throw new Error(
        `template does not compile: ${words(compiled.takeDiagnostics()?.shortDiagnostics)}`,
      );
    return exportAs(compiler, compiled.result);
  } finally {
    compiler.resetShadow();
    compiler.evictCache(10);
  }
}

type Document = Parameters<NodeCompiler['pdf']>[0];

function exported(compiler: NodeCompiler, document: Document, creationTimestamp: number): Buffer {
  try {
    return compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp });
  } catch {
    // The compiler's own words quote the text, which is personal.
    throw new Error('document cannot be written as PDF/A');
  }
}

function bounded(text: string, limit: number): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > limit)
    throw new Error(`document part of ${bytes.length} bytes, at most ${limit}`);
  return bytes;
}

/** The compiler's messages without what they quote: it could be personal. */
function words(diagnostics: readonly { message?: unknown }[] = []): string {
  return diagnostics.map(({ message }) => String(message).replace(/`[^`]*`/g, '…')).join('; ');
}

/** A QR code as SVG with its quiet zone, for a page or a document. */
export function qrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
}
