import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyReasonOf, reasonsOf } from '../offices.ts';
import { selectEveryReason } from './reasons.sql.ts';
import { reasonEdition, retireReason, saveReason } from './reasons.ts';
import { OVERTAKEN } from './saved.ts';
import { openSettings } from './settings.fixture.ts';

const GLARE = {
  code: 'silau',
  label: { id: 'Foto silau' },
  advice: { id: 'Matikan lampu kilat.' },
};

test('a reason is added, worded anew and retired, each as an event of the office with its code', async (t) => {
  const { house, officeId, chief, told } = await openSettings(t);
  const save = async (typed: unknown, isNew: boolean, code = '') => {
    const known = (await selectEveryReason(house.db, officeId)).find((one) => one.code === code);
    return saveReason(house, chief, officeId, { isNew, edition: reasonEdition(known), typed });
  };
  assert.deepEqual(await save(GLARE, true), { ok: true, changed: true });
  const better = { ...GLARE, label: { id: 'Foto memantul', en: 'Glare' } };
  assert.deepEqual(await save(better, false, 'silau'), { ok: true, changed: true });
  assert.deepEqual(await save(better, false, 'silau'), { ok: true, changed: false });
  assert.ok((await retireReason(house, chief, officeId, 'buram', true)).ok);
  assert.deepEqual(
    (await reasonsOf(house.db, officeId)).map(({ code }) => code),
    ['terpotong', 'silau'],
  );
  assert.equal(
    (await everyReasonOf(house.db, officeId)).find(({ code }) => code === 'buram')?.label.id,
    'Foto buram',
    'what was said with it stays readable',
  );
  assert.ok((await retireReason(house, chief, officeId, 'buram', false)).ok);
  assert.deepEqual(
    (await reasonsOf(house.db, officeId)).map(({ code }) => code),
    ['terpotong', 'silau', 'buram'],
  );
  assert.deepEqual(await told(), [
    ['office.reasons_changed', { added: ['silau'] }],
    ['office.reasons_changed', { changed: ['silau'] }],
    ['office.reasons_changed', { retired: ['buram'] }],
    ['office.reasons_changed', { reopened: ['buram'] }],
  ]);
});

test('a code is used once, a mistake stands at its place, and the last reason stays', async (t) => {
  const { house, officeId, chief, told } = await openSettings(t);
  const add = (typed: unknown) =>
    saveReason(house, chief, officeId, { isNew: true, edition: '', typed });
  const places = async (typed: unknown) => {
    const saved = await add(typed);
    return saved.ok ? [] : Object.entries(saved.faults).map(([at, { key }]) => [at, key]);
  };
  assert.deepEqual(await places({ ...GLARE, code: 'buram' }), [
    ['code', 'offices.mistake.duplicate'],
  ]);
  assert.deepEqual(await places({ ...GLARE, code: 'Foto Silau' }), [
    ['code', 'offices.mistake.lower_snake_key'],
  ]);
  assert.deepEqual(await places({ ...GLARE, label: { id: '' }, advice: { id: '' } }), [
    ['label.id', 'offices.mistake.empty'],
    ['advice.id', 'offices.mistake.empty'],
  ]);
  assert.ok((await retireReason(house, chief, officeId, 'buram', true)).ok);
  const last = await retireReason(house, chief, officeId, 'terpotong', true);
  assert.ok(!last.ok && last.faults['']?.key === 'offices.reasons.last');
  assert.equal((await told()).length, 1);
});

test('of two administrators who word the same reason, the second is told and overwrites nothing', async (t) => {
  const { house, officeId, chief } = await openSettings(t);
  const [known] = await selectEveryReason(house.db, officeId);
  const edition = reasonEdition(known);
  const word = (id: string) =>
    saveReason(house, chief, officeId, {
      isNew: false,
      edition,
      typed: { code: 'buram', label: { id }, advice: { id: 'Ulang.' } },
    });
  const answers = await Promise.all([word('Kabur'), word('Tidak jelas')]);
  assert.equal(answers.filter(({ ok }) => ok).length, 1);
  const refused = answers.find(({ ok }) => !ok);
  assert.ok(refused && !refused.ok && refused.faults['']?.key === OVERTAKEN.key);
});
