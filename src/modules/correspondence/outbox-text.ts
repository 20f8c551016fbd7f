/** A stretch of a line: words, or an address of the web. */
export interface Piece {
  readonly text: string;
  readonly isLink: boolean;
}

/** Finds the web addresses in a line, as mail programs do; a full stop or bracket behind one is not part of it. */
export function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of line.matchAll(/https?:\/\/[^\s<>"']+/g)) {
    const address = found.replace(/[.,;:!?)\]}]+$/, '');
    pieces.push({ text: line.slice(end, index), isLink: false }, { text: address, isLink: true });
    end = index + address.length;
  }
  pieces.push({ text: line.slice(end), isLink: false });
  return pieces.filter(({ text }) => text !== '');
}
