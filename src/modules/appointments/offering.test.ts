import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixSeat, offerSeats, pickSeat } from './giving.ts';
import { lapseOffers } from './lapse.ts';
import { MONDAY, verifiedDossiers, wib } from './meeting.fixture.ts';
import {
  at,
  claims,
  dossier,
  events,
  house,
  offered,
  officer,
  ok,
  owner,
  place,
  stateOf,
  TUESDAY,
  why,
} from './scene.fixture.ts';

describe('an officer offers seats and the applicant picks', () => {
  test('offered seats are held for this applicant, and the clock stops while they choose', async () => {
    const made = await dossier();
    const { seats } = await offered(made);
    assert.deepEqual(
      seats.map(({ startsAt }) => startsAt),
      [wib(TUESDAY, '08.00'), wib(TUESDAY, '09.00'), wib(TUESDAY, '13.00')],
    );
    assert.deepEqual(
      seats[0]?.expiresAt,
      wib(TUESDAY, '08.00'),
      'no later than the first seat begins',
    );
    assert.deepEqual(await stateOf(made), ['meeting/applicant']);
    const [rival] = await verifiedDossiers(house, place, 1);
    assert.ok(rival);
    assert.equal(
      why(await fixSeat(house, officer(), rival.id, { seat: at('09.00') })),
      'appointments.taken',
    );
  });

  test('picking books one and frees the others', async () => {
    const made = await dossier();
    const { offerId, seats } = await offered(made);
    ok(await pickSeat(house, owner(made), made.id, { offerId, claimId: seats[1]?.claimId ?? '' }));
    assert.deepEqual(await claims(), [{ kind: 'booked', at: wib(TUESDAY, '09.00') }]);
    assert.deepEqual(await stateOf(made), ['meeting/office']);
    assert.deepEqual(await events(made), ['meeting.offered', 'meeting.fixed']);
  });

  test('nobody else can pick, and nobody can pick another offer’s seat', async () => {
    const made = await dossier();
    const { offerId, seats } = await offered(made);
    const [rival] = await verifiedDossiers(house, place, 1);
    assert.ok(rival);
    const claimId = seats[0]?.claimId ?? '';
    assert.equal(
      why(await pickSeat(house, owner(rival), made.id, { offerId, claimId })),
      'dossiers.unknown',
    );
    assert.equal(
      why(await pickSeat(house, owner(rival), rival.id, { offerId, claimId })),
      'appointments.offer.lapsed',
    );
  });

  test('an offer lapses by itself: seats are free, the office has the turn, a late pick is told why', async () => {
    const made = await dossier();
    const { offerId, seats } = await offered(made);
    house.at(wib(TUESDAY, '08.00'));
    assert.equal(
      why(
        await pickSeat(house, owner(made), made.id, { offerId, claimId: seats[2]?.claimId ?? '' }),
      ),
      'appointments.offer.lapsed',
    );
    assert.equal(await lapseOffers(house), 1);
    assert.equal(await lapseOffers(house), 0);
    assert.deepEqual(await claims(), []);
    assert.deepEqual(await stateOf(made), ['meeting/office']);
    assert.deepEqual(await events(made), ['meeting.offered', 'meeting.offer_lapsed']);
  });

  test('a hold that ran out keeps nobody away, even before the clock’s job came by', async () => {
    const made = await dossier();
    const { offerId } = await offered(made);
    await house.db`update seat_offer set expires_at = ${MONDAY} where id = ${offerId}`;
    await house.db`update seat_claim set held_until = ${MONDAY}`;
    house.at(new Date(MONDAY.getTime() + 1));
    const [rival] = await verifiedDossiers(house, place, 1);
    assert.ok(rival);
    ok(await fixSeat(house, officer(), rival.id, { seat: at('09.00') }));
    assert.equal(await lapseOffers(house), 1);
    assert.deepEqual(await claims(), [{ kind: 'booked', at: wib(TUESDAY, '09.00') }]);
  });

  test('one to three different times, once at a time', async () => {
    const made = await dossier();
    const offer = (...times: string[]) =>
      offerSeats(house, officer(), made.id, { seats: times.map(at) });
    assert.equal(why(await offer()), 'appointments.offer.how_many');
    assert.equal(
      why(await offer('08.00', '08.20', '08.40', '09.00')),
      'appointments.offer.how_many',
    );
    assert.equal(why(await offer('08.00', '08.00')), 'appointments.offer.same_time');
    ok(await offer('08.00'));
    assert.equal(why(await offer('09.00')), 'appointments.already_offered');
  });

  test('when one of the seats is gone, none is held', async () => {
    const [made, rival] = [await dossier(), (await verifiedDossiers(house, place, 1))[0]];
    assert.ok(rival);
    ok(await fixSeat(house, officer(), rival.id, { seat: at('09.00') }));
    assert.equal(
      why(await offerSeats(house, officer(), made.id, { seats: [at('08.00'), at('09.00')] })),
      'appointments.taken',
    );
    assert.equal((await claims()).length, 1);
    assert.deepEqual(await stateOf(made), ['meeting/office']);
  });

  test('an officer may still set the meeting; the offer ends with it', async () => {
    const made = await dossier();
    await offered(made);
    ok(await fixSeat(house, officer(), made.id, { seat: at('09.00') }));
    assert.deepEqual(await claims(), [{ kind: 'booked', at: wib(TUESDAY, '09.00') }]);
    assert.deepEqual(await stateOf(made), ['meeting/office']);
  });
});
