import { constants, inflateSync } from 'node:zlib';
import { MiB } from './limits.ts';
import { isNumber, lex, type Token } from './pdf-lexer.ts';

/** What was met while reading every place at which any reader could begin an object. */
export interface PdfFindings {
  encrypted: boolean;
  active: boolean;
  /** Written as no honest program writes it: we could not look inside, so nobody shall. */
  odd: boolean;
  /** Structure streams unpack to more than any document needs. */
  bomb: boolean;
}

/** Names that stand for acting or carrying wherever they occur (ISO 32000-1 §12.6, §7.11.4, §12.7.8). */
export const ACTING: ReadonlySet<string> = new Set(
  'JavaScript Launch EmbeddedFile EmbeddedFiles RichMedia RichMediaContent XFA GoToR GoToE SubmitForm ImportData'.split(
    ' ',
  ),
);
/** Keys that act only with a value behind them; the same letters also occur as names of fonts and colours. */
export const ACTING_KEYS: ReadonlySet<string> = new Set(['AA', 'JS', 'EF']);
/** Kinds of annotation or action that play or hold something. */
export const ACTING_KINDS: ReadonlySet<string> = new Set(
  'FileAttachment Movie Sound Screen 3D Rendition'.split(' '),
);

const STRUCTURE_BUDGET = 128 * MiB;

/**
 * Readers disagree about which of two objects with one number counts, and about what the cross-reference says. This
 * scan does not decide: it reads *every* object and trailer in the file, replaced and unreferenced ones included, and
 * every object inside object streams.
 */
export function scanPdf(bytes: Buffer): PdfFindings {
  const found: PdfFindings = { encrypted: false, active: false, odd: false, bomb: false };
  const budget = { left: STRUCTURE_BUDGET };
  for (const start of anchors(bytes, 'obj')) {
    if (bytes.toString('latin1', start - 6, start - 3) === 'end') continue;
    readObject(bytes, start, found, budget);
  }
  for (const start of anchors(bytes, 'trailer')) lex(bytes, start, false, watcher(found));
  return found;
}

function* anchors(bytes: Buffer, word: string): Generator<number> {
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.length))
    yield at + word.length;
}

/** Judges each word by the one before it. */
function watcher(found: PdfFindings): (token: Token) => void {
  let before: Token = '';
  return (token) => {
    const name = token.startsWith('/') ? token.slice(1) : undefined;
    if (name !== undefined) {
      if (ACTING.has(name)) found.active = true;
      if ((before === '/Subtype' || before === '/S') && ACTING_KINDS.has(name)) found.active = true;
    } else if (before.startsWith('/') && token !== '>>' && token !== ']') {
      if (ACTING_KEYS.has(before.slice(1))) found.active = true;
      if (before === '/Encrypt') found.encrypted = true;
    }
    before = token;
  };
}

/** The dictionary before a stream: what follows each of its own keys, a key written twice showing twice. */
type StreamFacts = Map<Token, Token[][]>;

function readObject(
  bytes: Buffer,
  start: number,
  found: PdfFindings,
  budget: { left: number },
): void {
  const watch = watcher(found);
  const facts: StreamFacts = new Map();
  let current: Token[] | undefined;
  const { stop, at } = lex(bytes, start, false, (token, depth) => {
    watch(token);
    if (depth === 0) current = undefined;
    else if (depth === 1 && STREAM_KEYS.has(token)) {
      current = [];
      facts.set(token, [...(facts.get(token) ?? []), current]);
    } else if (depth === 1 && token.startsWith('/') && (current?.length ?? 0) > 0)
      current = undefined;
    else if (current !== undefined && current.length < 6) current.push(token);
  });
  if (stop === 'stream') readStructure(bytes, at, facts, found, budget);
}

const STREAM_KEYS = new Set(['/Type', '/Filter', '/DecodeParms', '/First', '/N']);

/** Opens object streams and cross-reference streams; all other streams hold no objects. */
function readStructure(
  bytes: Buffer,
  at: number,
  facts: StreamFacts,
  found: PdfFindings,
  budget: { left: number },
): void {
  const types = (facts.get('/Type') ?? []).map((value) => value[0] ?? '');
  if (types.some(isNumber)) found.odd = true;
  const objects = types.includes('/ObjStm') || (facts.has('/First') && facts.has('/N'));
  if (!objects && !types.includes('/XRef')) return;
  const filters = (facts.get('/Filter') ?? [])
    .flat()
    .filter((token) => token !== '[' && token !== ']');
  if (filters.length === 0 && !objects) return;
  // Every honest writer packs these one way; any other way is one that readers read differently.
  const plain = filters.join() === '/FlateDecode' && !(objects && facts.has('/DecodeParms'));
  const firsts = facts.get('/First') ?? [];
  const first = firsts.length === 1 && firsts[0]?.length === 1 ? Number(firsts[0][0]) : Number.NaN;
  if (!plain || (objects && !Number.isSafeInteger(first))) {
    found.odd = true;
    return;
  }
  const data = unpack(bytes.subarray(dataStart(bytes, at)), found, budget);
  if (data !== undefined && objects) readPacked(data, first, found);
}

function dataStart(bytes: Buffer, at: number): number {
  let from = at;
  while (bytes[from] === 0x20 || bytes[from] === 0x09) from += 1;
  if (bytes[from] === 13) from += 1;
  if (bytes[from] === 10) from += 1;
  return from;
}

function unpack(rest: Buffer, found: PdfFindings, budget: { left: number }): Buffer | undefined {
  try {
    // Neither /Length nor the word endstream is believed: the compressed data know their own end.
    const data = inflateSync(rest, {
      maxOutputLength: Math.max(1, budget.left),
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    budget.left -= data.length;
    return data;
  } catch (error) {
    const full = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (full) found.bomb = true;
    else found.odd = true;
    return undefined;
  }
}

/** Objects in a stream begin where its head says; each is read from there, whatever lies between them. */
function readPacked(data: Buffer, first: number, found: PdfFindings): void {
  const head = data.toString('latin1', 0, Math.max(0, first));
  if (!/^[\s\d\0]*$/.test(head)) {
    found.odd = true;
    return;
  }
  const numbers = head.split(/[\s\0]+/).filter((text) => text !== '');
  for (let at = 1; at < numbers.length; at += 2)
    lex(data, first + Number(numbers[at]), true, watcher(found));
}
