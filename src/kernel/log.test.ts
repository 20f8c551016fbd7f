import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from './log.ts';

/** What the log writes, line by line. */
function listen() {
  const lines: string[] = [];
  return { lines, log: createLog('info', { write: (line: string) => void lines.push(line) }) };
}

test('what PostgreSQL repeats of a refused row does not enter the log', () => {
  const { lines, log } = listen();
  const refused = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (lower(email))=(siti@contoh.id) already exists.',
    where: 'siti@contoh.id',
    query: "insert into login values ('siti@contoh.id')",
    parameters: ['siti@contoh.id'],
  });
  log.error({ err: refused }, 'request failed');
  assert.doesNotMatch(lines.join(''), /siti@contoh/);
  assert.match(lines.join(''), /23505/);
});

test('secrets under a known name are cut out, and a line break in a value begins no new line', () => {
  const { lines, log } = listen();
  log.info({ token: 'abc', login: { password: 'kuda' } }, 'Ani\n{"level":60,"msg":"forged"}');
  assert.equal(lines.length, 1);
  assert.equal(lines[0]?.trimEnd().includes('\n'), false);
  assert.doesNotMatch(lines.join(''), /abc|kuda/);
});
