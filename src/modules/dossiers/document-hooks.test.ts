import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { newId } from '../../kernel/ids.ts';
import { onceKey } from '../../kernel/once.ts';
import { answerCorrection } from './correction/commands.ts';
import { documentHooks, writeTarget } from './document-hooks.ts';
import { attachToDraft, beginDraft } from './drafting/commands.ts';
import { evidenceOf } from './facts.sql.ts';
import { takeOutOfOrder } from './handling/commands.ts';
import { done } from './hold.ts';
import { submitDraft } from './submission/submit.ts';
import { NIK, openTown, type Town } from './town.fixture.ts';
import { judge, requestCorrection } from './verification/commands.ts';

describe('what was handed in stays as it was handed in', () => {
  let town: Town;
  let ani = '';
  let officer = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, () => []);
    ani = await town.person('Ani');
    officer = await town.person('Melati', ['verifier']);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  /** A document that was announced and has not arrived. */
  const announced = async (target: string): Promise<string> => {
    const documentId = newId();
    await transaction(town.house.db, async (tx) => {
      await tx`insert into document (office_id, id, owner_id) values (${town.office.id}, ${documentId}, ${ani})`;
      await hooks().attached(tx, purpose(target), documentId);
    });
    return documentId;
  };
  const hooks = () => documentHooks(town.house);
  const purpose = (target: string, ownerId = ani) => ({
    officeId: town.office.id,
    ownerId,
    target,
  });
  const arrives = (target: string, documentId: string, ownerId = ani) =>
    transaction(town.house.db, (tx) => hooks().mayArrive(tx, purpose(target, ownerId), documentId));
  const replaces = (target: string, documentId: string) =>
    transaction(town.house.db, (tx) => hooks().mayUpload(tx, purpose(target), documentId));

  /** A draft with both documents. */
  const filledIn = async () => {
    const who = town.acting(ani);
    const answers = { nik: NIK };
    const content = { serviceCodes: ['ROYA'], fullName: 'Ani', note: '', answers };
    const draft = await beginDraft(town.house, who, content);
    assert.ok(draft.ok);
    for (const requirement of ['ktp', 'sertipikat']) await attach(draft.value, requirement);
    return draft.value;
  };
  const attach = async (draftId: string, requirement: string): Promise<string> => {
    const { documentId } = await town.document(ani);
    const put = await transaction(town.house.db, (tx) =>
      attachToDraft(tx, town.acting(ani), draftId, documentId, [requirement]),
    );
    assert.deepEqual(put, done(undefined));
    return documentId;
  };
  const send = (draftId: string, house: House = town.house) =>
    submitDraft(house, town.acting(ani), draftId, onceKey(ani, newId(), {}));
  /** A dossier whose identity card was sent back, with what its correction is called. */
  const sentBack = async () => {
    const { id: dossierId, application: applicationId } = await town.submit(ani);
    const { house, office } = town;
    const actor = { personId: officer, mandate: 'staff', channel: 'web' } as const;
    const who = { actor, office, roles: ['verifier'] } as const;
    await takeOutOfOrder(house, who, dossierId, 'permintaan pemohon');
    const ktp = { applicationId, requirement: 'ktp', reasonCode: 'blurred' } as const;
    assert.ok((await judge(house, who, dossierId, { ...ktp, verdict: 'deficient' })).ok);
    const fine = { applicationId, requirement: 'sertipikat', verdict: 'accepted' } as const;
    assert.ok((await judge(house, who, dossierId, fine)).ok);
    assert.ok((await requestCorrection(house, who, dossierId, applicationId)).ok);
    const what = { kind: 'correction', dossierId, applicationId, requirement: 'ktp' } as const;
    return { dossierId, applicationId, target: writeTarget(what) };
  };

  test('an upload that was open when the draft was handed in arrives nowhere', async () => {
    const draftId = await filledIn();
    const documentId = await attach(draftId, 'ktp');
    const target = writeTarget({ kind: 'draft', draftId, requirements: [] });
    assert.deepEqual(await replaces(target, documentId), done(undefined));
    assert.deepEqual(await arrives(target, documentId), done(undefined));
    assert.equal((await arrives(target, documentId, officer)).ok, false, 'nobody else’s draft');
    assert.equal((await arrives(target, newId())).ok, false, 'only the draft’s own files');
    assert.equal((await send(draftId)).kind, 'done');
    assert.equal((await arrives(target, documentId)).ok, false);
    assert.equal((await replaces(target, documentId)).ok, false);
  });

  test('a file that joins the draft while it is being handed in makes the sending ask again', async () => {
    const draftId = await filledIn();
    const { vault } = town.house;
    // The blind index is made between reading the draft and writing the dossier.
    const meanwhile: House = {
      ...town.house,
      vault: {
        ...vault,
        async blindIndex(officeId, value) {
          await attach(draftId, 'ktp');
          return vault.blindIndex(officeId, value);
        },
      },
    };
    const sent = await send(draftId, meanwhile);
    assert.equal(sent.kind === 'faults' && sent.errors['']?.key, 'dossiers.draft.changed');
    assert.equal((await send(draftId)).kind, 'done');
  });

  test('a correction gives no document of an earlier round, or of another dossier, a new version', async () => {
    const { applicationId, target } = await sentBack();
    const other = await town.submit(ani);
    const own = await evidenceOf(town.house.db, town.office.id, applicationId);
    const elsewhere = await evidenceOf(town.house.db, town.office.id, other.application);
    for (const { document_id } of [...own, ...elsewhere]) {
      assert.equal((await replaces(target, document_id)).ok, false);
      if (!own.some((file) => file.document_id === document_id))
        assert.equal((await arrives(target, document_id)).ok, false);
    }
  });

  test('a correction waits for the file on its way, and what arrives later arrives nowhere', async () => {
    const { dossierId, applicationId, target } = await sentBack();
    const good = await announced(target);
    await town.house
      .db`insert into document_version (office_id, document_id, number, name, size, state, type, uploaded_by)
      values (${town.office.id}, ${good}, 1, 'ktp.pdf', 1, 'ready', 'pdf', ${ani})`;
    const late = await announced(target);
    const answer = () => answerCorrection(town.house, town.acting(ani), dossierId, applicationId);
    const early = await answer();
    assert.equal(!early.ok && early.reason.key, 'dossiers.guard.unready');
    assert.deepEqual(await arrives(target, late), done(undefined));
    await transaction(town.house.db, (tx) => hooks().detached(tx, purpose(target), late));
    assert.deepEqual(await answer(), done(undefined));
    assert.equal((await arrives(target, good)).ok, false);
    assert.equal((await arrives(target, late)).ok, false);
  });
});
