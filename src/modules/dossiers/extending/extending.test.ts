import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { takeNext, takeOutOfOrder } from '../handling/commands.ts';
import { done } from '../hold.ts';
import { serviceWith } from '../route.fixture.ts';
import { extendTime } from './commands.ts';

const DAY = 86_400_000;
const WHY = 'Menunggu pengukuran ulang karena hujan';
const SERVICE = { ...serviceWith([{ kind: 'processing' }]), code: 'IZIN' };

describe('more time', () => {
  let desk: Desk;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const times = async (applicationId: string) => {
    const [row] = await desk.house.db<{ promised_at: Date; due_at: Date }[]>`
      select promised_at, due_at from application where id = ${applicationId}`;
    assert.ok(row);
    return row;
  };
  const held = async () => {
    const { dossierId, applicationId } = await desk.handIn(SERVICE);
    const verifier = desk.staff(['verifier']);
    assert.equal(await takeNext(desk.house, verifier), dossierId);
    return { dossierId, applicationId, verifier };
  };

  test('moves the due time by working days and never the promise; its reason is kept', async () => {
    const { dossierId, applicationId, verifier } = await held();
    const before = await times(applicationId);
    const wish = { applicationId, amount: 3, why: WHY };
    assert.deepEqual(await extendTime(desk.house, verifier, dossierId, wish), done(undefined));
    const after = await times(applicationId);
    assert.deepEqual(after.promised_at, before.promised_at);
    // Five working days from Monday end on the next Monday; three more, on Thursday.
    assert.equal(after.due_at.getTime() - before.due_at.getTime(), 3 * DAY);
    const [event] = await desk.house.db<{ told: boolean; data: { amount: number } }[]>`
      select commitment is not null as told, data from event where stream_id = ${dossierId} and kind = 'time.extended'`;
    assert.ok(event?.told);
    assert.equal(event.data.amount, 3);
  });

  test('needs a reason, a sensible length, and is given as often as the office says', async () => {
    const { dossierId, applicationId, verifier } = await held();
    const ask = async (amount: number, why: string, who = verifier) => {
      const outcome = await extendTime(desk.house, who, dossierId, { applicationId, amount, why });
      return outcome.ok ? 'done' : outcome.reason.key;
    };
    assert.equal(await ask(3, 'sibuk'), 'dossiers.extend.reason_needed');
    for (const amount of [0, 6, 1.5, Number.NaN])
      assert.equal(await ask(amount, WHY), 'dossiers.extend.amount_needed');
    const colleague = desk.staff(['operator'], desk.colleagueId);
    assert.equal(await ask(2, WHY, colleague), 'dossiers.guard.not_held');
    assert.equal(await ask(2, WHY), 'done');
    assert.equal(await ask(2, WHY), 'dossiers.guard.extended_enough');
  });

  test('is not to be had for a promise that is already broken', async () => {
    const { dossierId, applicationId } = await held();
    desk.pass(10 * DAY);
    const verifier = desk.staff(['verifier']);
    await takeOutOfOrder(desk.house, verifier, dossierId, 'permintaan pemohon');
    const late = await extendTime(desk.house, verifier, dossierId, {
      applicationId,
      amount: 3,
      why: WHY,
    });
    assert.equal(!late.ok && late.reason.key, 'dossiers.guard.overdue');
  });
});
