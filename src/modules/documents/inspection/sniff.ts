import { fileTypeFromBuffer } from 'file-type';

/** What the bytes say they are, as an extension of `file-type`'s; undefined where nothing is recognised. */
export async function detect(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.ext;
  } catch {
    return undefined;
  }
}

const PROGRAM_MAGIC: readonly string[] = [
  '4d5a', // Windows and DOS programs
  '7f454c46', // ELF
  'feedface',
  'feedfacf',
  'cefaedfe',
  'cffaedfe', // Mach-O
  'cafebabe', // Java classes, universal Mach-O
  '4c0000000114020000000000c000000000000046', // Windows shortcuts
  '2321', // #!
  '6465780a', // Android dex
  '0061736d', // WebAssembly
];

/** True when the file begins as a program of any kind does. */
export function beginsAsProgram(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 24).toString('hex');
  return PROGRAM_MAGIC.some((magic) => head.startsWith(magic));
}

const MARKUP = /<(?:!doctype|html|head|body|script|iframe|svg|\?php)[\s>/]|<%@/i;

/** True when a browser or a script engine could take the beginning of the bytes for a page. */
export function beginsAsMarkup(bytes: Buffer): boolean {
  return MARKUP.test(flat(bytes.subarray(0, 1024)));
}

/** Text as browsers would read it, UTF-16 flattened so that a page cannot hide behind zero bytes. */
function flat(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\0', '');
}

const END_OF_ARCHIVE = Buffer.from('PK\x05\x06', 'latin1');

/** True when the bytes end as a ZIP does: unpackers read from the end and would find an archive here. */
export function endsAsArchive(bytes: Buffer): boolean {
  const at = bytes.lastIndexOf(END_OF_ARCHIVE);
  if (at < 0 || at + 22 > bytes.length) return false;
  // Strict readers want the comment to end with the file; lenient ones take any; a chance hit far inside is neither.
  return (
    bytes.length - at - 22 <= 0xffff && bytes.readUInt16LE(at + 8) === bytes.readUInt16LE(at + 10)
  );
}

const SCRIPT = /<(?:html|script|iframe|\?php)[\s>]/i;
const STEP = 4 * 1024 * 1024;

/** A picture that is also a page, an archive or a PDF for whoever reads it that way. */
export function pictureHidesAnother(bytes: Buffer): boolean {
  if (endsAsArchive(bytes) || bytes.subarray(0, 1024).includes('%PDF-') || beginsAsMarkup(bytes))
    return true;
  for (let at = 0; at < bytes.length; at += STEP) {
    if (SCRIPT.test(bytes.toString('latin1', at, Math.min(bytes.length, at + STEP + 16))))
      return true;
  }
  return false;
}

/** A PDF that is also an archive or a page: looked for where such readers look, at its two ends. */
export function pdfHidesAnother(bytes: Buffer): boolean {
  if (endsAsArchive(bytes) || beginsAsMarkup(bytes)) return true;
  const end = bytes.lastIndexOf('%%EOF');
  return end >= 0 && SCRIPT.test(bytes.toString('latin1', end));
}
