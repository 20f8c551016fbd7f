import type { z } from 'zod';
import { reason } from '../../../kernel/i18n.ts';
import { type Mistake, schemaMistakes } from './mistakes.ts';

/** Characters that PostgreSQL cannot hold, as JSON escapes them: the zero, and halves of characters. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** A file read by its schema, or undefined with the mistakes added to `mistakes`. */
export function readJson<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  mistakes: Mistake[],
): z.infer<S> | undefined {
  const content = parseJson(file, text, mistakes);
  if (content === undefined) return undefined;
  if (UNSTORABLE.test(JSON.stringify(content))) {
    mistakes.push({ file, field: '', reason: reason('offices.mistake.unstorable') });
    return undefined;
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  mistakes.push(...schemaMistakes(file, result.error.issues, content));
  return undefined;
}

function parseJson(file: string, text: string, mistakes: Mistake[]): unknown {
  const bare = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(bare);
  } catch {
    const before = bare.slice(0, firstFault(bare)).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    mistakes.push({
      file,
      field: `${before.length}:${column}`,
      reason: reason('offices.mistake.json_syntax', { line: before.length, column }),
    });
    return undefined;
  }
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where a text stops being JSON, counted in characters; the engine's own message does not always say. */
export function firstFault(text: string): number {
  let at = 0;
  const skip = () => {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
  };
  const sign = (expected: string): boolean => {
    skip();
    if (text[at] !== expected) return false;
    at += 1;
    return true;
  };
  const scalar = (): boolean => {
    skip();
    SCALAR.lastIndex = at;
    if (!SCALAR.test(text)) return false;
    at = SCALAR.lastIndex;
    return true;
  };
  const name = () => {
    skip();
    return text[at] === '"' && scalar() && sign(':');
  };
  const items = (close: string, one: () => boolean): boolean => {
    if (sign(close)) return true;
    do if (!one()) return false;
    while (sign(','));
    return sign(close);
  };
  const value = (): boolean => {
    if (sign('{')) return items('}', () => name() && value());
    if (sign('[')) return items(']', value);
    return scalar();
  };
  if (value()) skip();
  return at;
}
