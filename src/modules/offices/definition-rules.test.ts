import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Condition } from './definition.ts';
import {
  type Answers,
  applies,
  feeOf,
  fieldsFor,
  heardAnswers,
  nextStep,
  requirementsFor,
  routeFor,
} from './definition-rules.ts';
import { definitionOf } from './example.fixture.ts';

const label = { id: 'Isian' };
const proxied = definitionOf({
  fields: [
    { key: 'dikuasakan', kind: 'yes_no', label },
    {
      key: 'hubungan',
      kind: 'choice',
      label,
      when: { field: 'dikuasakan', equals: true },
      options: [
        { value: 'anak', label },
        { value: 'lain', label },
      ],
    },
    { key: 'nilai', kind: 'rupiah', label },
  ],
  requirements: [
    { key: 'ktp', name: label, required: true },
    { key: 'kuasa', name: label, required: true, when: { field: 'dikuasakan', equals: true } },
    {
      key: 'pernyataan',
      name: label,
      required: true,
      when: { field: 'hubungan', oneOf: ['lain'] },
    },
  ],
  route: [
    { key: 'verifikasi', kind: 'verification', name: label },
    { key: 'tatap_muka', kind: 'meeting', name: label, when: { field: 'hubungan', present: true } },
    { key: 'penerbitan', kind: 'issuance', name: label, returnTo: 'verifikasi' },
  ],
  fee: { kind: 'formula', formula: 'round(nilai / 1000) + biaya', constants: { biaya: 50_000 } },
});

const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);

test('only what concerns the applicant is asked for', () => {
  assert.deepEqual(keys(requirementsFor(proxied, {})), ['ktp']);
  assert.deepEqual(keys(requirementsFor(proxied, { dikuasakan: true })), ['ktp', 'kuasa']);
  assert.deepEqual(keys(requirementsFor(proxied, { dikuasakan: true, hubungan: 'lain' })), [
    'ktp',
    'kuasa',
    'pernyataan',
  ]);
});

test('an answer to a question that is no longer asked decides nothing', () => {
  const answers = { dikuasakan: false, hubungan: 'lain' };
  assert.deepEqual(keys(fieldsFor(proxied, answers)), ['dikuasakan', 'nilai']);
  assert.deepEqual(keys(requirementsFor(proxied, answers)), ['ktp']);
  assert.deepEqual(heardAnswers(proxied, answers), { dikuasakan: false });
  assert.deepEqual(keys(routeFor(proxied, answers)), ['verifikasi', 'penerbitan']);
});

test('one of several choices is enough', () => {
  assert.ok(applies({ field: 'jenis', equals: 'b' }, { jenis: ['a', 'b'] }));
  assert.ok(!applies({ field: 'jenis', oneOf: ['c'] }, { jenis: ['a', 'b'] }));
});

test('zero and no are answers, an empty text is none', () => {
  assert.ok(applies({ field: 'x', present: true }, { x: 0 }));
  assert.ok(applies({ field: 'x', present: true }, { x: false }));
  assert.ok(applies({ field: 'x', present: false }, { x: '' }));
  assert.ok(applies({ field: 'x', present: false }, {}));
});

test('the fee follows the tariff, and says what is missing to know it (facts §1.1)', () => {
  assert.deepEqual(feeOf(proxied, { nilai: 125_000_000 }), { kind: 'amount', rupiah: 175_000 });
  assert.deepEqual(feeOf(proxied, { nilai: '487500000' }), { kind: 'amount', rupiah: 537_500 });
  assert.deepEqual(feeOf(proxied, {}), {
    kind: 'unknown',
    reason: { key: 'formula.missing_input', params: { name: 'nilai' } },
  });
  assert.deepEqual(feeOf(definitionOf({ fee: { kind: 'fixed', amount: 0 } }), {}), {
    kind: 'free',
  });
});

test('nobody lowers a fee by sending a tariff constant as an answer', () => {
  assert.deepEqual(feeOf(proxied, { nilai: 125_000_000, biaya: 0 }), {
    kind: 'amount',
    rupiah: 175_000,
  });
});

const answer = fc.oneof(
  fc.boolean(),
  fc.constantFrom('anak', 'lain', ''),
  fc.integer({ min: 0, max: 9 }),
  fc.constant(undefined),
);
const answers: fc.Arbitrary<Answers> = fc.record({
  dikuasakan: answer,
  hubungan: answer,
  nilai: answer,
});

test('walking step by step is the route, whatever was answered', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const heard = heardAnswers(proxied, given);
      const walked: string[] = [];
      for (
        let step = nextStep(proxied.route, null, heard);
        step;
        step = nextStep(proxied.route, step.key, heard)
      ) {
        assert.ok(walked.length < proxied.route.length);
        walked.push(step.key);
      }
      assert.deepEqual(walked, keys(routeFor(proxied, given)));
    }),
  );
});

test('what was heard is heard again the same', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const heard = heardAnswers(proxied, given);
      assert.deepEqual(heardAnswers(proxied, heard), heard);
      assert.deepEqual(
        keys(requirementsFor(proxied, given)),
        keys(requirementsFor(proxied, heard)),
      );
    }),
  );
});

test('a condition holds or does not, and never fails on strange answers', () => {
  const condition: fc.Arbitrary<Condition> = fc.record(
    {
      field: fc.constantFrom('a', '__proto__', 'constructor'),
      equals: fc.oneof(fc.string(), fc.boolean()),
      present: fc.boolean(),
    },
    { requiredKeys: ['field'] },
  );
  fc.assert(
    fc.property(
      condition,
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()))),
      (when, given) => {
        assert.equal(typeof applies(when, given), 'boolean');
      },
    ),
  );
});
