import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { newId } from '../../kernel/ids.ts';
import { onceKey } from '../../kernel/once.ts';
import type { Done } from '../dossiers/index.ts';
import { blockSeats, unblockSeats } from './blocking.ts';
import { cancelSeat, moveSeat } from './changing.ts';
import { fixSeat, offerSeats, pickSeat } from './giving.ts';
import { lapseOffers } from './lapse.ts';
import {
  asApplicant,
  asOfficer,
  furnish,
  MONDAY,
  newPlot,
  openTestHouse,
  type Place,
  type TestHouse,
  type VerifiedDossier,
  verifiedDossiers,
  wib,
} from './meeting.fixture.ts';
import { offeredSeats } from './appointments.sql.ts';

const TUESDAY = '2026-11-17';
const at = (time: string) => ({ startsAt: wib(TUESDAY, time) });

let house: TestHouse;
let place: Place;
let other: Place;

let database: FreshDatabase;

after(async () => {
  await house.close();
  await database.close();
});

before(async () => {
  database = await freshDatabase();
  house = openTestHouse(newPlot(database.url));
  place = await furnish(house, 'kantor-uji', { counters: 1 });
  other = await furnish(house, 'lain-kantor');
});

async function dossier(applications = 1): Promise<VerifiedDossier> {
  await house.db`delete from seat_claim`;
  await house.db`update seat_offer set closed_at = now() where closed_at is null`;
  house.at(MONDAY);
  const [made] = await verifiedDossiers(house, place, 1, applications);
  assert.ok(made);
  return made;
}

const ok = (outcome: Done<string>): string => {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.reason.key);
  return outcome.value;
};
const why = (outcome: Done<string> | { ok: false; reason: { key: string } }) => (outcome.ok ? 'done' : outcome.reason.key);
const officer = () => asOfficer(place);
const owner = (made: VerifiedDossier) => asApplicant(place, made.applicantId);
const stateOf = async (made: VerifiedDossier) =>
  (await house.db<{ state: string }[]>`
    select step_kind || '/' || waiting_on as state from application where dossier_id = ${made.id} order by id`).map(({ state }) => state);
const events = async (made: VerifiedDossier) =>
  (await house.db<{ kind: string }[]>`select kind from event where stream_id = ${made.id} order by seq`).map(({ kind }) => kind);
const claims = async () => [
  ...(await house.db<{ kind: string; at: Date }[]>`select kind, lower(during) as at from seat_claim order by lower(during)`),
];

/** Offers three seats and returns them as the applicant sees them. */
async function offered(made: VerifiedDossier) {
  const offerId = ok(await offerSeats(house, officer(), made.id, { seats: [at('08.00'), at('09.00'), at('13.00')] }));
  return { offerId, seats: await offeredSeats(house.db, place.office.id, made.id, house.now()) };
}

describe('an officer sets the meeting', () => {
  test('the seat is booked, the diary and the clock know', async () => {
    const made = await dossier();
    const id = ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }));
    const [row] = await house.db`select state, sequence, starts_at, ends_at, made_by from appointment where id = ${id}`;
    assert.deepEqual(row, { state: 'booked', sequence: 0, starts_at: wib(TUESDAY, '08.20'), ends_at: wib(TUESDAY, '08.40'), made_by: place.officer });
    assert.deepEqual(await events(made), ['meeting.fixed']);
    assert.deepEqual(await stateOf(made), ['meeting/office']);
  });

  test('a seat that is taken is not sold again, and the sentence says what to do', async () => {
    const [first, second] = [await dossier(), (await verifiedDossiers(house, place, 1))[0]];
    assert.ok(second);
    ok(await fixSeat(house, officer(), first.id, { seat: at('08.20') }));
    assert.equal(why(await fixSeat(house, officer(), second.id, { seat: at('08.20') })), 'appointments.taken');
    assert.deepEqual(await events(second), []);
  });

  test('no seat in a break, on a holiday, before the lead time or off the grid', async () => {
    const made = await dossier();
    const moments = [wib(TUESDAY, '12.20'), wib('2026-11-21', '09.00'), wib('2026-11-16', '10.00'), wib(TUESDAY, '08.05'), wib('2027-03-01', '09.00')];
    for (const startsAt of moments)
      assert.equal(why(await fixSeat(house, officer(), made.id, { seat: { startsAt } })), 'appointments.not_open');
  });

  test('a dossier without a complete file gets no seat', async () => {
    const made = await dossier();
    await house.db`update application set step = 'verifikasi', step_kind = 'verification' where dossier_id = ${made.id}`;
    assert.equal(why(await fixSeat(house, officer(), made.id, { seat: at('08.20') })), 'appointments.not_verified');
  });

  test('one application has one meeting, however often the form is sent', async () => {
    const made = await dossier();
    const key = onceKey(place.officer, newId(), { seat: '08.20' });
    const first = ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }, key));
    assert.equal(ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }, key)), first);
    assert.equal(why(await fixSeat(house, officer(), made.id, { seat: at('08.40') })), 'appointments.already_fixed');
  });

  test('nobody gives themself a seat, and only the desk’s officers give one', async () => {
    const made = await dossier();
    assert.equal(why(await fixSeat(house, asOfficer(place, made.applicantId), made.id, { seat: at('08.20') })), 'dossiers.guard.own');
    assert.equal(why(await fixSeat(house, asOfficer(place, place.officer, ['surveyor']), made.id, { seat: at('08.20') })), 'dossiers.guard.role');
    assert.equal(why(await fixSeat(house, owner(made), made.id, { seat: at('08.20') })), 'dossiers.guard.role');
    assert.deepEqual(await claims(), []);
  });

  test('for another office’s officer the dossier does not exist', async () => {
    const made = await dossier();
    const stranger = asOfficer(other);
    assert.equal(why(await fixSeat(house, stranger, made.id, { seat: at('08.20') })), 'dossiers.unknown');
    const id = ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }));
    assert.equal(why(await moveSeat(house, stranger, made.id, { appointmentId: id, seat: at('09.00'), reason: 'pindah saja' })), 'dossiers.unknown');
    assert.equal(why(await cancelSeat(house, stranger, made.id, { appointmentId: id, reason: 'batal saja' })), 'dossiers.unknown');
  });

  test('no application waits for its sibling, and each may have its own meeting', async () => {
    const made = await dossier(2);
    const [one = '', two = ''] = made.applicationIds;
    await house.db`update application set step = 'verifikasi', step_kind = 'verification' where id = ${two}`;
    ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }));
    await house.db`update application set step = 'tatap_muka', step_kind = 'meeting' where id = ${two}`;
    assert.equal(why(await fixSeat(house, officer(), made.id, { seat: at('09.00'), applicationIds: [one] })), 'appointments.already_fixed');
    ok(await fixSeat(house, officer(), made.id, { seat: at('09.00') }));
    assert.equal((await claims()).length, 2);
  });

  test('one meeting covers all applications that are ready', async () => {
    const made = await dossier(2);
    ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }));
    assert.deepEqual(await events(made), ['meeting.fixed', 'meeting.fixed']);
    assert.equal((await claims()).length, 1);
  });
});

describe('an officer offers seats and the applicant picks', () => {
  test('offered seats are held for this applicant, and the clock stops while they choose', async () => {
    const made = await dossier();
    const { seats } = await offered(made);
    assert.deepEqual(seats.map(({ startsAt }) => startsAt), [wib(TUESDAY, '08.00'), wib(TUESDAY, '09.00'), wib(TUESDAY, '13.00')]);
    assert.deepEqual(seats[0]?.expiresAt, wib(TUESDAY, '08.00'), 'no later than the first seat begins');
    assert.deepEqual(await stateOf(made), ['meeting/applicant']);
    const [rival] = await verifiedDossiers(house, place, 1);
    assert.ok(rival);
    assert.equal(why(await fixSeat(house, officer(), rival.id, { seat: at('09.00') })), 'appointments.taken');
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
    assert.equal(why(await pickSeat(house, owner(rival), made.id, { offerId, claimId })), 'dossiers.unknown');
    assert.equal(why(await pickSeat(house, owner(rival), rival.id, { offerId, claimId })), 'appointments.offer.lapsed');
  });

  test('an offer lapses by itself: seats are free, the office has the turn, a late pick is told why', async () => {
    const made = await dossier();
    const { offerId, seats } = await offered(made);
    house.at(wib(TUESDAY, '08.00'));
    assert.equal(why(await pickSeat(house, owner(made), made.id, { offerId, claimId: seats[2]?.claimId ?? '' })), 'appointments.offer.lapsed');
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
    const offer = (...times: string[]) => offerSeats(house, officer(), made.id, { seats: times.map(at) });
    assert.equal(why(await offer()), 'appointments.offer.how_many');
    assert.equal(why(await offer('08.00', '08.20', '08.40', '09.00')), 'appointments.offer.how_many');
    assert.equal(why(await offer('08.00', '08.00')), 'appointments.offer.same_time');
    ok(await offer('08.00'));
    assert.equal(why(await offer('09.00')), 'appointments.already_offered');
  });

  test('when one of the seats is gone, none is held', async () => {
    const [made, rival] = [await dossier(), (await verifiedDossiers(house, place, 1))[0]];
    assert.ok(rival);
    ok(await fixSeat(house, officer(), rival.id, { seat: at('09.00') }));
    assert.equal(why(await offerSeats(house, officer(), made.id, { seats: [at('08.00'), at('09.00')] })), 'appointments.taken');
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

describe('a meeting is moved or cancelled', () => {
  const FRIDAY = '2026-11-20';
  const friday = (time: string) => ({ startsAt: wib(FRIDAY, time) });
  async function booked(): Promise<{ made: VerifiedDossier; id: string }> {
    const made = await dossier();
    return { made, id: ok(await fixSeat(house, officer(), made.id, { seat: friday('09.00') })) };
  }

  test('the applicant moves it twice, then asks the office', async () => {
    const { made, id } = await booked();
    const move = (time: string) => moveSeat(house, owner(made), made.id, { appointmentId: id, seat: friday(time) });
    ok(await move('10.00'));
    assert.equal(why(await move('10.00')), 'appointments.same_seat');
    ok(await move('11.00'));
    assert.equal(why(await move('08.00')), 'appointments.rules.no_moves_left');
    assert.deepEqual(await claims(), [{ kind: 'booked', at: wib(FRIDAY, '11.00') }]);
    const [row] = await house.db`select sequence, moves from appointment where id = ${id}`;
    assert.deepEqual(row, { sequence: 2, moves: 2 });
  });

  test('within the notice neither moving nor cancelling is the applicant’s', async () => {
    const { made, id } = await booked();
    house.at(wib('2026-11-19', '09.01'));
    assert.equal(why(await moveSeat(house, owner(made), made.id, { appointmentId: id, seat: { startsAt: wib('2026-11-24', '09.00') } })), 'appointments.rules.too_late');
    assert.equal(why(await cancelSeat(house, owner(made), made.id, { appointmentId: id })), 'appointments.rules.too_late');
    house.at(wib('2026-11-19', '09.00'));
    ok(await cancelSeat(house, owner(made), made.id, { appointmentId: id }));
    assert.deepEqual(await claims(), []);
    assert.deepEqual(await stateOf(made), ['meeting/office']);
  });

  test('a refused move leaves the old seat', async () => {
    const { made, id } = await booked();
    const [rival] = await verifiedDossiers(house, place, 1);
    assert.ok(rival);
    ok(await fixSeat(house, officer(), rival.id, { seat: friday('10.00') }));
    assert.equal(why(await moveSeat(house, owner(made), made.id, { appointmentId: id, seat: friday('10.00') })), 'appointments.taken');
    assert.deepEqual((await claims()).map(({ at }) => at), [wib(FRIDAY, '09.00'), wib(FRIDAY, '10.00')]);
  });

  test('an officer may always, with a reason that is kept sealed', async () => {
    const { made, id } = await booked();
    house.at(wib(FRIDAY, '08.30'));
    const move = (reason: string) => moveSeat(house, officer(), made.id, { appointmentId: id, seat: { startsAt: wib('2026-11-24', '09.00') }, reason });
    assert.equal(why(await move(' a ')), 'appointments.reason_needed');
    ok(await move('Petugas Ani sakit'));
    const [row] = await house.db<{ sealed_reason: Buffer; moves: number }[]>`select sealed_reason, moves from appointment where id = ${id}`;
    assert.equal(row?.moves, 0);
    assert.equal(await house.vault.openText(place.office.id, row?.sealed_reason ?? Buffer.alloc(0), `appointment:${id}`), 'Petugas Ani sakit');
    const [{ plain } = { plain: true }] = await house.db<{ plain: boolean }[]>`
      select bool_or(data::text like '%Ani%') as plain from event where stream_id = ${made.id}`;
    assert.equal(plain, false);
    ok(await cancelSeat(house, officer(), made.id, { appointmentId: id, reason: 'Kantor tutup' }));
    assert.deepEqual(await events(made), ['meeting.fixed', 'meeting.moved', 'meeting.cancelled']);
    assert.equal(why(await cancelSeat(house, officer(), made.id, { appointmentId: id, reason: 'Kantor tutup' })), 'appointments.gone');
  });

  test('nobody moves or cancels their own meeting as an officer', async () => {
    const { made, id } = await booked();
    const self = asOfficer(place, made.applicantId);
    assert.equal(why(await moveSeat(house, self, made.id, { appointmentId: id, seat: friday('10.00'), reason: 'lebih enak' })), 'dossiers.guard.own');
    assert.equal(why(await cancelSeat(house, self, made.id, { appointmentId: id, reason: 'lebih enak' })), 'dossiers.guard.own');
  });

  test('after a cancelled meeting the office may give another', async () => {
    const { made, id } = await booked();
    ok(await cancelSeat(house, owner(made), made.id, { appointmentId: id }));
    ok(await fixSeat(house, officer(), made.id, { seat: friday('10.00') }));
  });
});

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
    assert.equal(why(await fixSeat(house, officer(), made.id, { seat: at('09.40') })), 'appointments.taken');
    ok(await unblockSeats(house, officer(), block));
    ok(await fixSeat(house, officer(), made.id, { seat: at('09.40') }));
    const kinds = await house.db<{ kind: string }[]>`select kind from event where stream_id = ${place.office.id} order by seq`;
    assert.deepEqual(kinds.map(({ kind }) => kind).slice(-2), ['counter.blocked', 'counter.unblocked']);
  });

  test('who has a seat inside is named, and nothing is blocked', async () => {
    const made = await dossier();
    const id = ok(await fixSeat(house, officer(), made.id, { seat: at('09.40') }));
    const outcome = await blockSeats(house, officer(), wish('08.00', '10.00'));
    assert.equal(why(outcome), 'appointments.block.people_inside');
    assert.ok(!outcome.ok && 'inside' in outcome);
    assert.deepEqual(outcome.inside.map(({ appointmentId }) => appointmentId), [id]);
    assert.equal((await claims()).length, 1);
  });

  test('it takes a reason, a role, an end after the beginning, and this office’s counter', async () => {
    await dossier();
    assert.equal(why(await blockSeats(house, officer(), wish('08.00', '10.00', 'x'))), 'appointments.reason_needed');
    assert.equal(why(await blockSeats(house, officer(), wish('10.00', '08.00'))), 'appointments.block.order');
    assert.equal(why(await blockSeats(house, asOfficer(place, place.officer, ['verifier']), wish('08.00', '10.00'))), 'dossiers.guard.role');
    assert.equal(why(await blockSeats(house, asOfficer(other), wish('08.00', '10.00'))), 'appointments.block.no_counter');
    ok(await blockSeats(house, officer(), wish('08.00', '10.00')));
    assert.equal(why(await blockSeats(house, officer(), wish('09.00', '11.00'))), 'appointments.block.already');
  });

  test('another office cannot give it back', async () => {
    await dossier();
    const block = ok(await blockSeats(house, officer(), wish('08.00', '10.00')));
    assert.equal(why(await unblockSeats(house, asOfficer(other), block)), 'appointments.block.gone');
  });
});
