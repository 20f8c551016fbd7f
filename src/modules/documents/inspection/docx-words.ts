import { Notes } from './docx-notes.ts';
import { tokens } from './docx-tokens.ts';
import { type DocumentText, Page, plain } from './words.ts';
import { unescapeXml } from './xml.ts';

/** What is written inside is shown elsewhere, or was taken out by its author. */
const SKIPPED: ReadonlySet<string> = new Set(['Fallback', 'moveFrom', 'instrText', 'delText']);
const PICTURES: ReadonlySet<string> = new Set(['drawing', 'pict', 'object']);

interface Paragraph {
  text: string;
  heading: number;
  item: number | undefined;
}
interface Table {
  readonly rows: string[][];
}

/** The words of the main part alone. */
export function wordsOfXml(xml: string): DocumentText {
  const page = new Page();
  addWords(page, xml, new Notes());
  return page.done();
}

/** Adds the words of one part to a page, in their order. */
export function addWords(page: Page, xml: string, notes: Notes): void {
  const paragraphs: Paragraph[] = [];
  const tables: Table[] = [];
  let skipped = 0;
  let isText = false;

  const close = (paragraph: Paragraph): void => {
    const text = plain(paragraph.text).trim();
    if (text === '') return;
    const table = tables.at(-1);
    const row = table?.rows.at(-1);
    if (row && row.length > 0) {
      row[row.length - 1] = [row.at(-1), text].filter(Boolean).join('\n');
      return;
    }
    if (paragraph.heading > 0) page.add({ kind: 'heading', level: paragraph.heading, text });
    else if (paragraph.item !== undefined) page.add({ kind: 'item', level: paragraph.item, text });
    else page.add({ kind: 'paragraph', text });
  };
  const closeTable = (): void => {
    const table = tables.pop();
    if (!table) return;
    const rows = table.rows.filter((row) => row.some((cell) => cell !== ''));
    const outer = tables.at(-1)?.rows.at(-1);
    // A table within a cell becomes lines of that cell.
    if (outer && outer.length > 0) {
      const inner = rows.map((row) => row.join(' | '));
      outer[outer.length - 1] = [outer.at(-1), ...inner].filter(Boolean).join('\n');
    } else if (rows.length > 0) page.add({ kind: 'table', rows });
  };

  for (const token of tokens(xml)) {
    if (page.isFull) break;
    if (token.kind === 'text') {
      const paragraph = paragraphs.at(-1);
      if (isText && skipped === 0 && paragraph) paragraph.text += unescapeXml(token.text);
      continue;
    }
    const { name, opens, closes, inside } = token;
    if (SKIPPED.has(name)) {
      skipped += opens && !closes ? 1 : closes && !opens ? -1 : 0;
      continue;
    }
    if (skipped > 0) continue;
    const paragraph = paragraphs.at(-1);
    if (PICTURES.has(name) && opens) page.pictures += 1;
    if (opens && (name === 'footnote' || name === 'endnote')) notes.enter(name, inside);
    if (paragraph && opens) paragraph.text += notes.markAt(name, inside);
    if (name === 't') isText = opens && !closes;
    else if (name === 'p' && opens && !closes)
      paragraphs.push({ text: '', heading: 0, item: undefined });
    else if (name === 'p' && closes && !opens) {
      const ended = paragraphs.pop();
      if (ended) close(ended);
    } else if (name === 'tbl' && opens && !closes) tables.push({ rows: [] });
    else if (name === 'tbl' && closes && !opens) closeTable();
    else if (name === 'tr' && opens && !closes) tables.at(-1)?.rows.push([]);
    else if (name === 'tc' && opens && !closes) tables.at(-1)?.rows.at(-1)?.push('');
    else if (paragraph && opens) describe(paragraph, name, inside);
  }
  while (tables.length > 0) closeTable();
}

/** What an element says of the paragraph around it. */
function describe(paragraph: Paragraph, name: string, inside: string): void {
  const value = /(?:^|[\s:])val\s*=\s*["']([^"']*)["']/.exec(inside)?.[1] ?? '';
  if (name === 'tab') paragraph.text += '\t';
  if (name === 'br' || name === 'cr') paragraph.text += '\n';
  if (name === 'noBreakHyphen') paragraph.text += '-';
  if (name === 'pStyle') {
    const level = /^(?:heading|judul)\s*([1-9])/i.exec(value)?.[1];
    if (level !== undefined) paragraph.heading = Number(level);
    if (/^title$/i.test(value)) paragraph.heading = 1;
  }
  if (name === 'outlineLvl' && /^[0-8]$/.test(value)) paragraph.heading ||= Number(value) + 1;
  if (name === 'numId' && value !== '0') paragraph.item ??= 0;
  if (name === 'ilvl' && /^[0-8]$/.test(value)) paragraph.item = Number(value);
}
