/** What an audit looks for: a stretch of time of one office, narrowed by who, what and which dossier. */
export interface Question {
  readonly officeId: string;
  /** Included. */
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
  readonly actorId?: string | undefined;
  /** Events: their kind. Looks: what was looked at. */
  readonly kind?: string | undefined;
  readonly dossierId?: string | undefined;
  /** Events: the code of a service, counter or reason that they are about, in any case of its letters. */
  readonly code?: string | undefined;
}

/** The lines of one page. */
export const LINES = 50;

/**
 * How many rows one request reads at the most. A rare kind in a long period is looked for piece by piece, each of them quick,
 * whatever the size of the ledger; the page says how far it has come.
 */
const READ_AT_ONCE = 20_000;
/** The same for one person's rows, which lie scattered among everybody's. */
const READ_OF_ONE = 4_000;

export const readAtOnce = ({ actorId }: Pick<Question, 'actorId'>) =>
  actorId === undefined ? READ_AT_ONCE : READ_OF_ONE;

/** A place in a list that is ordered by time: the moment to the microsecond (as text: a Date would cut it), and what tells rows of one moment apart. */
export interface Place {
  readonly at: string;
  readonly id: string;
  readonly seq: number;
}

const PLACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})_(\d{1,12})$/;

/** The place an address names; undefined when it names none. */
export function readPlace(text: string): Place | undefined {
  const found = PLACE.exec(text);
  if (!found || Number.isNaN(Date.parse(found[1] ?? ''))) return undefined;
  return { at: found[1] ?? '', id: found[2] ?? '', seq: Number(found[3]) };
}

export const placeText = ({ at, id, seq }: Place) => `${at}_${id}_${seq}`;

/** A page of findings; `reached` is where the search stopped when it is not over. */
export interface Findings<Row> {
  readonly rows: readonly Row[];
  readonly reached: Place | undefined;
}

/**
 * What was found of the rows that were read. With a full page the search goes on after its last line; with fewer, after the
 * last row that was read, if more are left to read.
 */
export function findingsOf<Row extends { readonly place: Place }>(
  rows: readonly Row[],
  lines: number,
  lastRead: Place | undefined,
): Findings<Row> {
  const shown = rows.slice(0, lines);
  const last = rows.length > lines ? shown.at(-1)?.place : lastRead;
  return { rows: shown, reached: last };
}
