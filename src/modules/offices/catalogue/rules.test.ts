import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { definitionOf } from '../example.fixture.ts';
import { changesBetween, codeOf } from './changes.ts';
import { draftOf, type ServiceDraft } from './draft.ts';
import { checkDraft } from './flaws.ts';
import { keyFrom } from './keys.ts';
import { addEntry, type Edited, moveEntry, putEntry, removeEntry } from './rules.ts';

const PLAIN = draftOf(
  definitionOf({
    requirements: ['ktp', 'kk', 'akta'].map((key) => ({ key, name: { id: key }, required: true })),
    fields: [
      { key: 'luas', kind: 'area', label: { id: 'Luas' } },
      { key: 'dikuasakan', kind: 'yes_no', label: { id: 'Dikuasakan?' } },
    ],
    fee: {
      kind: 'formula',
      formula: 'round(luas * tarif + luas2)',
      constants: { tarif: 2, luas2: 1 },
    },
    route: [
      { key: 'verifikasi', kind: 'verification', name: { id: 'Pemeriksaan' } },
      { key: 'proses', kind: 'processing', name: { id: 'Proses' }, returnTo: 'verifikasi' },
    ],
  }),
);
const requirement = (key: string, more: object = {}) => ({
  key,
  name: { id: key },
  required: true,
  original: false,
  local: false,
  ...more,
});
const draftAfter = (edited: Edited): ServiceDraft => {
  assert.ok(edited.ok);
  return edited.draft;
};
const keys = (draft: ServiceDraft) => draft.requirements.map(({ key }) => key);

test('an entry moves one place, stays at the ends, and none is lost or doubled', () => {
  assert.deepEqual(keys(draftAfter(moveEntry(PLAIN, 'requirements', 'akta', -1))), [
    'ktp',
    'akta',
    'kk',
  ]);
  assert.deepEqual(keys(draftAfter(moveEntry(PLAIN, 'requirements', 'ktp', -1))), keys(PLAIN));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('ktp', 'kk', 'akta'), fc.constantFrom<-1 | 1>(-1, 1))),
      (moves) => {
        const end = moves.reduce(
          (draft, [key, by]) => draftAfter(moveEntry(draft, 'requirements', key, by)),
          PLAIN,
        );
        assert.deepEqual(keys(end).toSorted(), ['akta', 'kk', 'ktp']);
      },
    ),
  );
});

test('a key is used once, and what is gone cannot be changed', () => {
  const twice = addEntry(PLAIN, 'requirements', requirement('ktp'));
  assert.equal(!twice.ok && twice.reason.key, 'offices.mistake.duplicate');
  const onto = putEntry(PLAIN, 'requirements', 'kk', requirement('ktp'));
  assert.equal(!onto.ok && onto.reason.key, 'offices.mistake.duplicate');
  const odd = putEntry(PLAIN, 'requirements', 'kk', requirement('KTP !'));
  assert.equal(!odd.ok && odd.reason.key, 'offices.mistake.lower_snake_key');
  for (const edited of [
    removeEntry(PLAIN, 'fields', 'hantu'),
    moveEntry(PLAIN, 'route', 'hantu', 1),
    putEntry(PLAIN, 'requirements', 'hantu', requirement('baru')),
  ])
    assert.equal(!edited.ok && edited.reason.key, 'offices.catalogue.entry_gone');
});

test('what names a field or step follows when its key changes', () => {
  const when = { field: 'luas', present: true };
  const conditional = draftAfter(
    putEntry(PLAIN, 'requirements', 'kk', requirement('kk', { when })),
  );
  const [luas] = conditional.fields;
  const [verify] = conditional.route;
  assert.ok(luas && verify);
  const renamed = draftAfter(
    putEntry(conditional, 'fields', 'luas', { ...luas, key: 'luas_tanah' }),
  );
  assert.equal(renamed.requirements[1]?.when?.field, 'luas_tanah');
  assert.equal(
    renamed.fee.kind === 'formula' && renamed.fee.formula,
    'round(luas_tanah * tarif + luas2)',
  );
  assert.ok(checkDraft(renamed, undefined).ok);
  const steps = draftAfter(putEntry(renamed, 'route', 'verifikasi', { ...verify, key: 'periksa' }));
  assert.equal(steps.route[1]?.returnTo, 'periksa');
});

test('a key is made of a name, always well-formed and never taken', () => {
  assert.equal(keyFrom('Surat kuasa (bermeterai)', []), 'surat_kuasa_bermeterai');
  assert.equal(keyFrom('Surat kuasa', ['surat_kuasa']), 'surat_kuasa_2');
  assert.equal(keyFrom('2 lembar pasfoto', []), 'lembar_pasfoto');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (name, taken) => {
      const key = keyFrom(name, taken);
      assert.match(key, /^[a-z][a-z0-9_]{0,47}$/);
      assert.ok(!taken.includes(key));
    }),
  );
});

test('every change has its code, and equal states have none', () => {
  assert.deepEqual(changesBetween(PLAIN, draftOf(definitionOf(PLAIN))), []);
  const moved = draftAfter(moveEntry(PLAIN, 'requirements', 'kk', -1));
  const gone = draftAfter(removeEntry(moved, 'requirements', 'akta'));
  const more = draftAfter(addEntry(gone, 'requirements', requirement('surat_kuasa')));
  const after: ServiceDraft = {
    ...more,
    time: { unit: 'working_days', amount: 7 },
    requirements: more.requirements.map((entry) =>
      entry.key === 'ktp' ? { ...entry, required: false } : entry,
    ),
  };
  assert.deepEqual(changesBetween(PLAIN, after).map(codeOf), [
    'time',
    'requirement.removed:akta',
    'requirement.required:ktp',
    'requirement.added:surat_kuasa',
    'requirement.order',
  ]);
});
