import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openAnswers } from '../answers.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { serviceWith } from '../route.fixture.ts';
import { chooseServices } from './choosing.ts';
import { beginDraft, saveDraft } from './commands.ts';
import { draftOf } from './drafts.sql.ts';

const NIK = '1871991708990002';
const field = (key: string, kind: 'nik' | 'text') => ({
  key,
  kind,
  label: { id: key },
  required: false,
});
const HEIR = {
  ...serviceWith([{ kind: 'processing' }]),
  code: 'WARIS',
  fields: [field('nik_ahli_waris', 'nik'), field('desa', 'text')],
};
const PLAIN = {
  ...serviceWith([{ kind: 'processing' }]),
  code: 'BIASA',
  fields: [field('desa', 'text')],
};

describe('identity numbers in a draft', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
    await desk.offer(HEIR);
    await desk.offer(PLAIN);
  });
  after(async () => {
    for (const work of closing) await work();
  });
  const content = (code: string, answers: Record<string, string>) => ({
    serviceCodes: [code],
    fullName: 'Ani',
    note: '',
    answers,
    missing: {},
  });
  const begin = async (code: string, answers: Record<string, string>) => {
    const draft = await beginDraft(desk.house, desk.citizen(), content(code, answers));
    assert.ok(draft.ok);
    return draft.value;
  };
  const save = (id: string, code: string, answers: Record<string, string>) =>
    saveDraft(desk.house, desk.citizen(), id, content(code, answers));
  const choose = (id: string, code: string) =>
    chooseServices(desk.house, desk.citizen(), id, [code]);
  const atRest = async (id: string) => {
    const [row] = await desk.house.db<{ text: string }[]>`
      select answers::text as text from draft where id = ${id}`;
    return row?.text ?? '';
  };
  const opened = async (id: string) => {
    const draft = await draftOf(desk.house.db, desk.office.id, desk.applicantId, id);
    assert.ok(draft);
    return openAnswers(desk.house, desk.office.id, desk.applicantId, draft.answers);
  };

  test('taken over from an earlier dossier, they rest sealed even where the new service does not ask for them', async () => {
    const id = await begin('BIASA', { nik_ahli_waris: NIK, desa: 'Sukamaju' });
    assert.doesNotMatch(await atRest(id), new RegExp(NIK));
    assert.equal((await opened(id))['desa'], 'Sukamaju');
  });

  test('they stay sealed when another service is chosen, and are found again when it was a mistake', async () => {
    const id = await begin('WARIS', { nik_ahli_waris: NIK });
    assert.ok((await choose(id, 'BIASA')).ok);
    assert.ok((await save(id, 'BIASA', { nik_ahli_waris: NIK, desa: 'Sukamaju' })).ok);
    assert.doesNotMatch(await atRest(id), new RegExp(NIK));
    assert.ok((await choose(id, 'WARIS')).ok);
    assert.ok((await save(id, 'WARIS', await asTyped(id))).ok);
    assert.doesNotMatch(await atRest(id), new RegExp(NIK));
    assert.deepEqual(await opened(id), { nik_ahli_waris: NIK, desa: 'Sukamaju' });
  });
  const asTyped = async (id: string) =>
    Object.fromEntries(
      Object.entries(await opened(id)).map(([key, value]) => [key, String(value)]),
    );

  test('once handed in, they rest in the dossier alone', async () => {
    const { dossierId } = await desk.handIn(HEIR, { nik_ahli_waris: NIK });
    const rows = await desk.house.db`
      select full_name, note, answers, missing from draft where dossier_id = ${dossierId}`;
    assert.deepEqual([...rows], [{ full_name: '', note: '', answers: {}, missing: {} }]);
  });

  test('an answer that was emptied is empty', async () => {
    const id = await begin('WARIS', { nik_ahli_waris: NIK, desa: 'Sukamaju' });
    assert.ok((await save(id, 'WARIS', { nik_ahli_waris: '', desa: '' })).ok);
    assert.deepEqual(await opened(id), { nik_ahli_waris: '', desa: '' });
  });
});
