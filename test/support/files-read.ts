import { PDFiumLibrary } from '@hyzyla/pdfium';
import Excel from 'exceljs';

/** Everything that can be read in an answer: of a workbook its cells, of a PDF the text of its pages. */
export async function textOf(answer: Response): Promise<string> {
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await answer.body?.cancel();
    return '';
  }
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (type.includes('spreadsheetml')) return cellsOf(bytes);
  if (type.includes('application/pdf')) return pagesOf(bytes);
  return bytes.toString();
}

async function cellsOf(bytes: Buffer): Promise<string> {
  const book = new Excel.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return book.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues())).join('\n');
}

async function pagesOf(bytes: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const words = [...document.pages()].map((page) => page.getText());
  document.destroy();
  library.destroy();
  return words.join('\n');
}
