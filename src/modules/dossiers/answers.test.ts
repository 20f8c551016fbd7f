import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Field } from '../offices/index.ts';
import { blindIndexOf, isSealed, openAnswers, plainView, sealAnswers } from './answers.ts';
import { type Desk, openDesk } from './desk.fixture.ts';

const NIK = '1871051708990002';
const FIELDS: readonly Field[] = [
  { key: 'nik', kind: 'nik', label: { id: 'NIK' }, required: true },
  { key: 'kk', kind: 'family_card', label: { id: 'KK' }, required: false },
  { key: 'luas', kind: 'area', label: { id: 'Luas' }, required: false },
];

describe('answers at rest', () => {
  let desk: Desk;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends) await end();
  });
  const seal = (ownerId: string) =>
    sealAnswers(desk.house, desk.office.id, ownerId, FIELDS, { nik: NIK, kk: '', luas: 120 });

  test('an identity number rests sealed and masked; nothing else is hidden, an empty one stays empty', async () => {
    const answers = await seal(desk.applicantId);
    assert.ok(isSealed(answers['nik']));
    assert.ok(!JSON.stringify(answers).includes(NIK));
    assert.equal(answers['luas'], 120);
    assert.equal(answers['kk'], '');
    const shown = plainView(answers);
    assert.match(String(shown['nik']), /[*•x]/i);
    assert.ok(!String(shown['nik']).includes(NIK.slice(6, 12)), 'the birth date does not show');
    assert.deepEqual(await openAnswers(desk.house, desk.office.id, desk.applicantId, answers), {
      nik: NIK,
      kk: '',
      luas: 120,
    });
  });

  test('one person’s sealed number cannot be read as another’s answer, nor as the answer to another field', async () => {
    const answers = await seal(desk.applicantId);
    await assert.rejects(openAnswers(desk.house, desk.office.id, desk.strangerId, answers));
    const moved = { kk: answers['nik'] ?? '' };
    await assert.rejects(openAnswers(desk.house, desk.office.id, desk.applicantId, moved));
  });

  test('the same number of two people is found by the same index, and the index tells nothing', async () => {
    const index = async (ownerId: string) =>
      blindIndexOf(desk.house, desk.office.id, ownerId, await seal(ownerId));
    const [mine] = await index(desk.applicantId);
    const [theirs] = await index(desk.strangerId);
    assert.deepEqual(mine, theirs);
    assert.equal(mine?.field, 'nik');
    assert.equal(mine?.blind.length, 32);
    assert.equal((await index(desk.applicantId)).length, 1, 'only identity numbers are indexed');
  });
});
