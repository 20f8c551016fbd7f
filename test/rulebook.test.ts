import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rulebookPage } from '../bin/rulebook.mjs';
import { projectFolder } from './support/cluster.ts';

test('docs/rulebook.md says what the rulebook says', () => {
  const stands = readFileSync(join(projectFolder, 'docs/rulebook.md'), 'utf8');
  assert.equal(stands, rulebookPage(), 'stale: run node bin/rulebook.mjs');
});
