import type { Findings, Place } from './question.ts';

/** The most lines of one export: what a spreadsheet still opens at once. */
export const MOST_EXPORTED = 20_000;
/** Lines asked for at once. */
const PIECE = 1_000;
/** How often a search may come back without a line before the export says that it is cut. */
const MOST_PIECES = 400;

/** Everything a search finds, piece by piece; `isCut` when there is more than an export holds. */
export async function gatherAll<Row>(
  find: (after: Place | undefined, lines: number) => Promise<Findings<Row>>,
): Promise<{ readonly rows: readonly Row[]; readonly isCut: boolean }> {
  const rows: Row[] = [];
  let after: Place | undefined;
  for (let piece = 0; piece < MOST_PIECES; piece += 1) {
    const found = await find(after, Math.min(PIECE, MOST_EXPORTED - rows.length));
    rows.push(...found.rows);
    after = found.reached;
    if (after === undefined) return { rows, isCut: false };
    if (rows.length >= MOST_EXPORTED) break;
  }
  return { rows, isCut: true };
}
