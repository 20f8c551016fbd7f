import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { verifyLedger } from '../../../kernel/ledger-verify.ts';
import { deadlinesOf } from '../../offices/index.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { takeOutOfOrder } from '../handling/commands.ts';
import { done } from '../hold.ts';
import { lapseUnanswered, warnUnanswered } from '../lapsing/lapse.ts';
import { serviceWith } from '../route.fixture.ts';
import { recordStep, withdraw } from '../steps/commands.ts';
import { completeVerification, judge, requestCorrection } from '../verification/commands.ts';
import { answerObjection, fileObjection, isSilent } from './commands.ts';
import { decidedAnewAt, grantUnanswered } from './silence.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const SERVICE = {
  ...serviceWith([{ kind: 'processing' }, { kind: 'decision' }, { kind: 'delivery' }]),
  code: 'IZIN',
};
const GROUNDS = 'Gambar situasi sudah saya lampirkan sejak awal.';
const REASONS = 'Gambar situasi memang ada di lampiran kedua.';

describe('an objection', () => {
  let desk: Desk;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const everything = () => desk.staff(['verifier', 'operator', 'signatory']);
  const head = () => desk.staff(['head_of_office'], desk.colleagueId);
  const accept = async (dossierId: string, applicationId: string) => {
    await takeOutOfOrder(desk.house, everything(), dossierId, 'permintaan pemohon');
    for (const requirement of ['ktp', 'surat'])
      await judge(desk.house, everything(), dossierId, {
        applicationId,
        requirement,
        verdict: 'accepted',
      });
    await completeVerification(desk.house, everything(), dossierId, applicationId);
  };
  const record = async (dossierId: string, applicationId: string, result: 'done' | 'negative') => {
    await takeOutOfOrder(desk.house, everything(), dossierId, 'permintaan pemohon');
    return recordStep(desk.house, everything(), dossierId, {
      applicationId,
      result,
      reference: 'SK 7/2026',
      note: 'Tidak sesuai tata ruang',
    });
  };
  /** A dossier whose application was refused at the decision. */
  const refused = async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    await accept(dossierId, applicationId);
    assert.ok((await record(dossierId, applicationId, 'done')).ok);
    assert.ok((await record(dossierId, applicationId, 'negative')).ok);
    return { dossierId, applicationId };
  };
  const object = async (dossierId: string, applicationId: string, grounds = GROUNDS) => {
    const outcome = await fileObjection(
      desk.house,
      desk.citizen(),
      dossierId,
      applicationId,
      grounds,
    );
    return outcome.ok ? 'done' : outcome.reason.key;
  };
  const answer = async (
    dossierId: string,
    applicationId: string,
    answered: 'upheld' | 'rejected',
    more: { step?: string; why?: string; who?: ReturnType<typeof head> } = {},
  ) => {
    const outcome = await answerObjection(desk.house, more.who ?? head(), dossierId, {
      applicationId,
      answer: answered,
      why: more.why ?? REASONS,
      step: more.step ?? 'langkah_1',
    });
    return outcome.ok ? 'done' : outcome.reason.key;
  };
  const row = async (applicationId: string) => {
    const [found] = await desk.house.db<
      {
        step: string;
        waiting_on: string;
        outcome: string | null;
        due_at: Date | null;
        promised_at: Date;
        closed_at: Date | null;
        round: number;
      }[]
    >`select step, waiting_on, outcome, due_at, promised_at, closed_at, round from application where id = ${applicationId}`;
    assert.ok(found);
    return found;
  };

  test('that is granted leads back to the named step with fresh time; the promise stays what it was', async () => {
    const { dossierId, applicationId } = await refused();
    const ended = await row(applicationId);
    assert.equal(ended.outcome, 'refused');
    assert.equal(await object(dossierId, applicationId), 'done');
    desk.pass(7 * DAY);
    assert.equal(await answer(dossierId, applicationId, 'upheld'), 'done');
    const now = await row(applicationId);
    assert.deepEqual(
      [now.step, now.waiting_on, now.outcome, now.closed_at],
      ['langkah_1', 'office', null, null],
    );
    assert.deepEqual(now.promised_at, ended.promised_at);
    // Five working days from Monday of the answer.
    assert.equal(
      now.due_at && (now.due_at.getTime() - desk.house.now().getTime()) / DAY > 6.9,
      true,
    );
    // And it can be carried to its end after all.
    for (const _ of ['processing', 'decision', 'delivery'])
      assert.deepEqual(await record(dossierId, applicationId, 'done'), done(undefined));
    assert.equal((await row(applicationId)).outcome, 'completed');
    const { faults } = await verifyLedger(desk.owner, {
      stream: dossierId,
      vault: desk.house.vault,
    });
    assert.deepEqual(faults, []);
    desk.pass(-7 * DAY);
  });

  test('is never answered by whoever decided, nor by the applicant, nor twice', async () => {
    const { dossierId, applicationId } = await refused();
    assert.equal(await answer(dossierId, applicationId, 'rejected'), 'dossiers.guard.no_objection');
    assert.equal(await object(dossierId, applicationId), 'done');
    assert.equal(await object(dossierId, applicationId), 'dossiers.guard.objected_already');
    const deciders = desk.staff(['signatory', 'head_of_office']);
    assert.equal(
      await answer(dossierId, applicationId, 'upheld', { who: deciders }),
      'dossiers.guard.decided_it',
    );
    const own = desk.staff(['head_of_office'], desk.applicantId);
    assert.equal(
      await answer(dossierId, applicationId, 'upheld', { who: own }),
      'dossiers.guard.own',
    );
    const verifier = desk.staff(['verifier'], desk.colleagueId);
    assert.equal(
      await answer(dossierId, applicationId, 'upheld', { who: verifier }),
      'dossiers.guard.role',
    );
    assert.equal(
      await answer(dossierId, applicationId, 'upheld', { step: 'nirwana' }),
      'dossiers.guard.no_step',
    );
    assert.equal(
      await answer(dossierId, applicationId, 'rejected', { why: 'tidak' }),
      'dossiers.objection.reasons_needed',
    );
    assert.equal(await answer(dossierId, applicationId, 'rejected'), 'done');
    assert.equal((await row(applicationId)).outcome, 'refused');
    assert.equal(await answer(dossierId, applicationId, 'upheld'), 'dossiers.guard.no_objection');
  });

  test('is filed within twenty-one working days, with grounds, and not against what one took back', async () => {
    const { dossierId, applicationId } = await refused();
    assert.equal(
      await object(dossierId, applicationId, 'tidak setuju'),
      'dossiers.objection.grounds_needed',
    );
    // Monday 16 November and 21 working days: Tuesday 15 December 2026.
    desk.pass(29 * DAY);
    assert.equal(await object(dossierId, applicationId), 'done');
    const other = await (async () => {
      desk.pass(-29 * DAY);
      const made = await refused();
      desk.pass(30 * DAY);
      return made;
    })();
    assert.equal(
      await object(other.dossierId, other.applicationId),
      'dossiers.guard.objected_late',
    );
    desk.pass(-30 * DAY);
    const mine = await desk.handIn(SERVICE);
    assert.equal(await object(mine.dossierId, mine.applicationId), 'dossiers.guard.state');
    await withdraw(desk.house, desk.citizen(), mine.dossierId, mine.applicationId, 'batal');
    assert.equal(await object(mine.dossierId, mine.applicationId), 'dossiers.guard.not_objectable');
  });

  test('to a lapse leads into a new round, which can be written to again', async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    await takeOutOfOrder(desk.house, everything(), dossierId, 'permintaan pemohon');
    const verdicts = async () => {
      for (const requirement of ['ktp', 'surat'])
        await judge(desk.house, everything(), dossierId, {
          applicationId,
          requirement,
          verdict: 'missing',
        });
    };
    await verdicts();
    assert.ok((await requestCorrection(desk.house, everything(), dossierId, applicationId)).ok);
    desk.pass(17 * DAY);
    assert.equal(await warnUnanswered(desk.house), 1);
    desk.pass(23 * DAY);
    assert.equal(await lapseUnanswered(desk.house), 1);
    assert.equal(await object(dossierId, applicationId), 'done');
    assert.equal(await answer(dossierId, applicationId, 'upheld', { step: 'langkah_0' }), 'done');
    assert.equal((await row(applicationId)).round, 2);
    await takeOutOfOrder(desk.house, everything(), dossierId, 'permintaan pemohon');
    await verdicts();
    assert.deepEqual(
      await requestCorrection(desk.house, everything(), dossierId, applicationId),
      done(undefined),
    );
    desk.pass(-40 * DAY);
  });

  test('left unanswered is deemed granted on the day after the last one, once, and is decided anew', async () => {
    const { dossierId, applicationId } = await refused();
    assert.equal(await object(dossierId, applicationId), 'done');
    // Ten working days from Monday 16 November: Monday 30 November 2026, to its midnight.
    desk.pass(14 * DAY + 14.9 * HOUR);
    assert.equal(await grantUnanswered(desk.house), 0, 'the last day is not over');
    const until = { answer: null, answer_by: '2026-11-30' } as const;
    assert.equal(isSilent(desk.office, until, desk.house.now()), false, 'nor is it for an answer');
    desk.pass(0.2 * HOUR);
    assert.equal(
      await answer(dossierId, applicationId, 'rejected'),
      'dossiers.guard.deemed_granted',
      'too late to reject it',
    );
    assert.equal(await grantUnanswered(desk.house), 1);
    assert.equal(await grantUnanswered(desk.house), 0, 'the job may run again');
    const now = await row(applicationId);
    assert.deepEqual([now.step, now.waiting_on, now.outcome], ['langkah_2', 'office', null]);
    assert.equal(await answer(dossierId, applicationId, 'upheld'), 'dossiers.guard.state');
    const [told] = await desk.house.db`
      select actor_id, mandate from event where stream_id = ${dossierId} and kind = 'objection.deemed_granted'`;
    assert.deepEqual(told, { actor_id: null, mandate: 'system' });
    // Whoever is hurt by the new decision may object to that one too.
    assert.ok((await record(dossierId, applicationId, 'negative')).ok);
    assert.equal(await object(dossierId, applicationId), 'done');
    assert.equal(await answer(dossierId, applicationId, 'rejected'), 'done');
    desk.pass(-14 * DAY - 15.1 * HOUR);
  });

  test('an answer at the very second wins or loses whole, and where the office’s rule says so silence grants nothing', async () => {
    const first = await refused();
    await object(first.dossierId, first.applicationId);
    desk.pass(15 * DAY);
    const [upheld, granted] = await Promise.all([
      answer(first.dossierId, first.applicationId, 'upheld', { step: 'langkah_0' }),
      grantUnanswered(desk.house),
    ]);
    assert.equal(granted, upheld === 'done' ? 0 : 1);
    const answers = await desk.house.db`
      select 1 from event where stream_id = ${first.dossierId} and kind in ('objection.upheld', 'objection.deemed_granted')`;
    assert.equal(answers.length, 1);

    desk.pass(-15 * DAY);
    const second = await refused();
    await object(second.dossierId, second.applicationId);
    desk.pass(15 * DAY);
    const deadlines = { ...deadlinesOf(desk.office.profile), silenceGrants: false };
    const profile = { ...desk.office.profile, deadlines };
    await desk.owner`update office set profile = ${desk.owner.json(JSON.parse(JSON.stringify(profile)))}
      where id = ${desk.office.id}`;
    assert.equal(await grantUnanswered(desk.house), 0);
    const strict = { ...head(), office: { ...desk.office, profile } };
    assert.equal(
      await answer(second.dossierId, second.applicationId, 'rejected', { who: strict }),
      'done',
    );
  });
});

test('what is granted by silence is decided anew where it was decided, not where it was handed over', () => {
  const { route } = SERVICE;
  const at = (against: 'completed' | 'refused' | 'lapsed', step: string) =>
    decidedAnewAt(route, { step }, { against })?.kind;
  assert.equal(at('refused', 'langkah_1'), 'processing');
  assert.equal(at('lapsed', 'langkah_0'), 'verification');
  assert.equal(at('completed', 'langkah_3'), 'decision');
  assert.equal(at('completed', 'langkah_1'), 'processing');
  const { route: issued } = serviceWith([{ kind: 'processing' }, { kind: 'issuance' }]);
  const anew = decidedAnewAt(issued, { step: 'langkah_2' }, { against: 'completed' });
  assert.equal(anew?.kind, 'processing', 'what was entered wrongly is entered anew');
});
