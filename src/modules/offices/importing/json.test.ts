import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstFault } from './json.ts';

test('what is JSON is read to its end', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      assert.equal(firstFault(written), written.length);
    }),
  );
});

test('the fault is where a person would point', () => {
  for (const [before, after] of [
    ['{"a": ', 'x}'],
    ['{"a": 1 ', '"b": 2}'],
    ['[1, 2, ', ']'],
    ['{"a": 1, ', '}'],
    ['{"a": 1} ', 'more'],
    ['{"a": [1, 2', ''],
  ] as const)
    assert.equal(firstFault(before + after), before.length, before + after);
});
