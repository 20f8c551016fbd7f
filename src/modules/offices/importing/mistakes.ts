import type { z } from 'zod';
import { isMessageKey, type MessageKey, type Reason, reason } from '../../../kernel/i18n.ts';

/** One mistake of an office's folder: file, place in it (`route[2].when`, or `12:code` for line 12 of a table), and what to do. */
export interface Mistake {
  readonly file: string;
  readonly field: string;
  readonly reason: Reason;
}

/** `["hours", "week", "mon", 0]` as people write it: `hours.week.mon[0]`. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** What a schema found, as sentences. `input` is what was checked. */
export function schemaMistakes(
  file: string,
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
): Mistake[] {
  return issues.flatMap((issue) => {
    const field = placeOf(issue.path);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((found) => ({
        file,
        field: placeOf([...issue.path, found]),
        reason: reason('offices.mistake.unknown_key', { found }),
      }));
    return [{ file, field, reason: sentence(issue, isAbsent(input, issue.path)) }];
  });
}

function sentence(issue: z.core.$ZodIssue, absent: boolean): Reason {
  if (absent) return reason('offices.mistake.required');
  const named = `offices.mistake.${issue.message}`;
  if (isMessageKey(named)) return reason(named);
  switch (issue.code) {
    case 'invalid_type':
      return reason(EXPECTED[issue.expected] ?? 'offices.mistake.invalid');
    case 'invalid_value':
      return reason('offices.mistake.one_of', { allowed: issue.values.map(String).join(', ') });
    case 'invalid_format':
      return reason(FORMATS[issue.format] ?? 'offices.mistake.invalid');
    case 'too_big':
      return reason(MOST[issue.origin] ?? 'offices.mistake.invalid', {
        most: Number(issue.maximum),
      });
    case 'too_small':
      return issue.origin === 'string'
        ? reason('offices.mistake.empty')
        : reason(LEAST[issue.origin] ?? 'offices.mistake.invalid', {
            least: Number(issue.minimum),
          });
    default:
      return reason('offices.mistake.invalid');
  }
}

const EXPECTED: Readonly<Record<string, MessageKey>> = {
  string: 'offices.mistake.expected_string',
  number: 'offices.mistake.expected_number',
  int: 'offices.mistake.expected_whole',
  boolean: 'offices.mistake.expected_boolean',
  array: 'offices.mistake.expected_array',
  object: 'offices.mistake.expected_object',
  record: 'offices.mistake.expected_object',
};
const FORMATS: Readonly<Record<string, MessageKey>> = {
  date: 'offices.mistake.date',
  url: 'offices.mistake.url',
  email: 'offices.mistake.email',
  safeint: 'offices.mistake.expected_whole',
};
const MOST: Readonly<Record<string, MessageKey>> = {
  string: 'offices.mistake.too_long',
  array: 'offices.mistake.too_many',
  number: 'offices.mistake.number_too_big',
  int: 'offices.mistake.number_too_big',
};
const LEAST: Readonly<Record<string, MessageKey>> = {
  array: 'offices.mistake.too_few',
  number: 'offices.mistake.number_too_small',
  int: 'offices.mistake.number_too_small',
};

function isAbsent(input: unknown, path: readonly PropertyKey[]): boolean {
  let here = input;
  for (const part of path) {
    if (typeof here !== 'object' || here === null) return true;
    here = Object.hasOwn(here, part) ? Reflect.get(here, part) : undefined;
  }
  return here === undefined;
}
