import { crc32, deflateRawSync } from 'node:zlib';

/** The oldest moment a ZIP can name (1 January 1980): the same files give the same bytes whenever they are packed. */
const NO_TIME = (1 << 21) | (1 << 16);
/** Names are UTF-8. */
const UTF8 = 0x0800;
const DEFLATED = 8;
const VERSION = 20;

/**
 * Packs a few texts as a ZIP archive, in memory. Enough for an office's folder; it knows neither large files nor passwords.
 * @param files names with slashes for folders, and their texts
 */
export function zip(
  files: readonly (readonly [name: string, text: string])[],
): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(VERSION, 0);
    shared.writeUInt16LE(UTF8, 2);
    shared.writeUInt16LE(DEFLATED, 4);
    shared.writeUInt32LE(NO_TIME, 6);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([signature(0x04034b50), shared, path, packed]);
    const about = Buffer.alloc(14);
    about.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), u16(VERSION), shared, about, path]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...parts, listed, signature(0x06054b50), end]));
}

function signature(word: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(word);
  return bytes;
}

function u16(word: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(word);
  return bytes;
}
