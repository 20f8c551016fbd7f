import { CsvError, parse } from 'csv-parse/sync';
import type { MessageKey } from '../i18n.ts';
import type { DayOff } from './calendar.ts';
import type { IsoDate } from './zones.ts';
import { isIsoDate } from './zones.ts';

/** A day off as the joint decree (SKB) of three ministers sets it, or as somebody expects it. */
export type DecreeDay = DayOff & {
  /** An estimate is shown as such and gives way when the decree appears. */
  readonly status: 'official' | 'estimate';
  readonly source: string;
};

/** One mistake in a calendar file: where it stands, and the sentence that says what to do. */
export type DecreeMistake = {
  /** As an editor counts: the header is line 1. */
  readonly line: number;
  readonly column: string;
  readonly key: Extract<MessageKey, `decree.${string}`>;
  readonly params: { readonly found: string };
};

const COLUMNS = ['date', 'kind', 'name', 'status', 'source'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/**
 * Reads a calendar of days off (`date,kind,name,status,source`). Every mistake of the file is named at
 * once; the days that are right come back beside them, and a caller that finds mistakes installs none.
 * `kinds` are those the file may hold: national calendars L and C, an office's own also `office`.
 */
export function parseDecreeCsv(
  text: string,
  kinds: readonly DayOff['kind'][] = ['L', 'C'],
): { days: ReadonlyMap<IsoDate, DecreeDay>; mistakes: readonly DecreeMistake[] } {
  const days = new Map<IsoDate, DecreeDay>();
  const { rows, mistakes } = readRows(text);
  const seen = new Set<IsoDate>();
  for (const { line, row } of rows) {
    const found = mistakesOf(row, line, kinds);
    if (seen.has(row.date) && isIsoDate(row.date)) {
      found.push({
        line,
        column: 'date',
        key: 'decree.duplicate_date',
        params: { found: row.date },
      });
    }
    seen.add(row.date);
    mistakes.push(...found);
    const kind = kinds.find((known) => known === row.kind);
    if (found.length > 0 || kind === undefined) continue;
    const status = row.status === 'official' ? 'official' : 'estimate';
    days.set(row.date, { name: row.name, kind, status, source: row.source });
  }
  return { days, mistakes: mistakes.toSorted((a, b) => a.line - b.line) };
}

function mistakesOf(row: Row, line: number, kinds: readonly string[]): DecreeMistake[] {
  const found: DecreeMistake[] = [];
  const note = (column: keyof Row, key: DecreeMistake['key']) =>
    found.push({ line, column, key, params: { found: row[column] } });
  if (!isIsoDate(row.date)) note('date', 'decree.bad_date');
  if (!kinds.includes(row.kind)) note('kind', 'decree.unknown_kind');
  if (row.name === '') note('name', 'decree.missing');
  if (row.status !== 'official' && row.status !== 'estimate')
    note('status', 'decree.unknown_status');
  if (row.source === '') note('source', 'decree.missing');
  return found;
}

/** Splits the file into rows with their line numbers; a file that is no such table yields one mistake. */
function readRows(text: string): {
  rows: { line: number; row: Row }[];
  mistakes: DecreeMistake[];
} {
  const records = csvRecords(text);
  if (!Array.isArray(records)) return { rows: [], mistakes: [records] };
  const [header, ...body] = records;
  if (header?.cells.join(',') !== COLUMNS.join(',')) {
    const found = header?.cells.join(',') ?? '';
    return {
      rows: [],
      mistakes: [{ line: 1, column: 'date', key: 'decree.bad_columns', params: { found } }],
    };
  }
  const rows: { line: number; row: Row }[] = [];
  const mistakes: DecreeMistake[] = [];
  for (const { line, cells } of body) {
    const [date, kind, name, status, source] = cells;
    const cut = date === undefined || kind === undefined || name === undefined;
    if (cut || status === undefined || source === undefined || cells.length > COLUMNS.length) {
      const column = COLUMNS[Math.min(cells.length, COLUMNS.length - 1)] ?? 'date';
      mistakes.push({
        line,
        column,
        key: 'decree.bad_columns',
        params: { found: cells.join(',') },
      });
    } else {
      rows.push({ line, row: { date, kind, name, status, source } });
    }
  }
  return { rows, mistakes };
}

function csvRecords(text: string): { line: number; cells: string[] }[] | DecreeMistake {
  try {
    const records: { line: number; cells: string[] }[] = [];
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        records.push({ line: lines, cells });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return { line, column: 'date', key: 'decree.bad_csv', params: { found: error.code } };
  }
}
