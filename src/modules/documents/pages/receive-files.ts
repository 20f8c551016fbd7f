import type { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { collect, type FormInput } from '../../../kernel/forms.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import type { Visit } from '../../../web/visit.ts';
import type { DocumentHooks } from '../hooks.ts';
import { MAX_BYTES, MAX_FILES, shownName } from '../rules.ts';
import { receiveFormFile } from '../upload/form-file.ts';
import { bodyOf } from './body.ts';

/** All text fields of the form together, in bytes. */
const TEXT_LIMIT = 256 * 1024;

/** One chosen file of the form and what became of it. */
export interface ReceivedFile {
  /** The name of the form's field. */
  readonly field: string;
  /** The file's own name, fit to be shown. */
  readonly name: string;
  readonly outcome:
    | { readonly ok: true; readonly documentId: string; readonly versionId: string }
    | { readonly ok: false; readonly reason: Reason };
}

export type ReceivedForm =
  | { readonly ok: true; readonly input: FormInput; readonly files: readonly ReceivedFile[] }
  /** No form at all, cut off on the way, or with more text than a person types; answer with `status`. */
  | {
      readonly ok: false;
      readonly status: 400 | 413;
      readonly reason: Reason;
      readonly files: readonly ReceivedFile[];
    };

/** What a file field is for; undefined for a field that takes no files. `replaces` is the document that gets a new version. */
export type TargetOf = (
  field: string,
) => { readonly target: string; readonly replaces?: string } | undefined;

/**
 * Reads a multipart form whose route declares `body: 'stream'`: files flow straight into encrypted storage, one after
 * the other, at most 15 of at most 60 MiB. A file that is refused is refused alone, with its sentence; empty file fields
 * are passed over.
 */
export async function receiveFiles(
  house: House,
  hooks: DocumentHooks,
  visit: Visit,
  targetOf: TargetOf,
): Promise<ReceivedForm> {
  const type = visit.c.req.header('content-type') ?? '';
  const files: ReceivedFile[] = [];
  if (!type.startsWith('multipart/form-data'))
    return { ok: false, status: 400, reason: reason('form.invalid'), files };
  const owner = { officeId: visit.office.id, ownerId: visit.person.id };

  const take = async (field: string, name: string, bytes: BusboyFileStream): Promise<void> => {
    const purpose = targetOf(field);
    if (purpose === undefined || name === '') return drain(bytes);
    const shown = shownName(name);
    if (files.filter((file) => file.outcome.ok).length >= MAX_FILES) {
      files.push({ field, name: shown, outcome: { ok: false, reason: tooManyFiles } });
      return drain(bytes);
    }
    const { target, replaces } = purpose;
    const outcome = await receiveFormFile(
      house,
      hooks,
      { ...owner, target },
      { name, replaces, bytes },
    );
    files.push({ field, name: shown, outcome });
    return drain(bytes);
  };

  const read = await readParts(bodyOf(visit), type, take);
  return read.ok ? { ok: true, input: read.input, files } : { ...read, files };
}

const tooManyFiles = reason('documents.refused.too_many_files', { max: MAX_FILES });

type Parts = { ok: true; input: FormInput } | { ok: false; status: 400 | 413; reason: Reason };

/** Undefined when the browser named no boundary between the parts. */
function parserFor(type: string): InstanceType<typeof Busboy> | undefined {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      // One byte more than allowed is enough to know that a file is too large; it is counted, not cut silently.
      limits: {
        fieldSize: TEXT_LIMIT + 1,
        fileSize: MAX_BYTES + 1,
        fields: 1000,
        files: 100,
        parts: 1100,
        headerPairs: 50,
      },
    });
  } catch {
    return undefined;
  }
}

/** Feeds the body through the parser; `take` gets each file in turn. */
async function readParts(
  body: Readable,
  type: string,
  take: (field: string, name: string, bytes: BusboyFileStream) => Promise<void>,
): Promise<Parts> {
  const pairs: [string, string][] = [];
  let text = 0;
  let taking: Promise<void> = Promise.resolve();
  const open = new Set<BusboyFileStream>();
  const parser = parserFor(type);
  if (!parser) return { ok: false, status: 400, reason: reason('form.invalid') };
  parser.on('field', (name, value) => {
    text += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (text > TEXT_LIMIT) parser.destroy(new TooMuchText());
    else pairs.push([name, value]);
  });
  parser.on('file', (field, bytes, name) => {
    // An unread stream that fails must not bring the process down; whoever reads it learns of it.
    bytes.on('error', () => {});
    bytes.on('close', () => open.delete(bytes));
    open.add(bytes);
    taking = taking.then(() => take(field, name ?? '', bytes));
    // A file that cannot be stored ends the reading; otherwise the parser would wait for it for ever.
    taking.catch((error: unknown) =>
      parser.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  });
  try {
    await flow(body, parser);
    await taking;
    return { ok: true, input: collect(pairs) };
  } catch (error) {
    // Whoever waits for the rest of a file must learn that it will not come.
    for (const bytes of open) bytes.destroy(new Error('the form was cut off'));
    const failed = await taking.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof TooMuchText)
      return { ok: false, status: 413, reason: reason('web.too_large') };
    if (failed !== undefined && failed === error) throw error;
    return { ok: false, status: 400, reason: reason('documents.form_cut') };
  }
}

function flow(source: Readable, parser: InstanceType<typeof Busboy>): Promise<void> {
  return new Promise((resolve, reject) => {
    source.on('error', (error) => parser.destroy(error));
    parser.on('error', (error) => {
      // What is left runs off unread, so that the answer can still be given.
      source.unpipe(parser);
      source.resume();
      reject(error);
    });
    parser.on('finish', resolve);
    source.pipe(parser);
  });
}

/** Lets the rest of a refused file run off, so that the next part is reached. */
function drain(bytes: BusboyFileStream): void {
  bytes.resume();
}

class TooMuchText extends Error {
  override name = 'TooMuchText';
}
