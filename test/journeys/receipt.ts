import { readFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Visitor } from './visitor.ts';

/** What the receipt's page says. */
export interface Receipt {
  readonly number: string;
  readonly code: string;
  readonly hash: string;
  /** The address of the dossier's own page. */
  readonly dossier: string;
}

/** Reads the receipt that is on the screen. */
export async function readReceipt(visitor: Visitor): Promise<Receipt> {
  await visitor.sees('receipt');
  const { page, t } = visitor;
  const value = async (term: string) =>
    (
      await page
        .locator('dt', { hasText: term })
        .first()
        .locator('xpath=following-sibling::dd[1]')
        .innerText()
    ).trim();
  return {
    number: await value(t('dossiers.receipt.number')),
    code: await value(t('dossiers.receipt.code')),
    hash: await value(t('dossiers.receipt.hash')),
    dossier: visitor.path.replace(/\/tanda-terima$/, ''),
  };
}

/** Downloads the receipt as PDF and returns its words, without what line ends do to them. */
export async function receiptPdfText(visitor: Visitor): Promise<string> {
  const download = visitor.page.waitForEvent('download');
  await (await visitor.button('dossiers.receipt.pdf')).click();
  const path = await (await download).path();
  return pdfText(readFileSync(path));
}

export async function pdfText(bytes: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const text = [...document.pages()].map((page) => page.getText()).join(' ');
    document.destroy();
    return text.replaceAll(/\s+/g, '');
  } finally {
    library.destroy();
  }
}
