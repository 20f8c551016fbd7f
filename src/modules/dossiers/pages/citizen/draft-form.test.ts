import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '../../../../kernel/forms.ts';
import { newId } from '../../../../kernel/ids.ts';
import { pressed, ticked } from './draft-form.ts';

const ID = newId();

test('a form ties no more files than a draft has, each to slots that a service could have', () => {
  const many = Array.from({ length: 2000 }, () => [`ikat_ada.${newId()}`, ''] as const);
  assert.equal(ticked(collect(many)).length, 150);
  const keys = [
    'ktp',
    'ktp',
    'x'.repeat(5000),
    '',
    'KTP',
    '__proto__',
    'KK-UBAH.kk',
    'sertipikat_asli',
  ];
  const tied = ticked(
    collect([[`ikat_ada.${ID}`, ''], ...keys.map((key) => [`ikat.${ID}`, key] as const)]),
  );
  assert.deepEqual(tied, [
    { documentId: ID, requirements: ['ktp', 'KK-UBAH.kk', 'sertipikat_asli'] },
  ]);
});

test('a document used again is asked for by its id, for such keys only', () => {
  const again = pressed(
    collect([
      ['tindakan', `pakai:${ID}`],
      [`pakai_untuk.${ID}`, 'ktp'],
      [`pakai_untuk.${ID}`, 'a b'],
    ]),
  );
  assert.deepEqual(again, { what: 'reuse', documentId: ID, requirements: ['ktp'] });
  assert.deepEqual(pressed(collect([['tindakan', 'pakai:../../x']])), { what: 'save' });
});
