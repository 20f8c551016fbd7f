import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const project = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const { dependencies, devDependencies, optionalDependencies }: Package = JSON.parse(
  read('package.json'),
);
const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
const lines = read('docs/dependencies.md')
  .split('\n')
  .filter((line) => line.startsWith('- '));
const named = lines.map((line) => /^- `([^`]+)`: \S.+ Leaving: \S.+\.$/.exec(line)?.[1] ?? line);

test('every dependency has one line that says why it is here and how to leave it', () => {
  assert.deepEqual(named.toSorted(), Object.keys(all).toSorted());
});

test('every dependency is pinned to one version', () => {
  for (const [name, version] of Object.entries(all))
    assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
});
