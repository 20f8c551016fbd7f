import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { translator } from '../../../kernel/i18n.ts';
import { checkBlanko, checkLetters } from './check.ts';
import { LETTER_KINDS, type LetterKind, lettersByKind, PLACES, placesOf } from './kinds.ts';
import { fillBody, fillPlaces, houseBlanko, houseWording, ownWording } from './wording.ts';

const OFFICE = { name: { id: 'Kantor Uji', en: 'Test Office' } };
const own = (
  kind: LetterKind,
  body: { id: string; en?: string },
  subject = { id: 'Judul {nomor}' },
) => ({
  ...OFFICE,
  profile: { letters: { [kind]: { subject, body } } },
});
const flaws = (
  kind: LetterKind,
  body: { id: string; en?: string },
  subject: { id: string; en?: string } = { id: 'Judul' },
) =>
  checkLetters({ [kind]: { subject, body } }).map(
    ({ field, reason }) => `${field} ${reason.key.split('.').at(-1)}`,
  );

test('the house’s words of every letter pass its own checks, in both languages', () => {
  for (const kind of LETTER_KINDS) {
    const [id, en] = [houseWording(kind, 'id'), houseWording(kind, 'en')];
    assert.deepEqual(
      checkLetters({
        [kind]: { subject: { id: id.subject, en: en.subject }, body: { id: id.body, en: en.body } },
      }),
      [],
      kind,
    );
    assert.ok(lettersByKind[kind].needs.every((place) => placesOf(kind).includes(place)));
  }
  assert.deepEqual(checkBlanko({ id: houseBlanko('id'), en: houseBlanko('en') }), []);
});

test('a place that does not exist, stands alone or is missing is named, at its place', () => {
  const all = '{daftar} {batas}';
  assert.deepEqual(flaws('correction', { id: all }), []);
  assert.deepEqual(flaws('correction', { id: `${all} {nik}` }), [
    'letters.correction.body.id unknown_place',
  ]);
  assert.deepEqual(flaws('correction', { id: `${all} {waktu}` }), [
    'letters.correction.body.id unknown_place',
  ]);
  assert.deepEqual(flaws('correction', { id: `${all} { batas}` }), [
    'letters.correction.body.id brace',
  ]);
  assert.deepEqual(flaws('correction', { id: 'Mohon perbaiki. {batas}' }), [
    'letters.correction.body.id place_needed',
  ]);
  assert.deepEqual(flaws('correction', { id: all, en: all }), [
    'letters.correction.subject.en letter_language',
  ]);
});

test('a subject stands readable on its way: what an officer wrote and lists have no place in it', () => {
  const body = { id: '{waktu} {tempat} {alasan}' };
  assert.deepEqual(flaws('meeting_moved', body, { id: 'Pindah ke {waktu}' }), []);
  assert.deepEqual(flaws('meeting_moved', body, { id: 'Pindah: {alasan}' }), [
    'letters.meeting_moved.subject.id unknown_place',
  ]);
});

test('the manual form fits on its sheet', () => {
  assert.deepEqual(checkBlanko({ id: 'a\n'.repeat(39) }), []);
  assert.equal(
    checkBlanko({ id: 'a\n'.repeat(41) })[0]?.reason.key,
    'offices.mistake.too_many_lines',
  );
  assert.equal(checkBlanko({ id: '{daftar}' })[0]?.reason.key, 'offices.mistake.unknown_place');
});

test('an office’s words are used in the languages it has, and the house’s in the other', () => {
  const office = own('complete', { id: 'Lengkap: {nomor} di {kantor}' });
  assert.deepEqual(ownWording(office, 'complete', 'id', { nomor: 'X-1' }), {
    subject: 'Judul X-1',
    body: 'Lengkap: X-1 di Kantor Uji',
  });
  assert.equal(ownWording(office, 'complete', 'en', { nomor: 'X-1' }), undefined);
  assert.equal(ownWording(office, 'answered', 'id', {}), undefined);
});

test('a paragraph of empty places is left out, and a place without a value leaves nothing behind', () => {
  const office = own('meeting_moved', { id: 'Satu\n\n{alasan}\n\nDua {batas_ubah}' });
  assert.equal(ownWording(office, 'meeting_moved', 'id', { alasan: '' })?.body, 'Satu\n\nDua');
  assert.equal(fillBody('{alasan}\n\n\n{waktu}', { alasan: 'a', waktu: 'b' }), 'a\n\nb');
});

test('what is filled in is never read again: nobody’s name can open a place', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...PLACES), (value, place) => {
      const filled = fillPlaces(`[{${place}}]`, { [place]: value });
      assert.equal(filled, `[${value}]`);
    }),
  );
  assert.equal(fillPlaces('{nomor}', { nomor: '{nama}', nama: 'Siti' }), '{nama}');
  assert.equal(
    fillPlaces('{__proto__} {constructor}', { nomor: '1' }),
    '{__proto__} {constructor}',
  );
});

test('the house’s words name every place they leave open', () => {
  const t = translator('id');
  for (const kind of LETTER_KINDS)
    for (const place of placesOf(kind)) assert.ok(t(`offices.place.${place}`).length > 3);
});
