import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../../kernel/ids.ts';
import { onceKey } from '../../kernel/once.ts';
import { RULES } from '../dossiers/index.ts';
import { cancelSeat, moveSeat } from './changing.ts';
import { fixSeat } from './giving.ts';
import { asOfficer, verifiedDossiers, wib } from './meeting.fixture.ts';
import { SEAT_GIVERS } from './rules.ts';
import {
  at,
  claims,
  dossier,
  events,
  house,
  officer,
  ok,
  other,
  owner,
  place,
  stateOf,
  TUESDAY,
  why,
} from './scene.fixture.ts';

describe('an officer sets the meeting', () => {
  test('the seat is booked, the diary and the clock know', async () => {
    const made = await dossier();
    const id = ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }));
    const [row] =
      await house.db`select state, sequence, starts_at, ends_at, made_by from appointment where id = ${id}`;
    assert.deepEqual(row, {
      state: 'booked',
      sequence: 0,
      starts_at: wib(TUESDAY, '08.20'),
      ends_at: wib(TUESDAY, '08.40'),
      made_by: place.officer,
    });
    assert.deepEqual(await events(made), ['meeting.fixed']);
    assert.deepEqual(await stateOf(made), ['meeting/office']);
  });

  test('a seat that is taken is not sold again, and the sentence says what to do', async () => {
    const [first, second] = [await dossier(), (await verifiedDossiers(house, place, 1))[0]];
    assert.ok(second);
    ok(await fixSeat(house, officer(), first.id, { seat: at('08.20') }));
    assert.equal(
      why(await fixSeat(house, officer(), second.id, { seat: at('08.20') })),
      'appointments.taken',
    );
    assert.deepEqual(await events(second), []);
  });

  test('no seat in a break, on a holiday, before the lead time or off the grid', async () => {
    const made = await dossier();
    const moments = [
      wib(TUESDAY, '12.20'),
      wib('2026-11-21', '09.00'),
      wib('2026-11-16', '10.00'),
      wib(TUESDAY, '08.05'),
      wib('2027-03-01', '09.00'),
    ];
    for (const startsAt of moments)
      assert.equal(
        why(await fixSeat(house, officer(), made.id, { seat: { startsAt } })),
        'appointments.not_open',
      );
  });

  test('a dossier without a complete file gets no seat', async () => {
    const made = await dossier();
    await house.db`update application set step = 'verifikasi', step_kind = 'verification' where dossier_id = ${made.id}`;
    assert.equal(
      why(await fixSeat(house, officer(), made.id, { seat: at('08.20') })),
      'appointments.not_verified',
    );
  });

  test('one application has one meeting, however often the form is sent', async () => {
    const made = await dossier();
    const key = onceKey(place.officer, newId(), { seat: '08.20' });
    const first = ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }, key));
    assert.equal(ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }, key)), first);
    assert.equal(
      why(await fixSeat(house, officer(), made.id, { seat: at('08.40') })),
      'appointments.already_fixed',
    );
  });

  test('nobody gives themself a seat, and only the desk’s officers give one', async () => {
    const made = await dossier();
    assert.equal(
      why(await fixSeat(house, asOfficer(place, made.applicantId), made.id, { seat: at('08.20') })),
      'dossiers.guard.own',
    );
    assert.equal(
      why(
        await fixSeat(house, asOfficer(place, place.officer, ['surveyor']), made.id, {
          seat: at('08.20'),
        }),
      ),
      'dossiers.guard.role',
    );
    assert.equal(
      why(await fixSeat(house, owner(made), made.id, { seat: at('08.20') })),
      'dossiers.guard.role',
    );
    assert.deepEqual(await claims(), []);
  });

  test('the pages are open to those, and only those, whom the rulebook lets give a seat', () => {
    for (const name of ['fix_seat', 'offer_seats'])
      assert.deepEqual(RULES.find((row) => row.name === name)?.who, SEAT_GIVERS);
  });

  test('for another office’s officer the dossier does not exist', async () => {
    const made = await dossier();
    const stranger = asOfficer(other);
    assert.equal(
      why(await fixSeat(house, stranger, made.id, { seat: at('08.20') })),
      'dossiers.unknown',
    );
    const id = ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }));
    assert.equal(
      why(
        await moveSeat(house, stranger, made.id, {
          appointmentId: id,
          seat: at('09.00'),
          reason: 'pindah saja',
        }),
      ),
      'dossiers.unknown',
    );
    assert.equal(
      why(await cancelSeat(house, stranger, made.id, { appointmentId: id, reason: 'batal saja' })),
      'dossiers.unknown',
    );
  });

  test('no application waits for its sibling, and each may have its own meeting', async () => {
    const made = await dossier(2);
    const [one = '', two = ''] = made.applicationIds;
    await house.db`update application set step = 'verifikasi', step_kind = 'verification' where id = ${two}`;
    ok(await fixSeat(house, officer(), made.id, { seat: at('08.20') }));
    await house.db`update application set step = 'tatap_muka', step_kind = 'meeting' where id = ${two}`;
    assert.equal(
      why(await fixSeat(house, officer(), made.id, { seat: at('09.00'), applicationIds: [one] })),
      'appointments.already_fixed',
    );
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
