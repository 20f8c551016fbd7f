/** The size of a drawn page in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Until a page has been drawn once its shape is unknown: a sheet of A4 for PDF, a square for photos, nothing cut off. */
const GUESS = { pdf: { width: 1000, height: 1414 }, photo: { width: 1000, height: 1000 } } as const;
const MOST = 20_000;
const known = new Map<string, PictureSize>();

/** The member of a zip that an address names, counted from 0; undefined for the whole document. */
export function memberIn(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** Under which name the shapes of a document's pages, or of a member's, are remembered. */
export const sheetName = (versionId: string, member: number | undefined): string =>
  member === undefined ? versionId : `${versionId}.${member}`;

/** Remembers the shape of a page that was just drawn. */
export function keepSize(versionId: string, page: number, webp: Uint8Array): void {
  const size = sizeOfWebp(webp);
  if (!size) return;
  if (known.size >= MOST) known.delete(known.keys().next().value ?? '');
  known.set(`${versionId}/${page}`, size);
}

/** The shape of a page, as far as it is known. */
export function sizeOf(versionId: string, page: number, type: string | undefined): PictureSize {
  return known.get(`${versionId}/${page}`) ?? (type === 'pdf' ? GUESS.pdf : GUESS.photo);
}

/** Reads width and height out of a WebP's header (RFC 9649 §2.5-2.7); undefined when it is none. */
export function sizeOfWebp(bytes: Uint8Array): PictureSize | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    data.length < 30 ||
    data.toString('latin1', 0, 4) !== 'RIFF' ||
    data.toString('latin1', 8, 12) !== 'WEBP'
  )
    return undefined;
  switch (data.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = data.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}
