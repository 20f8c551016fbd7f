import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Excel from 'exceljs';
import type { Locator } from 'playwright-core';
import { FIGURES, type Figure } from '../../../src/modules/reports/figures.ts';
import type { Officer } from '../officer.ts';
import { pdfText } from '../receipt.ts';
import type { Visitor } from '../visitor.ts';

/** Who it happened to, by figure; what is not named did not happen. One application each. */
export type Happened = Readonly<Partial<Record<Figure, readonly string[]>>>;

/** What the head relies on: each figure on the page, in the sheet and on paper is what happened, and its list names who it was. */
export async function readsTheDay({ visitor, account }: Officer, happened: Happened) {
  const at = `/${account.office}/petugas/angka`;
  await visitor.go(at);
  await visitor.sees('figures after a whole day');
  const [sheet, paper] = [
    await sheetOf(visitor, await download(visitor, 'reports.download.xlsx')),
    await pdfText(await download(visitor, 'reports.download.pdf')),
  ];
  const lists = new Map<Figure, string>();
  for (const figure of FIGURES) {
    const names = happened[figure] ?? [];
    const said = visitor.t(`reports.figure.${figure}`);
    const count = String(names.length);
    const { counts, list } = await figureOn(visitor, figure);
    assert.deepEqual(counts, [count, count], said);
    assert.deepEqual(sheet.get(said), [count, count], `${said} in the sheet`);
    const printed = `${said}${count}${count}`.replaceAll(/\s/g, '');
    assert.ok(paper.includes(printed), `${printed} on paper: ${paper.slice(0, 600)}`);
    if (names.length > 0) lists.set(figure, list);
  }
  for (const [figure, href] of lists) await opensList(visitor, href, happened[figure] ?? []);
}

/** Applications and dossiers of a figure on the page that is open, and where its list lies. */
export async function figureOn(visitor: Visitor, figure: Figure) {
  const row = rowsOf(visitor, visitor.t(`reports.figure.${figure}`)).first();
  const link = row.getByRole('link').first();
  const list = (await link.count()) > 0 ? ((await link.getAttribute('href')) ?? '') : '';
  return { counts: await countsIn(row), list };
}

/** The numbers of the first row of a table that begins with these words; a bar of a chart has only one. */
export async function countsBeside(visitor: Visitor, words: string) {
  for (const row of await rowsOf(visitor, words).all()) {
    const counts = await countsIn(row);
    if (counts.length > 1) return counts;
  }
  throw new Error(`Nothing is counted beside ${words}.`);
}

const rowsOf = (visitor: Visitor, words: string): Locator =>
  visitor.page.getByRole('row', { name: new RegExp(`^${words} \\d`) });

const countsIn = async (row: Locator) =>
  (await row.getByRole('cell').allInnerTexts()).map((text) => text.split('\n')[0]);

async function opensList(visitor: Visitor, href: string, names: readonly string[]) {
  await visitor.go(href);
  const [applications, dossiers] = [String(names.length), String(names.length)];
  await visitor.reads('reports.list.lead', { applications, dossiers });
  await visitor.sees('list behind a figure of the day');
  const rows = await visitor.page.locator('main tbody tr').allInnerTexts();
  assert.equal(rows.length, names.length, href);
  for (const name of names)
    assert.ok(
      rows.some((row) => row.includes(name)),
      `${name} in ${href}`,
    );
}

async function download(
  visitor: Visitor,
  words: 'reports.download.xlsx' | 'reports.download.pdf',
): Promise<Buffer> {
  const arrives = visitor.page.waitForEvent('download');
  await (await visitor.button(words)).click();
  return readFileSync(await (await arrives).path());
}

/** The rows of every sheet, by their first cell; the first of a name counts. */
async function sheetOf(visitor: Visitor, bytes: Buffer) {
  const book = new Excel.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const rows = new Map<string, readonly string[]>();
  book.eachSheet((sheet) =>
    sheet.eachRow((row) => {
      const name = row.getCell(1).text;
      if (!rows.has(name)) rows.set(name, [row.getCell(2).text, row.getCell(3).text]);
    }),
  );
  assert.ok(rows.size > 0, visitor.path);
  return rows;
}
