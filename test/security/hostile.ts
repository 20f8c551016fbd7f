import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/cluster.ts';

/** Texts that have broken other houses. */
export const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '%00',
  '%',
  "' or 1=1 --",
  '"; drop table dossier; --',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  '0',
  '1e400',
  'NaN',
  'Infinity',
  '9'.repeat(30),
  '99999999999999.99999999999999.01920000-0000-7000-8000-000000000000',
  '2147483648',
  '-9223372036854775809',
  '0000-00-00',
  '2026-02-30',
  '2026-11-23T25:61',
  '+275760-09-13',
  '275760-09-13',
  '10:00',
  '\ud800',
  '\udfff',
  '\u202e\u2066',
  '👩‍👩‍👧‍👦',
  'a'.repeat(5000),
  'ﷺ'.repeat(2000),
  '\r\nSet-Cookie: a=b',
  '[]',
  '{"a":1}',
  'null',
  'undefined',
  'true',
  '::1',
  '00000000-0000-0000-0000-000000000000',
  '01920000-0000-7000-8000-00000000000g',
  '*',
  '%s%s%n',
  '\\',
  '\\x',
  '(((((((',
  'ß'.repeat(300),
] as const;

/** Bytes of an address that mean nothing in UTF-8 or percent coding. */
export const BROKEN = [
  '%',
  '%zz',
  '%ff',
  '%c0%80',
  '%ed%a0%80',
  '%00',
  '%2e%2e%2f',
  '%252e',
  '..%2f',
  '.',
  '..',
  ';',
  '%0d%0a',
  'a%00.pdf',
] as const;

/** Percent coding that also takes half a surrogate pair. */
export function escape(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      /[\w.~-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');
}

/** The names of all fields and query parameters that the pages read, and short words of theirs, out of the sources. */
export function sourceWords() {
  const sources = globSync('src/{web,modules}/**/*.{ts,tsx}', { cwd: projectFolder })
    .filter((file) => !/\.(test|fixture)\./.test(file))
    .map((file) => readFileSync(join(projectFolder, file), 'utf8'))
    .join('\n');
  const all = (pattern: RegExp) => [
    ...new Set([...sources.matchAll(pattern)].map(([, word = '']) => word)),
  ];
  return {
    queries: all(/query\('([\w.]+)'\)/g),
    fields: [
      ...all(/(?:one|many)\([\w.]+, '([\w.]+)'\)/g),
      ...[
        '__proto__',
        'constructor',
        'isian.__proto__',
        'isian.nik',
        'isian.letak',
        'alasan.__proto__',
        'alasan.ktp',
        'berkas.',
        'ikat_ada.__proto__',
      ],
    ],
    values: all(/'([a-z_]{3,20})'/g).slice(0, 400),
  };
}
