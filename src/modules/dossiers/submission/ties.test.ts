import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { onceKey } from '../../../kernel/once.ts';
import { attachToDraft, beginDraft, tieToRequirements } from '../drafting/commands.ts';
import { NIK, openTown, type Town } from '../town.fixture.ts';
import { submitDraft } from './submit.ts';

describe('a file tied to what the service does not ask for', () => {
  let town: Town;
  let ani = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, () => []);
    ani = await town.person('Ani');
  });
  after(async () => {
    for (const end of ends) await end();
  });

  test('counts as not tied, and never becomes evidence that no officer would see', async () => {
    const who = town.acting(ani);
    const answers = { nik: NIK };
    const content = { serviceCodes: ['ROYA'], fullName: 'Ani', note: '', answers };
    const draft = await beginDraft(town.house, who, content);
    assert.ok(draft.ok);
    const attach = async (requirements: string[]) => {
      const { documentId } = await town.document(ani);
      await transaction(town.house.db, (tx) =>
        attachToDraft(tx, who, draft.value, documentId, requirements),
      );
      return documentId;
    };
    await attach(['ktp', 'kartu_hantu']);
    await attach(['sertipikat']);
    const stray = await attach(['layanan_lain']);
    const send = () => submitDraft(town.house, who, draft.value, onceKey(ani, newId(), {}));
    const refused = await send();
    assert.equal(
      refused.kind === 'faults' && refused.errors[`dokumen.${stray}`]?.key,
      'dossiers.draft.untied',
    );
    assert.ok((await tieToRequirements(town.house, who, draft.value, stray, ['ktp'], ['ktp'])).ok);
    assert.equal((await send()).kind, 'done');
    const rows = await town.house.db<{ requirement: string }[]>`
      select distinct requirement from evidence order by 1`;
    assert.deepEqual(
      rows.map(({ requirement }) => requirement),
      ['ktp', 'sertipikat'],
    );
  });
});
