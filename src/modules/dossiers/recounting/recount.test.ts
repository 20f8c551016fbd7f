import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { forgetOffices } from '../../offices/index.ts';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { extendTime } from '../extending/commands.ts';
import { takeOutOfOrder } from '../handling/commands.ts';
import { applicationsOf } from '../hold.sql.ts';
import { done } from '../hold.ts';
import { dueNow } from '../moving.ts';
import { serviceWith } from '../route.fixture.ts';
import { recordStep, withdraw } from '../steps/commands.ts';
import { completeVerification, judge, requestCorrection } from '../verification/commands.ts';
import { noticeCalendars, recountSome } from './recount.ts';
import { recountOf } from './recounting.sql.ts';

const SERVICE = { ...serviceWith([{ kind: 'processing' }]), code: 'IZIN' };

describe('changed days off', () => {
  let desk: Desk;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void ends.push(work) });
    await notice();
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const notice = () => transaction(desk.house.db, (tx) => noticeCalendars(tx, desk.house.now()));
  const closeOn = (day: string, officeId: string | null = desk.office.id) =>
    desk.owner`insert into day_off (office_id, day, kind, name, source)
      values (${officeId}, ${day}, ${officeId ? 'office' : 'L'}, 'Banjir', 'contoh')`;
  /** Notices what changed and counts to the end; how many due times moved. */
  const recount = async (): Promise<number> => {
    await notice();
    const { run } = (await recountOf(desk.house.db, desk.office.id)) ?? { run: 0 };
    while (await recountSome(desk.house, desk.office.id, run)) void run;
    const ended = await recountOf(desk.house.db, desk.office.id);
    assert.ok(ended?.finished_at);
    assert.equal(ended.seen, ended.total);
    return ended.moved;
  };
  const dueOf = async (applicationId: string) => {
    const [row] = await desk.house.db<{ due_at: Date | null; promised_at: Date }[]>`
      select due_at, promised_at from application where id = ${applicationId}`;
    return {
      due: row?.due_at?.toISOString().slice(0, 10) ?? null,
      promised: row?.promised_at.toISOString().slice(0, 10),
    };
  };
  const judged = async (
    dossierId: string,
    applicationId: string,
    verdict: 'accepted' | 'missing',
  ) => {
    const verifier = desk.staff(['verifier']);
    await takeOutOfOrder(desk.house, verifier, dossierId, 'permintaan pemohon');
    for (const requirement of ['ktp', 'surat'])
      await judge(desk.house, verifier, dossierId, { applicationId, requirement, verdict });
    return verifier;
  };

  test('move what runs at the office at once; never the promise, what waits, or what has ended', async () => {
    const [running, waiting, over] = [
      await desk.handIn(SERVICE),
      await desk.handIn(SERVICE),
      await desk.handIn(SERVICE),
    ];
    const verifier = await judged(waiting.dossierId, waiting.applicationId, 'missing');
    await requestCorrection(desk.house, verifier, waiting.dossierId, waiting.applicationId);
    await withdraw(desk.house, desk.citizen(), over.dossierId, over.applicationId, '');
    assert.deepEqual(await dueOf(running.applicationId), {
      due: '2026-11-23',
      promised: '2026-11-23',
    });

    await closeOn('2026-11-19');
    assert.equal(await recount(), 1);
    assert.deepEqual(await dueOf(running.applicationId), {
      due: '2026-11-24',
      promised: '2026-11-23',
    });
    assert.equal((await dueOf(waiting.applicationId)).due, null);
    assert.equal((await dueOf(over.applicationId)).due, null);

    const told = await desk.house.db<{ stream_id: string; data: Record<string, unknown> }[]>`
      select stream_id, data from event where kind = 'time.recounted'`;
    assert.deepEqual(
      told.map(({ stream_id: dossier, data }) => [dossier, data['application'], data['due']]),
      [[running.dossierId, running.applicationId, '2026-11-24T09:00:00.000Z']],
    );
    const [diary] = await desk.house.db<{ data: unknown }[]>`
      select data from event where stream_id = ${desk.office.id} and kind = 'office.due_recounted'`;
    assert.deepEqual(diary?.data, { seen: 1, moved: 1 });
  });

  test('are noticed once, however they were changed, and a count that was broken off goes on', async () => {
    const { applicationId } = await desk.handIn(SERVICE);
    await closeOn('2026-11-20', null);
    assert.equal(await notice(), 1);
    assert.equal(await notice(), 0, 'the same days are no news');
    const { run } = (await recountOf(desk.house.db, desk.office.id)) ?? { run: 0 };
    assert.equal(
      await recountSome(desk.house, desk.office.id, run - 1),
      false,
      'an earlier run is over',
    );
    assert.equal((await dueOf(applicationId)).due, '2026-11-24');
    await recountSome(desk.house, desk.office.id, run);
    assert.equal((await dueOf(applicationId)).due, '2026-11-25');
    await recountSome(desk.house, desk.office.id, run);
    const events = await desk.house.db`
      select 1 from event where kind = 'time.recounted' and data ->> 'application' = ${applicationId}`;
    assert.equal(events.length, 1);
    await desk.owner`delete from day_off where office_id is null and day = '2026-11-20'`;
    await recount();
    assert.equal((await dueOf(applicationId)).due, '2026-11-24');
  });

  test('give what the next event would have given, pauses and extensions counted', async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    const verifier = await judged(dossierId, applicationId, 'accepted');
    await extendTime(desk.house, verifier, dossierId, {
      applicationId,
      amount: 2,
      why: 'Menunggu tanda tangan camat',
    });
    assert.ok((await completeVerification(desk.house, verifier, dossierId, applicationId)).ok);
    await closeOn('2026-11-26');
    await recount();
    forgetOffices();
    const { application, expected } = await transaction(desk.house.db, async (tx) => {
      const [found] = await applicationsOf(tx, desk.office.id, dossierId);
      assert.ok(found);
      const due = await dueNow({ tx, office: desk.office, time: SERVICE.time }, found);
      return { application: found, expected: due };
    });
    assert.deepEqual(application.due_at, expected);
    assert.equal((await dueOf(applicationId)).due, '2026-11-27');
    const operator = desk.staff(['operator']);
    await takeOutOfOrder(desk.house, operator, dossierId, 'permintaan pemohon');
    assert.deepEqual(
      await recordStep(desk.house, operator, dossierId, {
        applicationId,
        result: 'done',
        reference: 'No. 1',
        note: 'Selesai',
      }),
      done(undefined),
    );
  });

  test('leave the other office alone, and more than a batch is counted to the last one', async () => {
    const other = await desk.other();
    await notice();
    const { applicationId, dossierId } = await desk.handIn(SERVICE);
    const ids = Array.from({ length: 450 }, () => newId());
    // Bulk of what runs there: copies of one application, each in the same dossier.
    await desk.owner`
      insert into application (office_id, id, dossier_id, service_id, service_version, answers, missing, step, step_kind, waiting_on,
        round, submitted_at, promised_at, due_at)
      select office_id, copy.id, dossier_id, service_id, service_version, answers, missing, step, step_kind, waiting_on, round,
        submitted_at, promised_at, due_at
      from application, unnest(${ids}::uuid[]) copy(id) where application.id = ${applicationId}`;
    const before = await dueOf(applicationId);
    await closeOn('2026-11-18');
    assert.ok((await recount()) > ids.length);
    const rows = await desk.house.db<{ due: string }[]>`
      select distinct due_at::date::text as due from application where dossier_id = ${dossierId}`;
    assert.deepEqual([before.due, ...rows.map(({ due }) => due)], ['2026-11-24', '2026-11-25']);
    assert.equal(await recountOf(desk.house.db, other.id), undefined);
  });
});
