import { parse } from 'csv-parse/sync';
import { isIsoDate } from '../../../kernel/clocks/index.ts';

/** The columns of a calendar file, and what people call them. */
const COLUMNS = {
  date: ['date', 'tanggal', 'tgl'],
  kind: ['kind', 'jenis'],
  name: ['name', 'nama', 'nama hari libur', 'keterangan'],
  status: ['status'],
  source: ['source', 'dasar', 'sumber'],
} as const;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

const KINDS: Readonly<Record<string, string>> = {
  l: 'L',
  libur: 'L',
  'libur nasional': 'L',
  'hari libur': 'L',
  'hari libur nasional': 'L',
  c: 'C',
  cuti: 'C',
  'cuti bersama': 'C',
  kantor: 'office',
  'libur kantor': 'office',
};
const STATES: Readonly<Record<string, string>> = { resmi: 'official', perkiraan: 'estimate' };
const MONTHS = [
  ...['januari', 'februari', 'maret', 'april', 'mei', 'juni'],
  ...['juli', 'agustus', 'september', 'oktober', 'november', 'desember'],
];

/**
 * A table of days off as offices write them, as the calendar file that the house reads: commas, semicolons or tabs, Indonesian or
 * English headings in any order, 17/08/2027 or "17 Agustus 2027". Every row stays in its line, so that a mistake is named where it
 * stands. What is no such table comes back as it was, for the reader to say why.
 */
export function asCalendarFile(text: string): string {
  const rows = rowsOf(text);
  const [header, ...body] = rows ?? [];
  if (!header) return text;
  const named = header.cells.map(
    (cell) => NAMES.find((name) => COLUMNS[name].some((word) => word === spoken(cell))) ?? cell,
  );
  const lacking = NAMES.filter((name) => !named.includes(name));
  // A decree that says nothing of its state is one; everything else must be there.
  if (lacking.some((name) => name !== 'status') || named.length + lacking.length > NAMES.length)
    return text;
  const lines: string[] = [];
  const put = (line: number, cells: readonly string[]) => {
    lines[line - 1] = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  };
  put(header.line, NAMES);
  for (const { line, cells } of body) {
    // A row that is too short or too long is the reader's to name.
    if (cells.length !== named.length) put(line, cells);
    else
      put(
        line,
        NAMES.map((name) => {
          const at = named.indexOf(name);
          return at < 0 ? 'official' : said(name, cells[at] ?? '');
        }),
      );
  }
  return Array.from(lines, (line) => line ?? '').join('\n');
}

function rowsOf(text: string): { line: number; cells: readonly string[] }[] | undefined {
  const rows: { line: number; cells: readonly string[] }[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        // A spreadsheet fills a row that is shorter than the table with empty cells.
        if (cells.some((cell) => cell !== ''))
          rows.push({ line: lines, cells: cells.map((cell) => cell.replace(/\s+/g, ' ')) });
        return null;
      },
    });
    return rows;
  } catch {
    return undefined;
  }
}

/** What stands between the columns: whatever the heading has most of. */
function delimiterOf(text: string): string {
  const heading = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const times = (delimiter: string) => heading.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (times(next) > times(best) ? next : best));
}

const spoken = (cell: string) => cell.trim().toLowerCase();

function said(column: Column, cell: string): string {
  if (column === 'date') return dateIn(cell);
  if (column === 'kind') return KINDS[spoken(cell)] ?? cell;
  if (column === 'status') return STATES[spoken(cell)] ?? cell;
  return cell;
}

/** The day that a cell names, day before month as it is written here; what names none stays as it was typed. */
function dateIn(cell: string): string {
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell);
  const words = /^(?:[a-z']+, ?)?(\d{1,2}) ([a-z]+) (\d{4})$/i.exec(cell);
  const month = numbers?.[2] ?? String(MONTHS.indexOf(spoken(words?.[2] ?? '')) + 1);
  const [day, year] = numbers ? [numbers[1], numbers[3]] : [words?.[1], words?.[3]];
  const date = `${year}-${month.padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isIsoDate(date) ? date : cell;
}

/**
 * The text of a file as spreadsheets save it: UTF-8, UTF-16 ("Unicode text") or, failing that, the Western European page of
 * Windows. Undefined when it is no text at all, such as the spreadsheet itself.
 */
export function textOfTable(bytes: Uint8Array): string | undefined {
  const wide = [
    [0xff, 0xfe, 'utf-16le'],
    [0xfe, 0xff, 'utf-16be'],
  ].find(([first, second]) => bytes[0] === first && bytes[1] === second);
  const text = wide ? new TextDecoder(String(wide[2])).decode(bytes) : narrow(bytes);
  return text.includes('\0') ? undefined : text.replaceAll('\r\n', '\n');
}

function narrow(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
