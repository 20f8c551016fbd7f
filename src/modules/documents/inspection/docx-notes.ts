type NoteKind = 'footnote' | 'endnote';

/** Numbers a document's notes as its words lead to them: [1], [2] for footnotes, [*1] for those at the end. */
export class Notes {
  readonly #numbers = { footnote: new Map<string, number>(), endnote: new Map<string, number>() };
  #within: { kind: NoteKind; id: string } | undefined;

  /** Another note begins. */
  enter(kind: NoteKind, inside: string): void {
    this.#within = { kind, id: idIn(inside) };
  }

  /** The mark that stands where this element does; empty when it is none. */
  markAt(element: string, inside: string): string {
    if (element === 'footnoteReference') return this.#mark('footnote', idIn(inside));
    if (element === 'endnoteReference') return this.#mark('endnote', idIn(inside));
    if ((element === 'footnoteRef' || element === 'endnoteRef') && this.#within)
      return `${this.#mark(this.#within.kind, this.#within.id)} `;
    return '';
  }

  #mark(kind: NoteKind, id: string): string {
    const numbers = this.#numbers[kind];
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return kind === 'footnote' ? `[${number}]` : `[*${number}]`;
  }
}

const idIn = (inside: string): string =>
  /(?:^|[\s:])id\s*=\s*["']([^"']*)["']/.exec(inside)?.[1] ?? '';
