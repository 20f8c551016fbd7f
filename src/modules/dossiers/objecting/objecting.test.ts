import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { verifyLedger } from '../../../kernel/ledger-verify.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { takeOutOfOrder } from '../handling/commands.ts';
import { done } from '../hold.ts';
import { lapseUnanswered } from '../lapsing/lapse.ts';
import { serviceWith } from '../route.fixture.ts';
import { recordStep, withdraw } from '../steps/commands.ts';
import { completeVerification, judge, requestCorrection } from '../verification/commands.ts';
import { answerObjection, fileObjection } from './commands.ts';

const DAY = 86_400_000;
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
    desk.pass(40 * DAY);
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
});
