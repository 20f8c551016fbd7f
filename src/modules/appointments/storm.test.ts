import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import type { Db } from '../../kernel/db.ts';
import { ACTS_A_ROUND, openStorm, type Storm } from './storm.fixture.ts';

const ROUNDS = 50;

/** Chance that can be repeated: the same seed gives the same storm, as far as it is ours. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Pairs of claims that share a moment of one counter. */
async function oversold(owner: Db): Promise<number> {
  const [row] = await owner<{ pairs: number }[]>`
    select count(*)::int as pairs from seat_claim a join seat_claim b
      on a.office_id = b.office_id and a.counter_id = b.counter_id and a.id < b.id and a.during && b.during`;
  return row?.pairs ?? -1;
}

/** Booked meetings that do not hold exactly their one seat, and seats that no booked meeting or open offer holds. */
async function loose(owner: Db): Promise<number> {
  const [row] = await owner<{ loose: number }[]>`
    select (
      (select count(*) from appointment a where a.state = 'booked' and 1 <> (
        select count(*) from seat_claim s where s.office_id = a.office_id and s.appointment_id = a.id and s.kind = 'booked'
          and s.counter_id = a.counter_id and s.during = tstzrange(a.starts_at, a.ends_at)))
      + (select count(*) from seat_claim s where s.kind = 'booked' and not exists (
        select 1 from appointment a where a.office_id = s.office_id and a.id = s.appointment_id and a.state = 'booked'))
      + (select count(*) from seat_claim s where s.kind = 'held' and not exists (
        select 1 from seat_offer o where o.office_id = s.office_id and o.id = s.offer_id and o.closed_at is null))
      + (select count(*) from application p where p.waiting_on <> case when exists (
        select 1 from seat_cover c where c.application_id = p.id and c.offer_id is not null and c.ended_at is null)
        then 'applicant' else 'office' end)
    )::int as loose`;
  return row?.loose ?? -1;
}

async function held(owner: Db): Promise<{ booked: number; blocked: number; appointments: number }> {
  const [row] = await owner<{ booked: number; blocked: number; appointments: number }[]>`
    select count(*) filter (where kind = 'booked')::int as booked, count(*) filter (where kind = 'blocked')::int as blocked,
      (select count(*)::int from appointment where state = 'booked') as appointments
    from seat_claim`;
  assert.ok(row);
  return row;
}

async function diary(owner: Db, kind: string): Promise<number> {
  const [row] = await owner<
    { count: number }[]
  >`select count(*)::int as count from event where kind = ${kind}`;
  return row?.count ?? -1;
}

describe(`${ACTS_A_ROUND} at once for the last seats, through two server processes`, () => {
  test(`${ROUNDS} rounds with moves, cancellations, offers and blocks: never one seat too many, and the books agree`, async (t) => {
    const database = await freshDatabase(t);
    const storm: Storm = await openStorm(database.url, chance(2026));
    try {
      let full = 0;
      for (let round = 1; round <= ROUNDS; round += 1) {
        const answers = await storm.round();
        assert.equal(answers.length, ACTS_A_ROUND);
        assert.deepEqual(storm.errors, []);
        assert.equal(await oversold(storm.owner), 0, `round ${round}: a seat was sold twice`);
        assert.equal(
          await loose(storm.owner),
          0,
          `round ${round}: seats and meetings do not match`,
        );
        const { booked, blocked, appointments } = await held(storm.owner);
        assert.equal(
          booked,
          storm.bookedByAcknowledgement(),
          `round ${round}: seats and acknowledgements differ`,
        );
        assert.equal(appointments, booked);
        assert.equal(blocked, storm.blockedByAcknowledgement());
        if (
          answers.some((answer) => 'refused' in answer && answer.refused === 'appointments.taken')
        )
          full += 1;
      }
      assert.equal(full, ROUNDS, 'every round was fought to the last seat');
      const { fix, pick, move, cancel, offer, block } = storm.acknowledged;
      assert.ok(Math.min(pick, move, cancel, offer, block) > 0, JSON.stringify(storm.acknowledged));
      assert.equal(await diary(storm.owner, 'meeting.fixed'), fix + pick);
      assert.equal(await diary(storm.owner, 'meeting.moved'), move);
      assert.equal(await diary(storm.owner, 'meeting.cancelled'), cancel);
      assert.equal(await diary(storm.owner, 'meeting.offered'), offer);
      assert.equal(await diary(storm.owner, 'counter.blocked'), block);
    } finally {
      await storm.close();
    }
  });

  test('it is the constraint that guards: without it the same storm sells seats twice', async (t) => {
    const database = await freshDatabase(t);
    const storm = await openStorm(database.url, chance(2026));
    try {
      await storm.owner`alter table seat_claim drop constraint one_claim_per_seat`;
      let pairs = 0;
      for (let round = 1; round <= 10 && pairs === 0; round += 1) {
        await storm.round();
        pairs = await oversold(storm.owner);
      }
      assert.ok(pairs > 0, 'the storm is too weak to prove anything');
    } finally {
      await storm.close();
    }
  });
});
