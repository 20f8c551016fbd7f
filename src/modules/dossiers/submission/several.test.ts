import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { verifyLedger } from '../../../kernel/ledger-verify.ts';
import { onceKey } from '../../../kernel/once.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { chooseServices } from '../drafting/choosing.ts';
import { attachToDraft, beginDraft, saveDraft } from '../drafting/commands.ts';
import { draftOf } from '../drafting/drafts.sql.ts';
import { serviceWith } from '../route.fixture.ts';
import { submitDraft } from './submit.ts';

const ask = (key: string, label = key) => ({
  key,
  kind: 'text' as const,
  label: { id: label },
  required: true,
});
const need = (key: string) => ({
  key,
  name: { id: key },
  required: true,
  original: false,
  local: false,
});
const BIRTH = {
  ...serviceWith([{ kind: 'processing' }]),
  code: 'AKTA',
  fields: [ask('nama_anak'), ask('desa')],
  requirements: [need('kk'), need('surat_lahir')],
};
const CARD = {
  ...serviceWith([{ kind: 'meeting' }, { kind: 'issuance' }]),
  code: 'KIA',
  fields: [ask('desa'), ask('nama_anak', 'Nama di kartu')],
  requirements: [need('kk'), need('foto')],
};

describe('several services in one dossier', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
    await desk.offer(BIRTH);
    await desk.offer(CARD);
  });
  after(async () => {
    for (const work of closing) await work();
  });

  const typed = { nama_anak: 'Bunga', desa: 'Banjar', 'KIA.nama_anak': 'Bunga Lestari' };
  const content = {
    serviceCodes: ['AKTA', 'KIA'],
    fullName: 'Ani',
    note: '',
    answers: typed,
    missing: { surat_lahir: 'Lahir di rumah' },
  };
  const begin = async () => {
    const draft = await beginDraft(desk.house, desk.citizen(), content);
    assert.ok(draft.ok);
    assert.ok((await saveDraft(desk.house, desk.citizen(), draft.value, content)).ok);
    return draft.value;
  };
  const file = async (draftId: string, slots: readonly string[]) => {
    const [documentId, versionId] = [newId(), newId()];
    const { house, office, applicantId } = desk;
    await house.db`insert into document (office_id, id, owner_id) values (${office.id}, ${documentId}, ${applicantId})`;
    await house.db`insert into document_version (office_id, id, document_id, number, name, size, state, type, pages, uploaded_at, uploaded_by)
      values (${office.id}, ${versionId}, ${documentId}, 1, 'a.pdf', 1000, 'ready', 'pdf', 1, ${house.now()}, ${applicantId})`;
    const put = await transaction(house.db, (tx) =>
      attachToDraft(tx, desk.citizen(), draftId, documentId, slots),
    );
    return { documentId, put };
  };
  const send = (draftId: string, key = newId()) =>
    submitDraft(desk.house, desk.citizen(), draftId, onceKey(desk.applicantId, key, {}));

  test('are handed in once and become one dossier: each its own application, clock and route, one chain of events', async () => {
    const draftId = await begin();
    const early = await send(draftId);
    assert.ok(early.kind === 'faults');
    assert.deepEqual(Object.keys(early.errors), ['syarat.kk', 'syarat.foto', '']);
    const { documentId: card } = await file(draftId, ['kk']);
    const { documentId: photo } = await file(draftId, ['foto']);
    const key = newId();
    const [first, twin] = await Promise.all([send(draftId, key), send(draftId, key)]);
    assert.ok(first.kind === 'done' && twin.kind === 'done');
    assert.equal(first.dossierId, twin.dossierId);
    const { db } = desk.house;
    const rows = await db<
      {
        code: string;
        id: string;
        answers: object;
        missing: object;
        clocks: number;
        evidence: object;
      }[]
    >`
      select s.code, a.id, a.answers, a.missing,
        (select count(*)::int from clock_segment c where c.office_id = a.office_id and c.application_id = a.id) as clocks,
        (select jsonb_object_agg(e.requirement, jsonb_build_array(e.document_id, e.place)) from evidence e
          where e.office_id = a.office_id and e.application_id = a.id) as evidence
      from application a join service s on s.office_id = a.office_id and s.id = a.service_id
      where a.dossier_id = ${first.dossierId} order by a.submitted_at, a.id`;
    assert.deepEqual(
      rows.map(({ code, answers, missing, clocks, evidence }) => ({
        code,
        answers,
        missing,
        clocks,
        evidence,
      })),
      [
        {
          code: 'AKTA',
          answers: { nama_anak: 'Bunga', desa: 'Banjar' },
          missing: { surat_lahir: 'Lahir di rumah' },
          clocks: 1,
          evidence: { kk: [card, 1] },
        },
        {
          code: 'KIA',
          answers: { desa: 'Banjar', nama_anak: 'Bunga Lestari' },
          missing: {},
          clocks: 1,
          evidence: { kk: [card, 1], foto: [photo, 2] },
        },
      ],
    );
    const events = await db<{ seq: string; application: string }[]>`
      select seq, data ->> 'application' as application from event where stream_id = ${first.dossierId} order by seq`;
    assert.deepEqual(
      events.map(({ application }) => application),
      rows.map(({ id }) => id),
      'each event names its application',
    );
    const ledger = await verifyLedger(desk.owner, {
      officeSlug: desk.office.slug,
      vault: desk.house.vault,
    });
    assert.equal(ledger.faulty, 0);
  });

  test('may be added and left out until it is sent, and what was typed stays', async () => {
    const draftId = await begin();
    await file(draftId, ['kk', 'surat_lahir', 'KIA.hantu']);
    const choose = (codes: string[]) => chooseServices(desk.house, desk.citizen(), draftId, codes);
    const draft = () => draftOf(desk.house.db, desk.office.id, desk.applicantId, draftId);
    assert.ok((await choose(['KIA'])).ok);
    const alone = await draft();
    assert.deepEqual(
      alone?.services.map(({ code }) => code),
      ['KIA'],
    );
    assert.deepEqual(alone?.answers, { desa: 'Banjar', nama_anak: 'Bunga Lestari' });
    assert.ok((await choose(['KIA', 'AKTA'])).ok);
    const [row] = await desk.house.db<{ requirements: string[] }[]>`
      select requirements from draft_document where draft_id = ${draftId}`;
    assert.deepEqual(
      row?.requirements.slice(0, 2),
      ['kk', 'surat_lahir'],
      'what was handed in for it is found again',
    );
    const none = await choose([]);
    assert.equal(!none.ok && none.reason.key, 'dossiers.draft.service_unknown');
  });

  test('have room for fifteen files each, and no more', async () => {
    const draftId = await begin();
    for (let n = 0; n < 15; n += 1) assert.ok((await file(draftId, ['foto'])).put.ok);
    const sixteenth = await file(draftId, ['foto']);
    assert.equal(!sixteenth.put.ok && sixteenth.put.reason.key, 'dossiers.draft.full');
    assert.ok((await file(draftId, ['surat_lahir'])).put.ok, 'the other has room');
    const shared = await file(draftId, ['kk']);
    assert.equal(!shared.put.ok && shared.put.reason.key, 'dossiers.draft.full');
  });
});
