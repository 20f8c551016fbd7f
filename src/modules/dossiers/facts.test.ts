import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reopened, requirementsToJudge } from './facts.ts';
import { serviceWith } from './route.fixture.ts';

const base = serviceWith([]);
const definition = {
  ...base,
  requirements: [
    ...base.requirements,
    {
      key: 'kuasa',
      name: { id: 'Kuasa' },
      required: true,
      original: false,
      local: false,
      when: { field: 'satu', equals: true },
    },
    { key: 'foto', name: { id: 'Foto' }, required: false, original: false, local: false },
  ],
};
const keys = (answers: Record<string, boolean>, documented: readonly string[] = []) =>
  requirementsToJudge(definition, { answers }, [{ requirements: documented }]).map(
    ({ key }) => key,
  );

test('a verdict is due on everything required, on what else was brought, and on nothing that does not apply', () => {
  assert.deepEqual(keys({}), ['ktp', 'surat']);
  assert.deepEqual(keys({ satu: true }), ['ktp', 'surat', 'kuasa']);
  assert.deepEqual(keys({ satu: false }, ['foto', 'kuasa']), ['ktp', 'surat', 'foto']);
});

test('a letter reopens what was faulty and nothing else', () => {
  const row = (requirement: string, verdict: 'accepted' | 'deficient' | 'missing' | null) => ({
    requirement,
    verdict,
    reason_code: null,
    note: null,
    judged_versions: null,
  });
  const verdicts = [
    row('ktp', 'accepted'),
    row('surat', 'deficient'),
    row('foto', 'missing'),
    row('kuasa', null),
  ];
  assert.deepEqual(reopened(verdicts), ['surat', 'foto']);
});
