import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../../kernel/ids.ts';
import { evidenceOf } from '../facts.sql.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { beginDraft, reuseDocument } from './commands.ts';
import { filesOfDraft } from './draft-files.sql.ts';
import { earlierDocuments } from './earlier.sql.ts';

describe('a document used again', () => {
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

  /** A dossier whose documents have bytes, and a fresh draft of the same person. */
  const handedInBefore = async () => {
    const { db } = town.house;
    const dossier = await town.submit(ani);
    const files = await evidenceOf(db, town.office.id, dossier.application);
    for (const file of files) {
      const blob = newId();
      await db`insert into blob (office_id, id, storage_key, wrapped_key, size)
        values (${town.office.id}, ${blob}, ${randomBytes(20).toString('hex')}, ${randomBytes(60)}, 1000)`;
      await db`update document_version set blob_id = ${blob}, sha256 = ${randomBytes(32)} where id = ${file.version_id}`;
    }
    const draft = await beginDraft(town.house, town.acting(ani), {
      serviceCodes: ['ROYA'],
      fullName: 'Ani',
      note: '',
    });
    assert.ok(draft.ok);
    const [first] = files;
    assert.ok(first);
    return { dossier, draftId: draft.value, first };
  };
  const again = (draftId: string, documentId: string, personId = ani) =>
    reuseDocument(town.house, town.acting(personId), draftId, documentId, ['ktp']);

  test('has a line of its own: a new version of it changes nothing in the earlier dossier', async () => {
    const { dossier, draftId, first } = await handedInBefore();
    assert.ok((await again(draftId, first.document_id)).ok);
    const { db } = town.house;
    const [used] = await filesOfDraft(db, town.office.id, draftId);
    assert.ok(used);
    assert.notEqual(used.document_id, first.document_id);
    assert.equal(used.name, first.name);
    assert.equal(used.uploaded_at.getTime(), first.uploaded_at.getTime(), 'its date stays');
    await db`insert into document_version (office_id, document_id, number, name, size, state, uploaded_by)
      values (${town.office.id}, ${used.document_id}, 2, 'lain.pdf', 1, 'ready', ${ani})`;
    const seen = await evidenceOf(db, town.office.id, dossier.application);
    assert.ok(seen.some((file) => file.version_id === first.version_id));
    assert.ok(!seen.some((file) => file.name === 'lain.pdf'));
  });

  test('is offered once, however often it was used, and not where it already lies', async () => {
    const { draftId, first } = await handedInBefore();
    const { db } = town.house;
    const offered = async () =>
      (await earlierDocuments(db, town.office.id, ani, draftId)).filter(
        (file) => file.uploaded_at.getTime() === first.uploaded_at.getTime(),
      );
    assert.equal((await offered()).filter(({ name }) => name === first.name).length, 1);
    assert.ok((await again(draftId, first.document_id)).ok);
    assert.equal((await offered()).filter(({ name }) => name === first.name).length, 0);
    const next = await handedInBefore();
    const names = (await earlierDocuments(db, town.office.id, ani, next.draftId)).filter(
      ({ uploaded_at }) => uploaded_at.getTime() === first.uploaded_at.getTime(),
    );
    assert.equal(names.filter(({ name }) => name === first.name).length, 1);
  });

  test('somebody else’s document cannot be used, nor one put into somebody else’s draft; nothing is left behind', async () => {
    const { draftId, first } = await handedInBefore();
    const budi = await town.person('Budi');
    const theirs = await beginDraft(town.house, town.acting(budi), {
      serviceCodes: ['ROYA'],
      fullName: 'Budi',
      note: '',
    });
    assert.ok(theirs.ok);
    const { db } = town.house;
    const count = async () =>
      (await db<{ n: number }[]>`select count(*)::int as n from document`)[0]?.n;
    const documents = await count();
    assert.equal((await again(theirs.value, first.document_id, budi)).ok, false);
    assert.equal((await again(draftId, first.document_id, budi)).ok, false);
    assert.equal((await again(theirs.value, first.document_id)).ok, false);
    assert.equal(await count(), documents);
  });
});
