import { Refusal } from './verdict.ts';

const ENCODINGS: ReadonlySet<string> = new Set([
  'utf-8',
  'us-ascii',
  'ascii',
  'iso-8859-1',
  'windows-1252',
]);

/**
 * The text of an XML part, as every reader would read it. Parts that declare entities or a document type are refused,
 * never expanded, and so are encodings in which such a declaration could hide (ASVS 1.5.1).
 */
export function xmlText(bytes: Buffer): string {
  const text = decode(bytes).trimStart();
  if (text !== '' && !text.startsWith('<')) throw new Refusal('docx_entities');
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/i
    .exec(text.slice(0, 256))?.[1]
    ?.toLowerCase();
  const wide = bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));
  const known = wide
    ? declared === undefined || declared.startsWith('utf-16')
    : ENCODINGS.has(declared ?? 'utf-8');
  if (!known || /<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text))
    throw new Refusal('docx_entities');
  return text;
}

function decode(bytes: Buffer): string {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return bytes.toString('utf16le', 2);
  if (mark === 0xfeff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  if (bytes.includes(0)) throw new Refusal('docx_entities');
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Every element of this local name, whatever its prefix, as its attributes (also without their prefixes). */
export function* elements(
  text: string,
  localName: string,
): Generator<Readonly<Record<string, string>>> {
  const opening = new RegExp(
    `<(?:[\\w.-]+:)?${localName}(?=[\\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>`,
    'g',
  );
  for (const [, inside = ''] of text.matchAll(opening)) {
    const attributes: Record<string, string> = Object.create(null);
    for (const [, name = '', double, single] of inside.matchAll(
      /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
    ))
      attributes[name] = unescapeXml(double ?? single ?? '');
    yield attributes;
  }
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Undoes character references; without a document type there are no other entities. */
export function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, dec?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
