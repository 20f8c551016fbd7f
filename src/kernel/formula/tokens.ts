import { type Reason, reason } from '../i18n.ts';

/** A piece of a formula; `at` counts characters from 1. */
export type Token = {
  readonly text: string;
  readonly type: 'number' | 'name' | 'sign' | 'end';
  readonly at: number;
};

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|(<=|>=|==|!=|[-+*/(),<>]))/y;

/** Splits a formula into its pieces, the end included, or names the first sign that has no meaning. */
export function tokenise(text: string): Token[] | Reason {
  const tokens: Token[] = [];
  const length = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  let end = 0;
  while (end < length) {
    const match = TOKEN.exec(text);
    if (!match) {
      const at = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
      return reason('formula.unexpected', { found: text[at] ?? '', position: at + 1 });
    }
    end = TOKEN.lastIndex;
    const [, number, name, sign] = match;
    const found = number ?? name ?? sign ?? '';
    const type = number === undefined ? (name === undefined ? 'sign' : 'name') : 'number';
    tokens.push({ text: found, type, at: end - found.length + 1 });
  }
  tokens.push({ text: '', type: 'end', at: length + 1 });
  return tokens;
}
