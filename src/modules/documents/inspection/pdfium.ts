import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * Opens a PDF in a PDFium of its own and throws both away afterwards: a file that damages PDFium's memory damages
 * nothing that another file will meet. Throws what PDFium throws; its words contain "Password" for a locked file.
 */
export async function withPdf<T>(
  bytes: Uint8Array,
  work: (pdf: PDFiumDocument) => Promise<T>,
): Promise<T> {
  compiled ??= WebAssembly.compile(
    readFileSync(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'))),
  );
  const module = await compiled;
  const library = await PDFiumLibrary.init({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(module, imports);
      // The binding declares a module here and takes the instance, as Emscripten does.
      Reflect.apply(done, undefined, [instance, module]);
      return instance.exports;
    },
  });
  return await work(await library.loadDocument(bytes));
}
