import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownWording } from '../letters/wording.ts';
import { type PaperKind, paperEdition, saveWords } from './letters.ts';
import { OVERTAKEN } from './saved.ts';
import { openSettings } from './settings.fixture.ts';

const WORDS = {
  subject: { id: 'Perbaiki {nomor}' },
  body: { id: 'Yang perlu diperbaiki:\n\n{daftar}\n\nSampai {batas}.' },
};

type Words = { subject?: unknown; body?: unknown };

async function open(t: Parameters<typeof openSettings>[0]) {
  const opened = await openSettings(t);
  const { house, office, chief } = opened;
  const save = async (kind: PaperKind, words: Words | undefined, edition?: string) => {
    const { id, profile } = await office();
    return saveWords(house, chief, id, kind, edition ?? paperEdition(profile, kind), words);
  };
  return { ...opened, save };
}

test('an office words a letter, others stay the house’s, and it can go back', async (t) => {
  const { office, save, told } = await open(t);
  assert.ok((await save('correction', WORDS)).ok);
  assert.ok((await save('blanko', { body: { id: 'Saya, {nama}.' } })).ok);
  const filling = { nomor: 'U-1', daftar: '- KTP: buram', batas: 'besok' };
  assert.deepEqual(ownWording(await office(), 'correction', 'id', filling), {
    subject: 'Perbaiki U-1',
    body: 'Yang perlu diperbaiki:\n\n- KTP: buram\n\nSampai besok.',
  });
  assert.equal((await office()).profile.blanko?.id, 'Saya, {nama}.');
  assert.ok((await save('correction', undefined)).ok);
  assert.equal((await office()).profile.letters, undefined);
  assert.ok((await save('blanko', undefined)).ok);
  assert.equal((await office()).profile.blanko, undefined);
  assert.deepEqual(
    (await told()).map(([, data]) => data),
    [{ parts: ['letters'] }, { parts: ['blanko'] }, { parts: ['letters'] }, { parts: ['blanko'] }],
  );
});

test('an unknown place is refused, and nothing is kept', async (t) => {
  const { office, save } = await open(t);
  const saved = await save('correction', { ...WORDS, body: { id: '{daftar} {batas} {nik}' } });
  assert.ok(!saved.ok);
  assert.equal(saved.faults['letters.correction.body.id']?.key, 'offices.mistake.unknown_place');
  assert.equal((await office()).profile.letters, undefined);
});

test('two administrators at two letters are in nobody’s way, at one letter the second is told', async (t) => {
  const { office, save } = await open(t);
  const { profile } = await office();
  const stale = paperEdition(profile, 'correction');
  const other = paperEdition(profile, 'withdrawn');
  assert.ok((await save('correction', WORDS, stale)).ok);
  assert.ok(
    (await save('withdrawn', { subject: { id: 'Dicabut' }, body: { id: 'Sudah.' } }, other)).ok,
  );
  const late = await save('correction', { ...WORDS, subject: { id: 'Lain' } }, stale);
  assert.ok(!late.ok && late.faults['']?.key === OVERTAKEN.key);
  const { letters } = (await office()).profile;
  assert.equal(letters?.correction?.subject.id, 'Perbaiki {nomor}');
  assert.equal(letters?.withdrawn?.subject.id, 'Dicabut');
});
