import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMessageKey } from '../../kernel/i18n.ts';
import { checkService } from './definition-checks.ts';
import { definitionOf } from './example.fixture.ts';

const label = { id: 'Isian' };
const step = (key: string, kind: string, more: object = {}) => ({
  key,
  kind,
  name: label,
  ...more,
});
const verify = step('verifikasi', 'verification');

/** Place and reason of every flaw, as `field reason`. */
function flaws(more: object, freeByLaw?: string): string[] {
  return checkService(definitionOf(more), freeByLaw).map(({ field, reason }) => {
    assert.ok(isMessageKey(reason.key));
    return `${field} ${reason.key.split('.').at(-1)}`;
  });
}

test('a plain service has no flaw', () => assert.deepEqual(flaws({}), []));

test('names are unique', () => {
  const twice = [
    { key: 'ktp', name: label, required: true },
    { key: 'ktp', name: label, required: false },
  ];
  assert.deepEqual(flaws({ requirements: twice }), ['requirements[1].key duplicate']);
  assert.deepEqual(flaws({ route: [verify, verify] }), ['route[1].key duplicate']);
});

test('a route begins with the verification of the file, for everybody', () => {
  assert.deepEqual(flaws({ route: [step('bayar', 'payment'), verify] }), ['route[0] first_step']);
  const conditional = { ...verify, when: { field: 'ada', equals: true } };
  assert.deepEqual(
    flaws({ fields: [{ key: 'ada', kind: 'yes_no', label }], route: [conditional] }),
    ['route[0] first_step'],
  );
});

test('a step returns to an earlier one only', () => {
  const route = [
    verify,
    step('proses', 'processing', { returnTo: 'terbit' }),
    step('terbit', 'issuance', { returnTo: 'terbit' }),
  ];
  assert.deepEqual(flaws({ route }), [
    'route[1].returnTo return_to',
    'route[2].returnTo return_to',
  ]);
});

test('a condition names a field above it and a value it can have: every step can be reached', () => {
  const choice = {
    key: 'jenis',
    kind: 'choice',
    label,
    options: [
      { value: 'a', label },
      { value: 'b', label },
    ],
  };
  const on = (when: object) =>
    flaws({ fields: [choice], route: [verify, step('bayar', 'payment', { when })] });
  assert.deepEqual(on({ field: 'jenis', equals: 'a' }), []);
  assert.deepEqual(on({ field: 'jenis', equals: 'c' }), [
    'route[1].when.equals condition_impossible',
  ]);
  assert.deepEqual(on({ field: 'jenis', oneOf: ['a', 'c'] }), [
    'route[1].when.oneOf[1] condition_impossible',
  ]);
  assert.deepEqual(on({ field: 'lain', equals: 'a' }), ['route[1].when.field unknown_field']);
  assert.deepEqual(on({ field: 'jenis' }), ['route[1].when condition_empty']);
  const early = { key: 'dulu', kind: 'text', label, when: { field: 'jenis', present: true } };
  assert.deepEqual(flaws({ fields: [early, choice] }), ['fields[0].when.field unknown_field']);
});

test('a choice has something to choose from, and nothing else has', () => {
  assert.deepEqual(flaws({ fields: [{ key: 'a', kind: 'choice', label }] }), [
    'fields[0].options options_missing',
  ]);
  const options = [
    { value: 'a', label },
    { value: 'b', label },
  ];
  assert.deepEqual(flaws({ fields: [{ key: 'a', kind: 'text', label, options }] }), [
    'fields[0].options options_unwanted',
  ]);
});

test('a tariff can be calculated from what is asked', () => {
  const fee = (formula: string, constants = {}) =>
    flaws({
      fields: [
        { key: 'luas', kind: 'area', label },
        { key: 'nama', kind: 'text', label },
      ],
      fee: { kind: 'formula', formula, constants },
    });
  assert.deepEqual(fee('luas * tarif', { tarif: 2 }), []);
  assert.deepEqual(fee('luas * tarif'), ['fee.formula formula_name']);
  assert.deepEqual(fee('nama * 2'), ['fee.formula formula_name']);
  assert.deepEqual(fee('luas * (2'), ['fee.formula unfinished']);
  assert.deepEqual(fee('luas * 2', { luas: 1 }), ['fee.constants.luas constant_shadows']);
});

test('what the law makes free stays free (UU 24/2013 Pasal 79A)', () => {
  assert.deepEqual(flaws({ fee: { kind: 'fixed', amount: 1 } }, 'UU 24/2013 Pasal 79A'), [
    'fee.kind not_free',
  ]);
  assert.deepEqual(flaws({}, 'UU 24/2013 Pasal 79A'), []);
});
