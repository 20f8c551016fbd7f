import { type Answer, createClient } from '../support/http.ts';

/** One page visited or one form sent. */
export interface Visited {
  /** The kind of page or act, such as "work list" or "submit". */
  readonly name: string;
  readonly kind: 'read' | 'write';
  readonly status: number;
  /** From sending to the last byte, in milliseconds; for a form without the page it leads to. */
  readonly took: number;
  /** When it was sent, by `performance.now()`. */
  readonly at: number;
}

/** A form as it stands on a page, with what is already filled in. */
export interface FoundForm {
  readonly action: string;
  /** Sent in parts, as forms with files are. */
  readonly inParts: boolean;
  readonly fields: readonly (readonly [string, string])[];
}

/** Somebody with one browser: goes to pages, sends their forms, and tells how long each took. */
export interface Surfer {
  go(name: string, path: string): Promise<string>;
  /** Sends a form of the page with these fields besides or instead; returns where it led, undefined when it was refused. */
  send(
    name: string,
    form: FoundForm,
    values?: Readonly<Record<string, string>>,
  ): Promise<string | undefined>;
}

export function createSurfer(
  address: string,
  session: string | undefined,
  tell: (visited: Visited) => void,
): Surfer {
  const ask = createClient(address, 2);
  const note = (name: string, kind: Visited['kind'], at: number, answer: Answer) =>
    tell({ name, kind, status: answer.status, took: answer.took, at });
  const lost = (name: string, kind: Visited['kind'], at: number) =>
    tell({ name, kind, status: 599, took: performance.now() - at, at });
  return {
    async go(name, path) {
      const at = performance.now();
      try {
        const answer = await ask(path, { session });
        note(name, 'read', at, answer);
        if (answer.status !== 200) whisper(name, answer);
        return answer.status === 200 ? answer.body.toString() : '';
      } catch {
        lost(name, 'read', at);
        return '';
      }
    },
    async send(name, form, values = {}) {
      const fields = new Map([...form.fields, ...Object.entries(values)]);
      const at = performance.now();
      try {
        const answer = await ask(form.action, {
          session,
          method: 'POST',
          headers: {
            'content-type': form.inParts ? PARTS.type : 'application/x-www-form-urlencoded',
            origin: address,
            'sec-fetch-site': 'same-origin',
          },
          body: form.inParts ? PARTS.body(fields) : new URLSearchParams([...fields]).toString(),
        });
        note(name, 'write', at, answer);
        if (answer.status !== 303) whisper(name, answer);
        return answer.status === 303 ? String(answer.headers['location']) : undefined;
      } catch {
        lost(name, 'write', at);
        return undefined;
      }
    },
  };
}

const BOUNDARY = '----satu-loket-bench';
const PARTS = {
  type: `multipart/form-data; boundary=${BOUNDARY}`,
  body: (fields: ReadonlyMap<string, string>) =>
    `${[...fields]
      .map(
        ([name, value]) =>
          `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      .join('')}--${BOUNDARY}--\r\n`,
};

const whispered = new Set<string>();

/** Says once what an act met that did not go as usual, for whoever sets up a measurement. */
function whisper(name: string, answer: Answer): void {
  const key = `${name} ${answer.status}`;
  if (process.env['BENCH_TALK'] === undefined || whispered.has(key)) return;
  whispered.add(key);
  const words = answer.body.toString().replace(/<(?:style|script)[\s\S]*?<\/|<[^>]*>/g, ' ');
  console.error(key, answer.headers['location'] ?? '', words.replace(/\s+/g, ' ').slice(0, 1500));
}

/** The forms of a page that are sent by POST. */
export function formsOf(page: string): FoundForm[] {
  return [...page.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, head = '', body = '']) =>
      attribute(head, 'method')?.toLowerCase() === 'post'
        ? [
            {
              action: attribute(head, 'action') ?? '',
              inParts: attribute(head, 'enctype') === 'multipart/form-data',
              fields: fieldsOf(body),
            },
          ]
        : [],
  );
}

export const formTo = (page: string, ending: string): FoundForm | undefined =>
  formsOf(page).find(({ action }) => action.split('?')[0]?.endsWith(ending));

const FIELD =
  /<input(?<alone>[^>]*)>|<(?<tag>select|textarea)(?<head>[^>]*)>(?<inner>[\s\S]*?)<\/\k<tag>>/g;

function fieldsOf(body: string): [string, string][] {
  const found: [string, string][] = [];
  for (const { groups = {} } of body.matchAll(FIELD)) {
    const { tag = 'input', inner = '' } = groups;
    const head = groups['head'] ?? groups['alone'] ?? '';
    const name = attribute(head, 'name');
    if (name === undefined) continue;
    const type = attribute(head, 'type');
    if ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(head)) continue;
    if (type === 'file' || type === 'submit') continue;
    if (tag === 'input') found.push([name, attribute(head, 'value') ?? '']);
    else if (tag === 'textarea') found.push([name, decoded(inner)]);
    else {
      const chosen = /<option([^>]*\sselected[^>]*)>/.exec(inner)?.[1];
      found.push([name, (chosen && attribute(chosen, 'value')) ?? '']);
    }
  }
  return found;
}

function attribute(head: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1];
  return found === undefined ? undefined : decoded(found);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const decoded = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
