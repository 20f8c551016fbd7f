import { type Answer, createClient, type Sending } from '../support/http.ts';
import type { FoundForm } from './forms.ts';

/** One page visited or one form sent. */
export interface Visited {
  /** The kind of page or act, such as "work list" or "submit". */
  readonly name: string;
  readonly kind: 'read' | 'write';
  /** 599 when no answer came. */
  readonly status: number;
  readonly method: string;
  /** As it was asked for, with its query. */
  readonly path: string;
  /** Where it led; empty when nowhere. */
  readonly led: string;
  /** From sending to the last byte, in milliseconds; for a form without the page it leads to. */
  readonly took: number;
  /** When it was sent, by `performance.now()`. */
  readonly at: number;
}

/** What is put into a field: a word, several, or a picture. */
export type Typed = string | readonly string[] | Uint8Array;

/** Somebody with one browser: goes to pages, sends their forms, and tells how long each took. */
export interface Surfer {
  /** The page's markup; empty when it was refused. */
  go(name: string, path: string): Promise<string>;
  /** Sends a form of the page with these fields besides or instead; returns where it led, undefined when it was refused. */
  send(
    name: string,
    form: FoundForm,
    values?: Readonly<Record<string, Typed>>,
  ): Promise<string | undefined>;
  /** Anything else, such as a part of an upload; undefined when no answer came. */
  ask(
    name: string,
    kind: Visited['kind'],
    path: string,
    sending?: Sending,
  ): Promise<Answer | undefined>;
}

/** What is told of each visit, and of each page that came: the links in it lead on. */
export interface Ears {
  visited(visited: Visited): void;
  page?(markup: string): void;
}

export function createSurfer(
  address: string,
  session: string | undefined,
  { visited, page }: Ears,
): Surfer {
  const client = createClient(address, 2);
  const ask: Surfer['ask'] = async (name, kind, path, sending = {}) => {
    const at = performance.now();
    const about = { name, kind, method: sending.method ?? 'GET', path, at };
    try {
      const answer = await client(path, { session, ...sending });
      const led = String(answer.headers['location'] ?? '');
      visited({ ...about, status: answer.status, took: answer.took, led });
      if (answer.status >= 400) whisper(name, path, answer);
      return answer;
    } catch {
      visited({ ...about, status: 599, took: performance.now() - at, led: '' });
      return undefined;
    }
  };
  return {
    ask,
    async go(name, path) {
      const answer = await ask(name, 'read', path);
      const isPage = String(answer?.headers['content-type'] ?? '').startsWith('text/html');
      if (answer?.status !== 200 || !isPage) return '';
      const markup = answer.body.toString();
      page?.(markup);
      return markup;
    },
    async send(name, form, values = {}) {
      const fields: Field[] = [
        ...form.fields.filter(([field]) => !(field in values)),
        ...Object.entries(values).flatMap(([field, value]): Field[] =>
          (isMany(value) ? value : [value]).map((one) => [field, one]),
        ),
      ];
      const answer = await ask(name, 'write', form.action, {
        method: 'POST',
        headers: {
          'content-type': form.inParts ? PARTS.type : 'application/x-www-form-urlencoded',
          origin: address,
          'sec-fetch-site': 'same-origin',
        },
        body: form.inParts
          ? PARTS.body(fields)
          : new URLSearchParams(fields.map(([field, value]) => [field, String(value)])).toString(),
      });
      return answer?.status === 303 ? String(answer.headers['location']) : undefined;
    },
  };
}

const BOUNDARY = '----satu-loket-bench';
const isMany = (value: Typed): value is readonly string[] => Array.isArray(value);

type Field = readonly [string, string | Uint8Array];
const PARTS = {
  type: `multipart/form-data; boundary=${BOUNDARY}`,
  body: (fields: readonly Field[]) =>
    Buffer.concat([
      ...fields.flatMap(([name, value]) => [
        Buffer.from(
          typeof value === 'string'
            ? `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
            : `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="foto.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
        ),
        ...(typeof value === 'string' ? [] : [value, Buffer.from('\r\n')]),
      ]),
      Buffer.from(`--${BOUNDARY}--\r\n`),
    ]),
};

const whispered = new Set<string>();

/** Says once what an act met that did not go as usual, for whoever sets up a measurement. */
function whisper(name: string, path: string, answer: Answer): void {
  const key = `${name} ${answer.status}`;
  if (process.env['BENCH_TALK'] === undefined || whispered.has(key)) return;
  whispered.add(key);
  const words = answer.body.toString().replace(/<(?:style|script)[\s\S]*?<\/|<[^>]*>/g, ' ');
  console.error(key, path, words.replace(/\s+/g, ' ').slice(0, 1200));
}
