import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../kernel/ids.ts';
import type { EventRow } from '../../kernel/ledger.ts';
import { onceKey } from '../../kernel/once.ts';
import { answerCorrection, explainMissing } from './correction/commands.ts';
import { type Desk, openDesk } from './desk.fixture.ts';
import { takeNext, takeOutOfOrder } from './handling/commands.ts';
import type { ApplicationRow } from './hold.sql.ts';
import { ALREADY_DONE, done, NO_DOSSIER, refuse, SENT_CHANGED, withDossier } from './hold.ts';
import { serviceWith } from './route.fixture.ts';
import { stateOf } from './rules.ts';
import { withdraw } from './steps/commands.ts';
import { judge, requestCorrection } from './verification/commands.ts';

const HOUR = 3_600_000;
const MEETING = {
  ...serviceWith([{ kind: 'meeting', back: 0 }, { kind: 'processing' }]),
  code: 'TATAP',
};

describe('a dossier at the desk', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
  });
  after(async () => {
    for (const work of closing) await work();
  });
  const applicationOf = async (dossierId: string): Promise<ApplicationRow> => {
    const [row] = await desk.house.db<
      ApplicationRow[]
    >`select * from application where dossier_id = ${dossierId}`;
    assert.ok(row);
    return row;
  };
  const eventsOf = (dossierId: string) =>
    desk.house.db<EventRow[]>`select * from event where stream_id = ${dossierId} order by seq`;
  const verifier = (personId?: string) => desk.staff(['verifier'], personId);
  const accept = async (dossierId: string, applicationId: string) => {
    for (const requirement of ['ktp', 'surat'])
      assert.deepEqual(
        await judge(desk.house, verifier(), dossierId, {
          applicationId,
          requirement,
          verdict: 'accepted',
        }),
        done(undefined),
      );
  };

  test('only its applicant and its own office find it; whoever helps finds only that person’s', async () => {
    const { dossierId } = await desk.handIn(MEETING);
    const look = (who: Parameters<typeof withDossier>[1]) =>
      withDossier(desk.house, who, dossierId, async () => done('found'));
    const other = await desk.other();
    assert.deepEqual(await look(desk.citizen()), done('found'));
    assert.deepEqual(await look(verifier()), done('found'));
    assert.deepEqual(await look(desk.citizen(desk.strangerId)), refuse(NO_DOSSIER));
    assert.deepEqual(
      await look(desk.staff(['verifier', 'administrator'], desk.officerId, other)),
      refuse(NO_DOSSIER),
    );
    const helper = (onBehalfOf: string) => ({
      ...desk.staff(['assistant']),
      actor: {
        personId: desk.officerId,
        onBehalfOf,
        mandate: 'assistant' as const,
        channel: 'counter' as const,
      },
    });
    assert.deepEqual(await look(helper(desk.applicantId)), done('found'));
    assert.deepEqual(await look(helper(desk.strangerId)), refuse(NO_DOSSIER));
    await assert.rejects(
      look({ ...desk.citizen(), actor: { personId: null, mandate: 'self', channel: 'web' } }),
      /for nobody/,
    );
  });

  test('a refusal leaves nothing behind: no event, no state, no new version', async () => {
    const { dossierId, applicationId } = await desk.handIn(MEETING);
    const snapshot = async () => [
      await applicationOf(dossierId),
      [...(await eventsOf(dossierId))],
      [...(await desk.house.db`select version, head_seq from dossier where id = ${dossierId}`)],
    ];
    const before = await snapshot();
    const refused = await withDossier(desk.house, desk.citizen(), dossierId, async (hold) => {
      const application = hold.application(applicationId);
      assert.ok(application);
      assert.ok((await hold.apply(application, 'withdraw')).ok);
      return refuse(NO_DOSSIER);
    });
    assert.equal(refused.ok, false);
    assert.deepEqual(await snapshot(), before);
    await assert.rejects(
      withDossier(desk.house, desk.citizen(), dossierId, async (hold) => {
        const application = hold.application(applicationId);
        assert.ok(application);
        await hold.apply(application, 'withdraw');
        throw new Error('power cut');
      }),
      /power cut/,
    );
    assert.deepEqual(await snapshot(), before);
  });

  test('two rules in one command: the second sees what the first did', async () => {
    const { dossierId, applicationId } = await desk.handIn(MEETING);
    await takeOutOfOrder(desk.house, verifier(), dossierId, 'permintaan pemohon');
    await accept(dossierId, applicationId);
    const roles = desk.staff(['verifier', 'counter_officer']);
    const twice = await withDossier(desk.house, roles, dossierId, async (hold) => {
      const first = hold.application(applicationId);
      assert.ok(first);
      assert.deepEqual(await hold.apply(first, 'complete_verification'), done('meeting/office'));
      assert.equal(hold.application(applicationId)?.step_kind, 'meeting');
      return hold.apply(first, 'offer_seats');
    });
    assert.deepEqual(twice, done('meeting/applicant'));
    assert.equal(stateOf(await applicationOf(dossierId)), 'meeting/applicant');
    const told = (await eventsOf(dossierId))
      .slice(-2)
      .map(({ data }) => [data['from'], data['to'], data['step'], data['to_step']]);
    assert.deepEqual(told, [
      ['verification/office', 'meeting/office', 'langkah_0', 'langkah_1'],
      ['meeting/office', 'meeting/applicant', 'langkah_1', 'langkah_1'],
    ]);
  });

  test('an officer never handles their own dossier, and two never the same', async () => {
    const { dossierId, applicationId } = await desk.handIn(MEETING);
    const self = verifier(desk.applicantId);
    assert.equal((await takeOutOfOrder(desk.house, self, dossierId, 'ini milik saya')).ok, false);
    assert.notEqual(await takeNext(desk.house, self), dossierId);
    const tries = await Promise.all(
      [desk.officerId, desk.colleagueId].map((id) =>
        takeOutOfOrder(desk.house, verifier(id), dossierId, 'permintaan pemohon'),
      ),
    );
    assert.deepEqual(tries.map(({ ok }) => String(ok)).sort(), ['false', 'true']);
    const loser = tries[0]?.ok ? desk.colleagueId : desk.officerId;
    const late = await judge(desk.house, verifier(loser), dossierId, {
      applicationId,
      requirement: 'ktp',
      verdict: 'accepted',
    });
    assert.deepEqual(!late.ok && late.reason.key, 'dossiers.guard.not_held');
    desk.pass(HOUR);
    assert.ok(
      (await takeOutOfOrder(desk.house, verifier(loser), dossierId, 'rekan tidak masuk')).ok,
      'after the hold ran out',
    );
  });

  test('the same form sent twenty times at once does its work once; a changed one does nothing', async () => {
    const { dossierId, applicationId } = await desk.handIn(MEETING);
    const key = newId();
    const who = { ...desk.citizen(), once: onceKey(desk.applicantId, key, { why: 'batal' }) };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        withdraw(desk.house, who, dossierId, applicationId, 'batal'),
      ),
    );
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    for (const answer of answers) if (!answer.ok) assert.deepEqual(answer.reason, ALREADY_DONE);
    assert.equal(
      (await eventsOf(dossierId)).filter(({ kind }) => kind === 'application.withdrawn').length,
      1,
    );
    const changed = { ...who, once: onceKey(desk.applicantId, key, { why: 'lain' }) };
    assert.deepEqual(
      await withdraw(desk.house, changed, dossierId, applicationId, 'lain'),
      refuse(SENT_CHANGED),
    );
  });

  test('the promise never changes; the due time stands still while the citizen acts and is later by that time', async () => {
    const { dossierId, applicationId } = await desk.handIn(MEETING);
    const first = await applicationOf(dossierId);
    assert.deepEqual(first.due_at, first.promised_at);
    await takeOutOfOrder(desk.house, verifier(), dossierId, 'permintaan pemohon');
    await judge(desk.house, verifier(), dossierId, {
      applicationId,
      requirement: 'ktp',
      verdict: 'accepted',
    });
    await judge(desk.house, verifier(), dossierId, {
      applicationId,
      requirement: 'surat',
      verdict: 'deficient',
      reasonCode: 'kabur',
    });
    assert.ok((await requestCorrection(desk.house, verifier(), dossierId, applicationId)).ok);
    const waiting = await applicationOf(dossierId);
    assert.deepEqual(
      [waiting.due_at, waiting.waiting_on, waiting.promised_at],
      [null, 'applicant', first.promised_at],
    );
    desk.pass(48 * HOUR);
    const unanswered = await answerCorrection(desk.house, desk.citizen(), dossierId, applicationId);
    assert.deepEqual(!unanswered.ok && unanswered.reason.key, 'dossiers.guard.unanswered');
    assert.ok(
      (
        await explainMissing(
          desk.house,
          desk.citizen(),
          { dossierId, applicationId, requirement: 'surat' },
          'Hilang',
        )
      ).ok,
    );
    assert.ok((await answerCorrection(desk.house, desk.citizen(), dossierId, applicationId)).ok);
    const again = await applicationOf(dossierId);
    assert.deepEqual(again.promised_at, first.promised_at);
    assert.ok(again.due_at && first.due_at && again.due_at > first.due_at, 'later than promised');
    assert.equal(again.round, 2);
  });
});
