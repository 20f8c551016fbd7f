import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../../kernel/ids.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { takeOutOfOrder } from '../handling/commands.ts';
import { done } from '../hold.ts';
import { serviceWith } from '../route.fixture.ts';
import { recordStep } from '../steps/commands.ts';
import { completeVerification, judge } from '../verification/commands.ts';
import { collectResult, handOverResult, readyResult } from './commands.ts';
import { resultsOf } from './results.sql.ts';

const HOUR = 3_600_000;
const SERVICE = {
  ...serviceWith([{ kind: 'issuance' }, { kind: 'delivery', back: 1 }]),
  code: 'IZIN',
};

describe('what came out of an application', () => {
  let desk: Desk;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const operator = () => desk.staff(['operator', 'verifier']);
  const take = async (dossierId: string) =>
    assert.ok((await takeOutOfOrder(desk.house, operator(), dossierId, 'permintaan pemohon')).ok);
  /** A dossier that stands at its last step, held by the operator. */
  const atDelivery = async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    await take(dossierId);
    for (const requirement of ['ktp', 'surat'])
      await judge(desk.house, operator(), dossierId, {
        applicationId,
        requirement,
        verdict: 'accepted',
      });
    await completeVerification(desk.house, operator(), dossierId, applicationId);
    await take(dossierId);
    const issued = { applicationId, result: 'done', reference: 'Naskah 1/2026' } as const;
    assert.ok((await recordStep(desk.house, operator(), dossierId, issued)).ok);
    await take(dossierId);
    return { dossierId, applicationId };
  };
  /** A file that the operator uploaded as the result and that passed inspection. */
  const bring = async (applicationId: string, state = 'ready', step = 'langkah_2') => {
    const { db } = desk.house;
    const [documentId, versionId] = [newId(), newId()];
    await db`insert into document (office_id, id, owner_id) values (${desk.office.id}, ${documentId}, ${desk.officerId})`;
    await db`insert into document_version (office_id, id, document_id, number, name, size, state, type, pages, uploaded_at, uploaded_by)
      values (${desk.office.id}, ${versionId}, ${documentId}, 1, 'izin.pdf', 1000, ${state}, 'pdf', 1, ${desk.house.now()}, ${desk.officerId})`;
    await db`insert into step_proof (office_id, application_id, step, by_id, part, document_id, at)
      values (${desk.office.id}, ${applicationId}, ${step}, ${desk.officerId}, 'result', ${documentId}, ${desk.house.now()})`;
    return versionId;
  };
  const ready = (dossierId: string, applicationId: string, more: { paper?: boolean } = {}) =>
    readyResult(desk.house, operator(), dossierId, {
      applicationId,
      paper: more.paper ?? false,
      note: 'Berlaku lima tahun.',
      step: 'langkah_2',
    });
  const row = async (applicationId: string) => {
    const [found] = await desk.house.db<
      { waiting_on: string; outcome: string | null; late: boolean | null; due_at: Date | null }[]
    >`
      select waiting_on, outcome, closed_at > due_when_closed as late, due_at from application where id = ${applicationId}`;
    return found;
  };
  const keyOf = (outcome: { ok: boolean; reason?: { key: string } }) =>
    outcome.ok ? 'done' : outcome.reason?.key;
  const citizen = () => desk.citizen();
  const seen = async (dossierId: string) =>
    (await resultsOf(desk.house.db, desk.office.id, dossierId))[0];
  const toAni = { receiver: 'Ani', identity: 'ktp', digits: '0002' };

  test('a file is delivered when its owner first saves it; saving it again changes nothing', async () => {
    const { dossierId, applicationId } = await atDelivery();
    const version = await bring(applicationId);
    assert.deepEqual(await ready(dossierId, applicationId), done(undefined));
    assert.deepEqual(await row(applicationId), {
      ...{ waiting_on: 'applicant', outcome: null, late: null, due_at: null },
    });
    const stranger = await collectResult(
      desk.house,
      desk.citizen(desk.strangerId),
      dossierId,
      applicationId,
    );
    assert.equal(keyOf(stranger), 'dossiers.unknown');
    for (let time = 0; time < 2; time += 1)
      assert.deepEqual(
        await collectResult(desk.house, citizen(), dossierId, applicationId),
        done(version),
      );
    assert.equal((await row(applicationId))?.outcome, 'completed');
    const told = await desk.house.db`
      select 1 from event where stream_id = ${dossierId} and kind = 'result.collected'`;
    assert.equal(told.length, 1);
    assert.equal((await seen(dossierId))?.closed_by, 'download');
  });

  test('the days that a result waits for its owner are not the office’s', async () => {
    const { dossierId, applicationId } = await atDelivery();
    await bring(applicationId);
    await ready(dossierId, applicationId);
    desk.pass(30 * 24 * HOUR);
    await collectResult(desk.house, citizen(), dossierId, applicationId);
    assert.equal((await row(applicationId))?.late, false);
    desk.pass(-30 * 24 * HOUR);

    const slow = await atDelivery();
    desk.pass(20 * 24 * HOUR);
    await take(slow.dossierId);
    await bring(slow.applicationId);
    assert.ok((await ready(slow.dossierId, slow.applicationId)).ok);
    await collectResult(desk.house, citizen(), slow.dossierId, slow.applicationId);
    assert.equal((await row(slow.applicationId))?.late, true, 'what was late stays late');
    desk.pass(-20 * 24 * HOUR);
  });

  test('nothing is ready without a file that passed inspection or a paper, and the end has at least a note', async () => {
    const { dossierId, applicationId } = await atDelivery();
    assert.equal(keyOf(await ready(dossierId, applicationId)), 'dossiers.guard.nothing_ready');
    await bring(applicationId, 'checking');
    assert.equal(keyOf(await ready(dossierId, applicationId)), 'dossiers.steps.proof_unready');
    const bare = { applicationId, result: 'done', reference: 'Resi 9' } as const;
    assert.equal(
      keyOf(await recordStep(desk.house, operator(), dossierId, bare)),
      'dossiers.guard.no_result',
    );
    assert.equal(
      keyOf(
        await recordStep(desk.house, operator(), dossierId, { ...bare, note: 'Dikirim lewat pos' }),
      ),
      'done',
    );
    assert.equal((await row(applicationId))?.outcome, 'completed');
  });

  test('a paper is not saved but handed over, to somebody whose identity was shown', async () => {
    const { dossierId, applicationId } = await atDelivery();
    assert.deepEqual(await ready(dossierId, applicationId, { paper: true }), done(undefined));
    assert.equal(
      keyOf(await collectResult(desk.house, citizen(), dossierId, applicationId)),
      'dossiers.guard.on_paper',
    );
    const counter = desk.staff(['counter_officer'], desk.colleagueId);
    const hand = async (to: Partial<typeof toAni>) =>
      keyOf(
        await handOverResult(desk.house, counter, dossierId, { applicationId, ...toAni, ...to }),
      );
    assert.equal(await hand({ receiver: ' ' }), 'dossiers.result.receiver_needed');
    assert.equal(await hand({ identity: 'kartu' }), 'dossiers.result.identity_needed');
    assert.equal(await hand({ digits: '1871991708990002' }), 'dossiers.result.digits_needed');
    assert.equal(await hand({}), 'done');
    assert.equal(await hand({}), 'dossiers.guard.state');
    assert.equal((await seen(dossierId))?.identity, 'ktp');
    const [event] = await desk.house.db<{ data: object }[]>`
      select data from event where stream_id = ${dossierId} and kind = 'result.handed_over'`;
    assert.doesNotMatch(JSON.stringify(event?.data), /Ani|0002/, 'names lie sealed beside it');
  });

  test('a paper that nobody announced is handed over in one act', async () => {
    const { dossierId, applicationId } = await atDelivery();
    const counter = desk.staff(['counter_officer'], desk.colleagueId);
    const handed = await handOverResult(desk.house, counter, dossierId, {
      applicationId,
      ...toAni,
    });
    assert.deepEqual(handed, done(undefined));
    assert.equal((await row(applicationId))?.outcome, 'completed');
    assert.equal((await seen(dossierId))?.closed_by, 'counter');
  });

  test('a wrong file is replaced and then nobody’s; a wrong print goes back to where it was made', async () => {
    const { dossierId, applicationId } = await atDelivery();
    const wrong = await bring(applicationId);
    await ready(dossierId, applicationId);
    await take(dossierId);
    desk.pass(1000);
    const right = await bring(applicationId);
    assert.deepEqual(await ready(dossierId, applicationId), done(undefined));
    assert.equal((await seen(dossierId))?.version_id, right);
    assert.notEqual(right, wrong);

    await take(dossierId);
    const misprinted = { applicationId, result: 'negative', reference: 'BA 3' } as const;
    const back = await recordStep(desk.house, operator(), dossierId, {
      ...misprinted,
      note: 'Nama salah cetak',
    });
    assert.deepEqual(back, done(undefined));
    assert.equal(await seen(dossierId), undefined, 'what was taken back is not to be read');
    assert.ok((await row(applicationId))?.due_at, 'and the office’s time runs again');
  });
});
