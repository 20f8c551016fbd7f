import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerCorrection, explainMissing } from '../correction/commands.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { takeOutOfOrder } from '../handling/commands.ts';
import { done } from '../hold.ts';
import { serviceWith } from '../route.fixture.ts';
import { judge, requestCorrection } from '../verification/commands.ts';
import { lapseUnanswered, warnUnanswered } from './lapse.ts';

const DAY = 86_400_000;
const SERVICE = { ...serviceWith([{ kind: 'processing' }]), code: 'IZIN' };

describe('a deficiency letter that is not answered', () => {
  let desk: Desk;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  /** A dossier whose letter asks for an answer within fourteen working days: until Friday 4 December 2026. */
  const sentBack = async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    const verifier = desk.staff(['verifier']);
    await takeOutOfOrder(desk.house, verifier, dossierId, 'permintaan pemohon');
    for (const [requirement, verdict] of [
      ['ktp', 'missing'],
      ['surat', 'accepted'],
    ] as const)
      await judge(desk.house, verifier, dossierId, { applicationId, requirement, verdict });
    assert.ok((await requestCorrection(desk.house, verifier, dossierId, applicationId)).ok);
    return { dossierId, applicationId };
  };
  const answerBy = async (applicationId: string) => {
    const [row] = await desk.house.db<{ day: string }[]>`
      select answer_by::text as day from deficiency_letter where application_id = ${applicationId}`;
    return row?.day ?? '';
  };
  const outcome = async (applicationId: string) => {
    const [row] = await desk.house.db<{ outcome: string | null; step_kind: string }[]>`
      select outcome, step_kind from application where id = ${applicationId}`;
    return row?.outcome ?? null;
  };
  /** Moves the clock to that day of the office, half past eight, and hours beyond. */
  const until = (day: string, hours = 0) => {
    const wanted = Date.parse(`${day}T08:30:00+07:00`) + hours * 3_600_000;
    desk.pass(wanted - desk.house.now().getTime());
  };
  const events = (dossierId: string, kind: string) =>
    desk.house.db<{ days: string | null }[]>`
      select data ->> 'days' as days from event where stream_id = ${dossierId} and kind = ${kind} order by seq`;

  test('warns seven days and one day ahead, once each, and ends on the day after the last one', async () => {
    const { dossierId, applicationId } = await sentBack();
    const last = await answerBy(applicationId);
    const before = (days: number) =>
      new Date(Date.parse(`${last}T12:00:00Z`) - days * DAY).toISOString().slice(0, 10);
    assert.equal(await warnUnanswered(desk.house), 0, 'nobody is warned on the first day');
    until(before(8));
    assert.equal(await warnUnanswered(desk.house), 0);
    until(before(7));
    assert.equal(await warnUnanswered(desk.house), 1);
    assert.equal(await warnUnanswered(desk.house), 0, 'the job may run again');
    until(before(3));
    assert.equal(await warnUnanswered(desk.house), 0);
    until(before(1));
    assert.equal(await warnUnanswered(desk.house), 1);
    assert.deepEqual(
      (await events(dossierId, 'correction.warned')).map(({ days }) => days),
      ['7', '1'],
    );
    until(last, 15);
    assert.equal(await lapseUnanswered(desk.house), 0, 'the last day is over at midnight only');
    until(last, 16);
    assert.equal(await lapseUnanswered(desk.house), 1);
    assert.equal(await lapseUnanswered(desk.house), 0);
    assert.equal(await outcome(applicationId), 'lapsed');
    const late = await answerCorrection(desk.house, desk.citizen(), dossierId, applicationId);
    assert.equal(!late.ok && late.reason.key, 'dossiers.guard.state');
    assert.equal((await events(dossierId, 'application.lapsed')).length, 1);
  });

  test('a house that was closed for a week sends the nearest warning alone', async () => {
    const { dossierId, applicationId } = await sentBack();
    const last = await answerBy(applicationId);
    until(last);
    assert.equal(await warnUnanswered(desk.house), 1);
    assert.equal(await warnUnanswered(desk.house), 0);
    assert.deepEqual(
      (await events(dossierId, 'correction.warned')).map(({ days }) => days),
      ['1'],
    );
  });

  test('a letter that was answered warns nobody and ends nothing', async () => {
    const { dossierId, applicationId } = await sentBack();
    const last = await answerBy(applicationId);
    const who = desk.citizen();
    const what = { dossierId, applicationId, requirement: 'ktp' };
    assert.deepEqual(await explainMissing(desk.house, who, what, 'Hilang'), done(undefined));
    assert.deepEqual(
      await answerCorrection(desk.house, who, dossierId, applicationId),
      done(undefined),
    );
    until(last, 48);
    assert.equal(await warnUnanswered(desk.house), 0);
    await lapseUnanswered(desk.house);
    assert.equal(await outcome(applicationId), null);
  });

  test('nobody lapses unwarned: where the house stood still, there is a warning and another last day first', async () => {
    const { dossierId, applicationId } = await sentBack();
    const last = await answerBy(applicationId);
    until(last, 24 * 3);
    assert.equal(await lapseUnanswered(desk.house), 0);
    assert.equal(await outcome(applicationId), null);
    const [warned] = await desk.house.db<{ days: string; until: string }[]>`
      select data ->> 'days' as days, data ->> 'answer_by' as until from event
      where stream_id = ${dossierId} and kind = 'correction.warned'`;
    const anew = await answerBy(applicationId);
    assert.deepEqual(warned, { days: '0', until: anew });
    assert.ok(anew > last);
    assert.equal(await warnUnanswered(desk.house), 0, 'it was said today');
    until(anew, 15);
    assert.equal(await lapseUnanswered(desk.house), 0);
    until(anew, 16);
    assert.equal(await lapseUnanswered(desk.house), 1);
    assert.equal(await outcome(applicationId), 'lapsed');
  });

  test('an answer at the very second wins or loses whole: never both, never neither', async () => {
    for (let n = 0; n < 8; n += 1) {
      const { dossierId, applicationId } = await sentBack();
      const who = desk.citizen();
      await explainMissing(
        desk.house,
        who,
        { dossierId, applicationId, requirement: 'ktp' },
        'Hilang',
      );
      until(await answerBy(applicationId));
      await warnUnanswered(desk.house);
      until(await answerBy(applicationId), 16);
      const [answered, lapsed, again] = await Promise.all([
        answerCorrection(desk.house, who, dossierId, applicationId),
        lapseUnanswered(desk.house),
        lapseUnanswered(desk.house),
      ]);
      assert.equal(Number(answered.ok) + lapsed + again, 1);
      assert.equal(await outcome(applicationId), answered.ok ? null : 'lapsed');
      const kinds = await desk.house.db<{ kind: string }[]>`
        select kind from event where stream_id = ${dossierId} and kind in ('application.lapsed', 'correction.answered')`;
      assert.deepEqual(
        kinds.map(({ kind }) => kind),
        [answered.ok ? 'correction.answered' : 'application.lapsed'],
      );
    }
  });
});
