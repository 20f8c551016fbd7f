/**
 * The characters a TrueType font can draw, read from its character map (OpenType "cmap", formats 4 and 12). For fonts
 * that we ship; nothing here is made for hostile ones.
 */
export function glyphsOf(font: Buffer): ReadonlySet<number> {
  const cmap = tableAt(font, 'cmap');
  const found = new Set<number>();
  for (let n = 0; n < font.readUInt16BE(cmap + 2); n++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + n * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) readSegments(font, subtable, found);
    else if (format === 12) readGroups(font, subtable, found);
  }
  if (found.size === 0) throw new Error('font without a character map we can read');
  return found;
}

function tableAt(font: Buffer, name: string): number {
  for (let n = 0; n < font.readUInt16BE(4); n++) {
    const record = 12 + n * 16;
    if (font.toString('latin1', record, record + 4) === name) return font.readUInt32BE(record + 8);
  }
  throw new Error(`font without table ${name}`);
}

/** Format 4: segments of the basic plane; a glyph number of 0 means "none". */
function readSegments(font: Buffer, start: number, found: Set<number>): void {
  const double = font.readUInt16BE(start + 6);
  for (let at = 0; at < double; at += 2) {
    const last = font.readUInt16BE(start + 14 + at);
    const first = font.readUInt16BE(start + 16 + double + at);
    const delta = font.readUInt16BE(start + 16 + 2 * double + at);
    const offsetAt = start + 16 + 3 * double + at;
    const offset = font.readUInt16BE(offsetAt);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const raw = offset === 0 ? code : font.readUInt16BE(offsetAt + offset + 2 * (code - first));
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) found.add(code);
    }
  }
}

/** Format 12: groups of any plane. */
function readGroups(font: Buffer, start: number, found: Set<number>): void {
  for (let n = 0; n < font.readUInt32BE(start + 12); n++) {
    const group = start + 16 + n * 12;
    const first = font.readUInt32BE(group);
    const glyph = font.readUInt32BE(group + 8);
    for (let code = first; code <= font.readUInt32BE(group + 4); code++)
      if (glyph + (code - first) !== 0) found.add(code);
  }
}
