import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field } from '../../offices/index.ts';
import { readAnswers } from './read-answers.ts';

const field = (kind: Field['kind']): Field => ({
  key: 'isi',
  kind,
  label: { id: 'Isi' },
  required: true,
  options: [{ value: 'a', label: { id: 'A' } }],
});

const KINDS: readonly Field['kind'][] = [
  'text',
  'address',
  'long_text',
  'number',
  'area',
  'rupiah',
  'date',
  'choice',
  'nik',
  'family_card',
  'phone',
  'email',
];

test('an answer longer than anybody types is refused at once, whatever the field', () => {
  const hostile = [
    `a@${'.'.repeat(200_000)}@`,
    '1'.repeat(200_000),
    `,${'0'.repeat(200_000)}x`,
    `x${' '.repeat(200_000)}x`,
  ];
  for (const kind of KINDS)
    for (const typed of hostile) {
      const begun = performance.now();
      const { faults } = readAnswers({ fields: [field(kind)] }, { isi: typed }, '2026-11-02');
      assert.ok(faults.isi, kind);
      assert.ok(performance.now() - begun < 500, `${kind} takes too long over a hostile answer`);
    }
});

test('a box ticked a thousand times is ticked once', () => {
  const { answers } = readAnswers(
    { fields: [field('choices')] },
    { isi: Array.from({ length: 1000 }, () => 'a') },
    '2026-11-02',
  );
  assert.deepEqual(answers, { isi: ['a'] });
});
