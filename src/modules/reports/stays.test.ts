import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, localDate } from '../../kernel/clocks/index.ts';
import { type Desk, openDesk } from '../dossiers/desk.fixture.ts';
import { done, withDossier } from '../dossiers/index.ts';
import { serviceWith } from '../dossiers/route.fixture.ts';
import { momentsOf } from './period.ts';
import { readReport } from './report.ts';
import { countListed } from './standing.sql.ts';
import { staysIn, wereLeftOut } from './stays.sql.ts';

/** Hands in so many applications and withdraws each an hour later: so many stays end now. */
async function endStays(desk: Desk, many: number): Promise<void> {
  const service = { ...serviceWith([{ kind: 'processing' }]), code: 'LAMA' };
  for (let n = 0; n < many; n += 1) {
    const { dossierId, applicationId } = await desk.handIn(service);
    desk.pass(60_000);
    const outcome = await withDossier(desk.house, desk.citizen(), dossierId, async (hold) => {
      const application = hold.application(applicationId);
      assert.ok(application);
      const applied = await hold.apply(application, 'withdraw');
      return applied.ok ? done(undefined) : applied;
    });
    assert.ok(outcome.ok);
  }
}

test('each day of a long period has its part in saying how long a step takes, however much happened on its last', async (t) => {
  const desk = await openDesk({ after: (work) => t.after(work) });
  const { house, office } = desk;
  const first = localDate(house.now(), office.timeZone);
  await endStays(desk, 2);
  desk.pass(86_400_000);
  const last = localDate(house.now(), office.timeZone);
  await endStays(desk, 8);

  const measured = async (from: string) => {
    const ask = {
      ...{ officeId: office.id, now: house.now() },
      ...momentsOf({ from, to: last }, office.timeZone),
    };
    const stays = await staysIn(house.db, ask);
    const days = stays.map(({ left_at }) => localDate(left_at, office.timeZone));
    return {
      ...{ first: days.filter((day) => day === first).length, all: days.length },
      leftOut: wereLeftOut(stays, ask),
      listed: (
        await countListed(house.db, 'left', {
          ...ask,
          stepKind: 'verification',
          waitingOn: 'office',
        })
      ).applications,
    };
  };
  assert.deepEqual(await measured(first), { first: 2, all: 10, leftOut: false, listed: 10 });
  // Two thousand over 366 days are six of each.
  assert.deepEqual(await measured(addDays(last, -365)), {
    ...{ first: 2, all: 8, leftOut: true, listed: 8 },
  });
  const report = await readReport(house, office, { from: addDays(last, -365), to: last });
  assert.equal(report.stepTimesOfDay, 6);
  assert.equal(report.stepTimes[0]?.applications, 8);
});
