/** A word of PDF syntax: a name with its slash (escapes undone), a mark, a number, `(` for any string, or a keyword. */
export type Token = string;

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set(Buffer.from('()<>[]{}/%', 'latin1'));
const STOPS = new Set(['endobj', 'stream', 'endstream', 'obj', 'xref', 'startxref', 'trailer']);

/**
 * Reads words from `start` on and hands each to `visit` with its depth of nesting; stops at the end of the object and
 * says at which word and where. With `single` it also stops when the first complete value ends (objects in an object
 * stream have no other end). Never recursive, so nesting cannot exhaust the stack.
 */
export function lex(
  bytes: Uint8Array,
  start: number,
  single: boolean,
  visit: (token: Token, depth: number) => void,
): { stop: string; at: number } {
  let at = start;
  let depth = 0;
  let values = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (WHITE.has(byte)) {
      at += 1;
      continue;
    }
    if (byte === 0x25) {
      at = endOfLine(bytes, at);
      continue;
    }
    let token: Token;
    if (byte === 0x2f) {
      const end = endOfRegular(bytes, at + 1);
      token = `/${unescapeName(latin1(bytes, at + 1, end))}`;
      at = end;
    } else if (byte === 0x28) {
      at = endOfString(bytes, at + 1);
      token = '(';
    } else if (byte === 0x3c && bytes[at + 1] !== 0x3c) {
      at = endOfHex(bytes, at + 1);
      token = '(';
    } else if (DELIMITER.has(byte)) {
      const double = (byte === 0x3c || byte === 0x3e) && bytes[at + 1] === byte;
      token = latin1(bytes, at, at + (double ? 2 : 1));
      at += token.length;
    } else {
      const end = endOfRegular(bytes, at);
      token = latin1(bytes, at, Math.min(end, at + 32));
      at = end;
      if (STOPS.has(token)) return { stop: token, at };
    }
    if (token === '>>' || token === ']') depth = Math.max(0, depth - 1);
    visit(token, depth);
    if (token === '<<' || token === '[') depth += 1;
    values += 1;
    // `5 0 R` is one value of three words: what follows it is harmless to read, what is missed is not.
    if (single && depth === 0 && (token === '>>' || token === ']' || values >= 3))
      return { stop: '', at };
  }
  return { stop: '', at };
}

/** True for a number as PDF writes it. */
export function isNumber(token: Token): boolean {
  return /^[+-]?[\d.]/.test(token);
}

/** Undoes `#4a` in a name (ISO 32000-1 §7.3.5), in either case. */
export function unescapeName(name: string): string {
  if (!name.includes('#')) return name;
  return name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  // Names are short; a megabyte of name is no name we look for.
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 127)));
}

function endOfRegular(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (WHITE.has(byte) || DELIMITER.has(byte)) break;
    at += 1;
  }
  return at;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
  return at;
}

function endOfHex(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(0x3e, from);
  return end < 0 ? bytes.length : end + 1;
}

function endOfString(bytes: Uint8Array, from: number): number {
  let open = 1;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) open += 1;
    else if (byte === 0x29) {
      open -= 1;
      if (open === 0) return at + 1;
    }
  }
  return bytes.length;
}
