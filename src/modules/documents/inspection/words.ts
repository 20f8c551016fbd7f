/** A document's words without its looks: what an officer reads when the document itself is not opened. */
export interface DocumentText {
  readonly blocks: readonly TextBlock[];
  /** Pictures and drawings that are not shown. */
  readonly pictures: number;
  /** There was more than is shown. */
  readonly cut: boolean;
}

/** Where in a Word document the blocks that follow stand; without one they are its body. */
export type TextPart = 'header' | 'body' | 'footnotes' | 'endnotes' | 'footer' | 'comments';

export type TextBlock =
  | { readonly kind: 'part'; readonly part: TextPart }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'item'; readonly level: number; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** The most that is shown of one document. */
const MOST_LETTERS = 300_000;
const MOST_BLOCKS = 4_000;

/** Gathers blocks up to the bounds; cleans what would show differently from what it is. */
export class Page {
  readonly #blocks: TextBlock[] = [];
  #letters = 0;
  #cut = false;
  pictures = 0;

  get isFull(): boolean {
    return this.#cut;
  }

  add(block: TextBlock): void {
    const letters = lettersOf(block);
    if (this.#blocks.length >= MOST_BLOCKS || this.#letters + letters > MOST_LETTERS) {
      this.#cut = true;
      return;
    }
    this.#letters += letters;
    this.#blocks.push(block);
  }

  done(): DocumentText {
    return { blocks: this.#blocks, pictures: this.pictures, cut: this.#cut };
  }
}

function lettersOf(block: TextBlock): number {
  if (block.kind === 'part') return 0;
  return block.kind === 'table' ? block.rows.flat().join('').length : block.text.length;
}

/** Text fit to be shown: no control characters and no marks that turn its direction; line breaks stay. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/g,
      '',
    );
}

/** A file of plain text, line by line. */
export function wordsOfText(bytes: Buffer): DocumentText {
  const page = new Page();
  for (const line of plain(decode(bytes)).split('\n')) {
    if (line.trim() !== '') page.add({ kind: 'paragraph', text: line });
    if (page.isFull) break;
  }
  return page.done();
}

function decode(bytes: Buffer): string {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return bytes.toString('utf16le', 2);
  if (mark === 0xfeff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
