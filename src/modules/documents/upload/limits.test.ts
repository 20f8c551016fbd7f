import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { createLimiter } from '../../../kernel/limits.ts';
import type { DocumentHooks } from '../hooks.ts';
import {
  closeHouse,
  openHouse,
  settle,
  type TestHouse,
  type Town,
  tellingHooks,
} from '../house.fixture.ts';
import { BYTES_PER_DAY, FILES_PER_DAY, MAX_HELD } from '../rules.ts';
import { beginUpload } from './begin.ts';
import { receiveFormFile } from './form-file.ts';

const MiB = 1024 * 1024;

describe('ASVS 2.4.1: what one person may send in a day and keep unsent', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'limits-'));
  let house: TestHouse;
  let town: Town;
  let database: { url: string; close(): Promise<void> };
  let held = 0;
  const hooks: DocumentHooks = { ...tellingHooks(), heldBytes: async () => held };

  before(async () => {
    database = await freshDatabase();
    const plot = { url: database.url, dataDir, masterKey: randomBytes(32) };
    house = await openHouse(plot);
    town = await settle(house, plot.url);
  });
  after(async () => {
    await closeHouse(house);
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const begin = (ownerId: string, size = 100, target = 'draft:1:ktp', with_ = hooks) =>
    beginUpload(
      house,
      with_,
      { officeId: town.officeId, ownerId, target },
      { name: 'ktp.jpg', size, fingerprint: '', replaces: undefined },
    );
  const fromForm = (ownerId: string, bytes = Buffer.from('isi')) =>
    receiveFormFile(
      house,
      hooks,
      { officeId: town.officeId, ownerId, target: 'draft:1:ktp' },
      {
        name: 'ktp.jpg',
        replaces: undefined,
        bytes: (async function* () {
          yield bytes;
        })(),
      },
    );
  const files = () =>
    createLimiter(house, 'files_day', { points: FILES_PER_DAY, duration: 86_400 });
  const bytes = () =>
    createLimiter(house, 'megabytes_day', { points: BYTES_PER_DAY / MiB, duration: 86_400 });
  const refusal = (
    outcome: Awaited<ReturnType<typeof begin>> | Awaited<ReturnType<typeof fromForm>>,
  ) => (outcome.ok ? '' : outcome.reason.key);

  test('files are counted by person, and what was refused was never counted', async () => {
    assert.equal(refusal(await begin(town.ani)), '');
    assert.equal(refusal(await begin(town.ani, 100, 'draft:full')), 'form.invalid');
    assert.equal(await files().taken(town.ani), 1);
    assert.equal(refusal(await fromForm(town.ani)), '');
    assert.equal(await files().taken(town.ani), 2);
    await files().take(town.ani, FILES_PER_DAY - 2);
    assert.equal(refusal(await begin(town.ani)), 'documents.limit.files');
    assert.equal(refusal(await fromForm(town.ani)), 'documents.limit.files');
    assert.equal(refusal(await begin(town.budi)), '', 'nobody pays for another');
    await files().reset(town.ani);
  });

  test('so are bytes, through a form as well as announced', async () => {
    await bytes().reset(town.budi);
    await bytes().take(town.budi, BYTES_PER_DAY / MiB - 2);
    assert.equal(refusal(await begin(town.budi, 3 * MiB)), 'documents.limit.bytes');
    assert.equal(
      refusal(await fromForm(town.budi, Buffer.alloc(3 * MiB))),
      'documents.limit.bytes',
    );
    assert.equal(refusal(await begin(town.budi, MiB)), '');
    const [row] = await house.db<{ n: number }[]>`select count(*)::int as n from document_version
      where uploaded_by = ${town.budi}`;
    assert.equal(row?.n, 0, 'a form that was too much leaves nothing');
    await bytes().reset(town.budi);
  });

  test('what lies in drafts and on its way is bounded together', async () => {
    held = MAX_HELD - 3 * MiB;
    assert.equal(refusal(await begin(town.budi, 10 * MiB)), 'documents.limit.held');
    assert.equal(refusal(await begin(town.budi, MiB)), '');
    held = 0;
    assert.equal(refusal(await begin(town.budi, 10 * MiB)), '');
  });

  test('many at once take no more than there is', async () => {
    await files().reset(town.ani);
    await files().take(town.ani, FILES_PER_DAY - 3);
    const all = await Promise.all(Array.from({ length: 9 }, () => begin(town.ani)));
    assert.equal(all.filter(({ ok }) => ok).length, 3);
  });

  test('the house itself is not limited', async () => {
    const { heldBytes: _none, ...own } = hooks;
    assert.equal(refusal(await begin(town.ani, 100, 'draft:1:ktp', own)), '');
  });
});
