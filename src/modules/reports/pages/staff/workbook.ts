import type { Sheet } from './sheets.ts';

/** Letters that a sheet's name may not hold, and how long it may be. */
const FORBIDDEN = /[\\/?*[\]:]/g;
const NAME_LENGTH = 31;

/** The tables as an Excel workbook, one sheet each; `about` stands above the first line of every sheet. */
export async function workbookOf(
  about: readonly string[],
  sheets: readonly Sheet[],
  at: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  book.created = at;
  book.modified = at;
  for (const { title, note, head, rows } of sheets) {
    const sheet = book.addWorksheet(title.replace(FORBIDDEN, ' ').slice(0, NAME_LENGTH));
    for (const line of [...about, title, ...(note ? [note] : [])]) sheet.addRow([line]);
    sheet.addRow([]);
    const headRow = sheet.addRow([...head]);
    headRow.font = { bold: true };
    headRow.alignment = { wrapText: true, vertical: 'top' };
    for (const row of rows) sheet.addRow([...row]);
    sheet.columns.forEach((column, index) => {
      column.width = index === 0 ? 38 : 16;
    });
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}
