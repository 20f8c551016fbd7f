import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '../../../../kernel/forms.ts';
import { translator } from '../../../../kernel/i18n.ts';
import { definitionOf } from '../../example.fixture.ts';
import { draftOf } from '../draft.ts';
import { whatChanged } from '../what-changed.ts';
import { readCondition } from './read-condition.ts';
import { readEntry } from './read-entries.ts';
import { numberOf, shown } from './typed.ts';

const label = { id: 'Isian' };
const DRAFT = draftOf(
  definitionOf({
    fields: [
      {
        key: 'jenis',
        kind: 'choice',
        label,
        options: ['orang', 'badan', 'negara'].map((value) => ({ value, label: { id: value } })),
      },
      { key: 'dikuasakan', kind: 'yes_no', label },
      { key: 'luas', kind: 'area', label },
    ],
  }),
);

const condition = (typed: Record<string, string | string[]>, before?: object) =>
  readCondition(
    collect(
      Object.entries(typed).flatMap(([name, value]) =>
        [value].flat().map((each) => [name, each] as const),
      ),
    ),
    DRAFT.fields,
    before as Parameters<typeof readCondition>[2],
  );

test('numbers are read as people here write them, and what is none is kept for the checks to say', () => {
  for (const [typed, number] of [
    ['50000', 50_000],
    ['50.000', 50_000],
    ['Rp 1.250.000', 1_250_000],
    ['0,5', 0.5],
    ['2.5', 2.5],
    ['1.000,25', 1000.25],
    ['', undefined],
    ['lima', 'lima'],
  ] as const)
    assert.equal(numberOf(typed), number, typed);
  assert.equal(numberOf(shown(0.25)), 0.25);
});

test('a condition is one answer, several, any or none; answers shown for another question count for nothing', () => {
  const jenis = { 'when.field': 'jenis', 'when.shown': 'jenis', 'when.how': 'jawaban' };
  assert.equal(condition({ 'when.field': '' }), undefined);
  assert.deepEqual(condition({ ...jenis, 'when.values': 'orang' }), {
    field: 'jenis',
    equals: 'orang',
  });
  assert.deepEqual(condition({ ...jenis, 'when.values': ['orang', 'badan'] }), {
    field: 'jenis',
    oneOf: ['orang', 'badan'],
  });
  assert.deepEqual(condition({ ...jenis, 'when.how': 'kosong' }), {
    field: 'jenis',
    present: false,
  });
  assert.deepEqual(condition({ ...jenis, 'when.shown': 'luas', 'when.values': 'orang' }), {
    field: 'jenis',
  });
  const yes = { 'when.field': 'dikuasakan', 'when.shown': 'dikuasakan', 'when.how': 'jawaban' };
  assert.deepEqual(condition({ ...yes, 'when.values': 'true' }), {
    field: 'dikuasakan',
    equals: true,
  });
  assert.deepEqual(condition({ ...yes, 'when.values': ['true', 'false'] }), {
    field: 'dikuasakan',
    present: true,
  });
  const luas = {
    'when.field': 'luas',
    'when.shown': 'luas',
    'when.how': 'jawaban',
    'when.value': '1.000',
  };
  assert.deepEqual(condition(luas), { field: 'luas', equals: 1000 });
  // Written another way, saying the same: it stays as it was written.
  const written = { field: 'jenis', oneOf: ['orang'] };
  assert.equal(condition({ ...jenis, 'when.values': 'orang' }, written), written);
});

test('what does not belong to a kind of answer is left behind when the kind changes', () => {
  const [before] = DRAFT.fields;
  const input = collect([
    ['label.id', 'Luas tanah'],
    ['kind', 'area'],
    ['options[0].label.id', 'Orang'],
    ['options[0].value', 'orang'],
    ['min', '1'],
    ['max', '1.000'],
  ]);
  const field = readEntry.fields(input, DRAFT, before);
  assert.deepEqual(field, {
    key: 'jenis',
    kind: 'area',
    label: { id: 'Luas tanah' },
    required: false,
    min: 1,
    max: 1000,
  });
});

test('what changed is told to applicants in their language, and only what concerns them', () => {
  const before = definitionOf({ time: { unit: 'working_days', amount: 5 } });
  const after = definitionOf({
    time: { unit: 'working_days', amount: 7 },
    summary: { id: 'Lain.' },
    requirements: [
      { key: 'ktp', name: { id: 'KTP', en: 'Identity card' }, required: false },
      { key: 'surat_kuasa', name: { id: 'Surat kuasa', en: 'Power of attorney' }, required: true },
    ],
    fee: { kind: 'fixed', amount: 50_000, per: { id: 'bidang', en: 'parcel' } },
  });
  assert.deepEqual(whatChanged(before, after, translator('id'), 'id'), [
    'Waktu: 5 hari kerja → 7 hari kerja',
    'Biaya: Gratis → Rp50.000 per bidang',
    'Persyaratan “KTP”: wajib: ya → tidak',
    'Persyaratan ditambah: Surat kuasa',
  ]);
  assert.deepEqual(
    whatChanged(after, before, translator('en'), 'en').at(-1),
    'Requirement “KTP”: required: no → yes',
  );
});
