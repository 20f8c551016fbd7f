const SAMPLE = 64 * 1024;

/**
 * Knows a file again after a reload: its name, size and samples from its beginning, middle and end. Not the time of its
 * last change: phones give the time of choosing for one and the same photo.
 */
export async function fingerprintOf(file: File): Promise<string> {
  const middle = Math.max(0, Math.floor(file.size / 2) - SAMPLE / 2);
  const samples = [
    file.slice(0, SAMPLE),
    file.slice(middle, middle + SAMPLE),
    file.slice(Math.max(0, file.size - SAMPLE)),
  ];
  const bytes = new Uint8Array(await new Blob(samples).arrayBuffer());
  const name = new TextEncoder().encode(file.name);
  return `${file.size}-${hash(name)}-${hash(bytes)}`;
}

/** Two 32-bit halves of cyrb53: against mistakes, not against malice, and there without a secure context. */
function hash(bytes: Uint8Array): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 2654435761);
    b = Math.imul(b ^ byte, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b >>> 0).toString(16).padStart(8, '0') + (a >>> 0).toString(16).padStart(8, '0');
}
