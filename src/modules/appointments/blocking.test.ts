import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { blockSeats, unblockSeats } from './blocking.ts';
import { fixSeat } from './giving.ts';
import { asOfficer, wib } from './meeting.fixture.ts';
import {
  at,
  claims,
  dossier,
  house,
  officer,
  ok,
  other,
  place,
  TUESDAY,
  why,
} from './scene.fixture.ts';

describe('an officer takes time of a counter out', () => {
  const wish = (from: string, to: string, reason = 'Rapat bulanan') => ({
    counterIds: place.counters,
    from: wib(TUESDAY, from),
    to: wib(TUESDAY, to),
    reason,
  });

  test('no seat can be given there, until it is given back', async () => {
    const made = await dossier();
    const block = ok(await blockSeats(house, officer(), wish('08.00', '10.00')));
    assert.equal(
      why(await fixSeat(house, officer(), made.id, { seat: at('09.40') })),
      'appointments.taken',
    );
    ok(await unblockSeats(house, officer(), block));
    ok(await fixSeat(house, officer(), made.id, { seat: at('09.40') }));
    const kinds = await house.db<
      { kind: string }[]
    >`select kind from event where stream_id = ${place.office.id} order by seq`;
    assert.deepEqual(kinds.map(({ kind }) => kind).slice(-2), [
      'counter.blocked',
      'counter.unblocked',
    ]);
  });

  test('who has a seat inside is named, and nothing is blocked', async () => {
    const made = await dossier();
    const id = ok(await fixSeat(house, officer(), made.id, { seat: at('09.40') }));
    const outcome = await blockSeats(house, officer(), wish('08.00', '10.00'));
    assert.equal(why(outcome), 'appointments.block.people_inside');
    assert.ok(!outcome.ok && 'inside' in outcome);
    assert.deepEqual(
      outcome.inside.map(({ appointmentId }) => appointmentId),
      [id],
    );
    assert.equal((await claims()).length, 1);
  });

  test('it takes a reason, a role, an end after the beginning, and this office’s counter', async () => {
    await dossier();
    assert.equal(
      why(await blockSeats(house, officer(), wish('08.00', '10.00', 'x'))),
      'appointments.reason_needed',
    );
    assert.equal(
      why(await blockSeats(house, officer(), wish('10.00', '08.00'))),
      'appointments.block.order',
    );
    assert.equal(
      why(
        await blockSeats(
          house,
          asOfficer(place, place.officer, ['verifier']),
          wish('08.00', '10.00'),
        ),
      ),
      'dossiers.guard.role',
    );
    assert.equal(
      why(await blockSeats(house, asOfficer(other), wish('08.00', '10.00'))),
      'appointments.block.no_counter',
    );
    ok(await blockSeats(house, officer(), wish('08.00', '10.00')));
    assert.equal(
      why(await blockSeats(house, officer(), wish('09.00', '11.00'))),
      'appointments.block.already',
    );
  });

  test('another office cannot give it back', async () => {
    await dossier();
    const block = ok(await blockSeats(house, officer(), wish('08.00', '10.00')));
    assert.equal(
      why(await unblockSeats(house, asOfficer(other), block)),
      'appointments.block.gone',
    );
  });
});
