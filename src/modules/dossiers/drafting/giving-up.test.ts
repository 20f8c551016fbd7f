import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { documentRoutes } from '../../documents/index.ts';
import { documentHooks } from '../document-hooks.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { beginDraft, takeOutOfDraft } from './commands.ts';

const TUS = { 'tus-resumable': '1.0.0' };

describe('a file that is given up while it is taken out', () => {
  let town: Town;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) =>
      documentRoutes(house, documentHooks(house)),
    );
  });
  after(async () => {
    for (const end of ends) await end();
  });

  test('neither waits for the other for ever, and nothing of it is left', async () => {
    const ani = await town.person('Ani');
    const cookie = `sesi=${ani}`;
    const draft = await beginDraft(town.house, town.acting(ani), {
      serviceCodes: ['ROYA'],
      fullName: 'Ani',
      note: '',
    });
    assert.ok(draft.ok);
    const announce = async (name: string): Promise<string> => {
      const told = { filename: name, untuk: `draft:${draft.value}:`, sidik: name };
      const metadata = Object.entries(told)
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(',');
      const headers = { ...TUS, cookie, 'upload-length': '100', 'upload-metadata': metadata };
      const answer = await town.app.request('/kantor-uji/unggah', { method: 'POST', headers });
      assert.equal(answer.status, 201);
      return answer.headers.get('location') ?? '';
    };
    const bothAtOnce = async (name: string): Promise<void> => {
      const url = await announce(name);
      const [file] = await town.house.db<{ document_id: string }[]>`
        select document_id from draft_document where draft_id = ${draft.value}`;
      assert.ok(file);
      const [given, taken] = await Promise.all([
        town.app.request(url, { method: 'DELETE', headers: { ...TUS, cookie } }),
        takeOutOfDraft(town.house, town.acting(ani), draft.value, file.document_id),
      ]);
      assert.ok([204, 404].includes(given.status), String(given.status));
      assert.ok(taken.ok);
    };
    for (let round = 0; round < 25; round += 1) await bothAtOnce(`berkas ${round}.jpg`);
    const left = await town.house.db`select 1 from draft_document where draft_id = ${draft.value}`;
    assert.equal(left.length, 0);
    const open = await town.house
      .db`select 1 from document where owner_id = ${ani} and removed_at is null`;
    assert.equal(open.length, 0);
    const uploads = await town.house.db`select 1 from upload where owner_id = ${ani}`;
    assert.equal(uploads.length, 0);
  });
});
