import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Comparison, compare, type Finding, type Judged, tally } from './feedback.ts';
import { type Difficulty, newCode, practiceRoles, readCode } from './rules.ts';
import { levelsOf } from './training/levels.ts';

const KNOWN = ['blurred', 'unreadable_pages', 'expired', 'not_signed'];
const judged = (
  requirement: string,
  verdict: Judged['verdict'],
  reasonCode: string | null = null,
): Judged => ({
  requirement,
  verdict,
  reasonCode,
});

test('each requirement is compared with its answer key', () => {
  const planted = new Map([
    ['ktp', 'expired'],
    ['foto', 'unreadable'],
    ['kuasa', 'not_signed'],
    ['surat', 'absent'],
  ] as const);
  const findings = compare(
    ['ktp', 'foto', 'kuasa', 'surat', 'kk', 'akta', 'peta'],
    planted,
    [
      judged('ktp', 'accepted'),
      judged('foto', 'deficient', 'unreadable_pages'),
      judged('kuasa', 'deficient', 'blurred'),
      judged('surat', 'missing'),
      judged('kk', 'accepted'),
      judged('akta', 'deficient', 'blurred'),
    ],
    KNOWN,
  );
  assert.deepEqual(
    findings.map(({ requirement, comparison }) => `${requirement} ${comparison}`),
    [
      'ktp missed',
      'foto found',
      'kuasa other_reason',
      'surat found',
      'kk in_order',
      'akta needless',
      'peta open',
    ],
  );
  assert.deepEqual(
    findings.map(({ expected }) => expected),
    ['expired', 'blurred', 'not_signed', undefined, undefined, undefined, undefined],
  );
  assert.deepEqual(tally(findings), {
    planted: 4,
    found: 3,
    otherReason: 1,
    missed: 1,
    needless: 1,
  });
});

test('an office without a fitting reason blames nobody for naming another', () => {
  const [finding] = compare(
    ['ktp'],
    new Map([['ktp', 'wrong_document']]),
    [judged('ktp', 'deficient', 'blurred')],
    KNOWN,
  );
  assert.equal(finding?.comparison, 'found');
  assert.equal(finding?.expected, undefined);
});

test('all who work in the office train at the desk; only who leads or assesses trains others, and nobody administers a twin', () => {
  assert.deepEqual(practiceRoles([]), []);
  assert.deepEqual(practiceRoles(['counter_officer']), ['counter_officer', 'verifier']);
  assert.deepEqual(practiceRoles(['administrator']), ['assessor', 'verifier']);
  assert.deepEqual(practiceRoles(['head_of_office']), ['assessor', 'head_of_office', 'verifier']);
});

test('a code is read as people type it', () => {
  const code = newCode(() => 0.5);
  assert.match(code, /^[A-Z]{5}$/);
  assert.equal(readCode(` ${code.toLowerCase().slice(0, 2)}-${code.slice(2)} `), code);
});

const finding = (comparison: Comparison): Finding => ({
  requirement: comparison,
  planted: comparison === 'needless' ? undefined : 'expired',
  expected: undefined,
  judged: undefined,
  comparison,
});

test('tested at a level is whoever decided the last three dossiers of it without a mistake', () => {
  let at = 0;
  const result = (difficulty: Difficulty, missed: number, needless = 0) => {
    at += 1;
    const findings = [
      ...Array.from({ length: missed }, () => finding('missed')),
      ...Array.from({ length: needless }, () => finding('needless')),
      finding('found'),
    ];
    return {
      state: 'decided' as const,
      decidedAt: new Date(at * 1000),
      made: { difficulty },
      findings,
      tally: tally(findings),
    };
  };
  const level = (results: Parameters<typeof levelsOf>[0]) =>
    levelsOf(results).map(({ difficulty, decided, tested }) => [difficulty, decided, tested]);
  assert.deepEqual(level([]), [
    ['easy', 0, false],
    ['medium', 0, false],
    ['hard', 0, false],
  ]);
  const two = [result('easy', 1), result('easy', 0), result('easy', 0)];
  assert.equal(levelsOf(two)[0]?.tested, false, 'one of the three was missed');
  const three = [...two, result('easy', 0)];
  assert.equal(
    levelsOf(three.toReversed())[0]?.tested,
    true,
    'the last three count, in any order given',
  );
  assert.equal(levelsOf(three)[1]?.tested, false, 'of one level only');
  assert.equal(
    levelsOf([...three, result('easy', 0, 1)])[0]?.tested,
    false,
    'sending back needlessly is a mistake',
  );
});
