import type { Field } from './field.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sendInLine } from './line.ts';
import type { Row } from './row.ts';
import type { Listed } from './server.ts';
import { fill, sizeWords } from './words.ts';

/** An upload of an earlier visit: only the server knows it, the browser must be given the file again. */
export interface Unfinished {
  readonly upload: Listed;
  readonly row: Row;
  /** Goes on when it is the same file; says so when it is another. */
  choose(file: File): Promise<void>;
}

/** Shows how far it came and asks for the file; `settled` when it goes on or was given up. */
export function askAgain(field: Field, row: Row, upload: Listed, settled: () => void): Unfinished {
  const { words } = field;
  const { name, offset, size, url } = upload;
  const choose = async (file: File) => {
    const fingerprint = await fingerprintOf(file).catch(() => '');
    const isSame = upload.fingerprint ? fingerprint === upload.fingerprint : file.size === size;
    if (isSame) {
      settled();
      return sendInLine(field, row, { file, fingerprint: upload.fingerprint }, url);
    }
    const why = fill(words.other, { name, size: sizeWords(size, document.documentElement.lang) });
    row.say(why, 'danger');
    field.announce(why);
  };
  const giveUp = () => {
    settled();
    field.drop(row);
    void fetch(url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }).catch(() => {});
  };
  row.bar(offset, size);
  row.say(fill(words.unfinished, { name, percent: Math.floor((100 * offset) / size) }));
  row.acts(
    { words: words.again, act: { choose: (file) => void choose(file), accept: field.accept } },
    { words: words.remove, act: giveUp },
  );
  return { upload, row, choose };
}
