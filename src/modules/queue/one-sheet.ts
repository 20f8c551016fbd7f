import type { OriginalRow } from './originals.sql.ts';

type Sheet = Pick<OriginalRow, 'applicationId' | 'requirement' | 'name' | 'versionId'>;

/**
 * Whether two applications of a dossier mean the same sheet of paper: the same requirement, answered by the very same file. It
 * cannot lie in two places.
 */
export function sameSheet(one: Sheet, other: Sheet): boolean {
  return (
    one.requirement === other.requirement &&
    one.name.id === other.name.id &&
    one.versionId !== null &&
    one.versionId === other.versionId
  );
}

/** The originals as sheets of paper, each with all the applications that need it. */
export function sheetsOf<T extends Sheet>(rows: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const sheets: [T, ...T[]][] = [];
  for (const row of rows) {
    const known = sheets.find(([first]) => sameSheet(first, row));
    if (known) known.push(row);
    else sheets.push([row]);
  }
  return sheets;
}
