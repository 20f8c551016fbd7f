import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { reactTask } from '../../../kernel/reactions.ts';
import { dossierReactions, dossierRoutes } from '../index.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { completeVerification, judge, requestCorrection } from '../verification/commands.ts';
import { fileAt } from './filing.fixture.ts';
import { toldTo } from './on-behalf.fixture.ts';

const BASE = '/kantor-uji/petugas/berkas';

describe('what an officer does for an applicant', { timeout: 120_000 }, () => {
  let town: Town;
  let rina = '';
  let joko = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) =>
      dossierRoutes(house, []),
    );
    rina = await town.person('Rina Loket', ['counter_officer', 'verifier']);
    joko = await town.person('Joko Periksa', ['verifier']);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const verifier = (id: string) => ({
    actor: { personId: id, mandate: 'staff', channel: 'web' } as const,
    office: town.office,
    roles: ['verifier'] as const,
  });
  const applicationOf = async (dossier: string) => {
    const [row] = await town.house.db<{ id: string; outcome: string | null; waiting: string }[]>`
      select id, outcome, waiting_on as waiting from application where dossier_id = ${dossier}`;
    assert.ok(row);
    return row;
  };
  /** Joko holds the dossier and gives these verdicts. */
  const verdicts = async (dossier: string, verdict: 'accepted' | 'missing') => {
    await town.house.db`
      update dossier set handler_id = ${joko}, handler_until = now() + interval '1 hour' where id = ${dossier}`;
    const { id } = await applicationOf(dossier);
    for (const requirement of ['ktp', 'sertipikat'])
      assert.ok(
        (
          await judge(town.house, verifier(joko), dossier, {
            applicationId: id,
            requirement,
            verdict,
          })
        ).ok,
      );
    return id;
  };
  const lastEvent = async (dossier: string) => {
    const [event] = await town.house.db<Record<string, unknown>[]>`
      select kind, actor_id, on_behalf_of = (select applicant_id from dossier where id = ${dossier}) as "forApplicant",
        mandate, channel from event where stream_id = ${dossier} order by seq desc limit 1`;
    return { ...event };
  };

  test('a letter is answered with what the applicant brings, on their behalf', async () => {
    const { filed } = await fileAt(town, rina);
    const id = await verdicts(filed, 'missing');
    assert.ok((await requestCorrection(town.house, verifier(joko), filed, id)).ok);
    const page = await town.get(rina, `${BASE}/${filed}/atas-nama`);
    assert.match(page.text, /wakil:koreksi:/);
    const answered = await town.send(
      rina,
      `${BASE}/${filed}/atas-nama/perbaikan?permohonan=${id}`,
      {
        permohonan: id,
        'alasan.ktp': 'Rekaman ulang di kecamatan',
        'alasan.sertipikat': 'Masih di bank',
        lewat: 'telepon',
        tindakan: 'kirim',
      },
    );
    assert.equal(answered.status, 303, answered.text.slice(0, 500));
    assert.deepEqual(await lastEvent(filed), {
      kind: 'correction.answered',
      actor_id: rina,
      forApplicant: true,
      mandate: 'staff',
      channel: 'phone',
    });
  });

  test('an application is taken back at the counter only with a paper that its applicant signed', async () => {
    const { filed } = await fileAt(town, rina);
    const { id } = await applicationOf(filed);
    const path = `${BASE}/${filed}/atas-nama/cabut?permohonan=${id}`;
    const unsigned = await town.send(rina, path, { alasan: 'Berubah pikiran' });
    assert.equal(unsigned.status, 422);
    assert.match(unsigned.text, /memerlukan surat bertanda tangan/);
    const [row] = await town.house.db<{ owner: string }[]>`
      select applicant_id as owner from dossier where id = ${filed}`;
    const paper = await town.document(row?.owner ?? '', 'surat-cabut.pdf');
    await town.house.db`insert into signed_paper (office_id, application_id, document_id, by_id, at)
      values (${town.office.id}, ${id}, ${paper.documentId}, ${rina}, now())`;
    const signed = await town.send(rina, path, {
      alasan: 'Berubah pikiran',
      lewat: 'kotak',
    });
    assert.equal(signed.status, 303, signed.text.slice(0, 500));
    assert.equal((await applicationOf(filed)).outcome, 'withdrawn');
    const { kind, forApplicant, channel } = await lastEvent(filed);
    assert.deepEqual([kind, forApplicant, channel], ['application.withdrawn', true, 'drop_box']);
  });

  test('nobody acts for themself, for an office they do not work at, or without the counter’s role', async () => {
    const own = await town.submit(rina);
    assert.equal((await town.get(rina, `${BASE}/${own.id}/atas-nama`)).status, 403);
    const stranger = await town.person('Warga');
    assert.equal((await town.get(stranger, `${BASE}/${own.id}/atas-nama`)).status, 404);
    const operator = await town.person('Olah Data', ['operator']);
    assert.equal((await town.get(operator, `${BASE}/${own.id}/atas-nama`)).status, 403);
  });

  test('with an address the receipt goes there with its code; without one the office learns whom to call', async () => {
    const react = reactTask(town.house, dossierReactions);
    const told = async (dossier: string) => {
      const events = await town.house.db<{ seq: number }[]>`
        select seq from event where stream_id = ${dossier} order by seq`;
      for (const { seq } of events) await react({ stream: dossier, seq });
      return toldTo(town, dossier);
    };
    const mailed = await fileAt(town, rina, { nama: 'Bu Email', email: 'bu.email@warga.example' });
    const [receipt] = await told(mailed.filed);
    assert.equal(receipt?.state, 'waiting');
    assert.equal(receipt?.address, 'bu.email@warga.example');
    assert.match(receipt?.body ?? '', new RegExp(mailed.secret));
    assert.match(receipt?.body ?? '', /\/kantor-uji\/klaim/);
    assert.doesNotMatch(receipt?.body ?? '', /\/berkas\//, 'no page that opens to nobody');

    const onPaper = await fileAt(town, rina, { nama: 'Mbah Kertas', telepon: '081311112222' });
    assert.deepEqual(await told(onPaper.filed), [], 'the receipt is in their hand');
    const id = await verdicts(onPaper.filed, 'accepted');
    assert.ok((await completeVerification(town.house, verifier(joko), onPaper.filed, id)).ok);
    const [news] = await told(onPaper.filed);
    assert.equal(news?.state, 'no_address');
    const desk = await town.get(joko, `${BASE}/${onPaper.filed}`);
    assert.match(desk.text, /belum diberi tahu/);
    assert.match(desk.text, /\+6281311112222/);
  });
});
