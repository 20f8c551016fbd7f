import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../../kernel/ids.ts';
import { onceKey } from '../../kernel/once.ts';
import { fixSeat, offerSeats } from './giving.ts';
import { joinSeat } from './joining.ts';
import { asOfficer, type VerifiedDossier, verifiedDossiers } from './meeting.fixture.ts';
import {
  at,
  claims,
  dossier,
  events,
  house,
  officer,
  ok,
  owner,
  place,
  stateOf,
  why,
} from './scene.fixture.ts';

const covered = async (appointmentId: string) =>
  (
    await house.db<{ id: string }[]>`
      select application_id as id from seat_cover where appointment_id = ${appointmentId} and ended_at is null order by 1`
  ).map(({ id }) => id);

/** A family: one has its meeting, the other was verified later. */
async function family(): Promise<{ made: VerifiedDossier; meeting: string; late: string }> {
  const made = await dossier(2);
  const [early = '', late = ''] = made.applicationIds;
  const meeting = ok(
    await fixSeat(house, officer(), made.id, { seat: at('08.20'), applicationIds: [early] }),
  );
  return { made, meeting, late };
}

describe('a sibling that is verified later joins the meeting there is', () => {
  test('no second seat is taken, and whoever comes is told anew', async () => {
    const { made, meeting, late } = await family();
    const before = await claims();
    assert.equal(
      ok(await joinSeat(house, officer(), made.id, { appointmentId: meeting })),
      meeting,
    );
    assert.deepEqual(await covered(meeting), made.applicationIds.toSorted());
    assert.deepEqual(await claims(), before);
    assert.deepEqual(await stateOf(made), ['meeting/office', 'meeting/office']);
    const [event] = await house.db<{ data: Record<string, unknown> }[]>`
      select data from event where stream_id = ${made.id} order by seq desc limit 1`;
    assert.equal(event?.data.application, late);
    assert.equal(event?.data.sequence, 1, 'calendars take it as news');
    const [row] = await house.db<{ sequence: number }[]>`
      select sequence from appointment where id = ${meeting}`;
    assert.equal(row?.sequence, 1);
  });

  test('an offer that runs for it ends, and its seats are free', async () => {
    const { made, meeting, late } = await family();
    ok(
      await offerSeats(house, officer(), made.id, {
        seats: [at('09.00'), at('10.00')],
        applicationIds: [late],
      }),
    );
    ok(await joinSeat(house, officer(), made.id, { appointmentId: meeting }));
    assert.deepEqual(
      (await claims()).map(({ kind }) => kind),
      ['booked'],
    );
    assert.deepEqual(await covered(meeting), made.applicationIds.toSorted());
  });

  test('twice sent is once done; a covered one does not join again', async () => {
    const { made, meeting } = await family();
    const key = onceKey(place.officer, newId(), {});
    ok(await joinSeat(house, officer(), made.id, { appointmentId: meeting }, key));
    ok(await joinSeat(house, officer(), made.id, { appointmentId: meeting }, key));
    assert.deepEqual(await events(made), ['meeting.fixed', 'meeting.fixed']);
    assert.equal(
      why(await joinSeat(house, officer(), made.id, { appointmentId: meeting })),
      'appointments.already_fixed',
    );
  });

  test('not after it has begun, not somebody else’s, not by the applicant, and only what is verified', async () => {
    const { made, meeting, late } = await family();
    const [stranger] = await verifiedDossiers(house, place, 1);
    const join = (who = officer(), dossierId = made.id, applicationIds?: string[]) =>
      joinSeat(house, who, dossierId, { appointmentId: meeting, applicationIds });
    assert.equal(why(await join(officer(), stranger?.id)), 'appointments.gone');
    assert.equal(why(await join(owner(made))), 'dossiers.guard.role');
    assert.equal(why(await join(asOfficer(place, made.applicantId))), 'dossiers.guard.own');
    const foreign = stranger?.applicationIds[0] ?? '';
    assert.equal(why(await join(officer(), made.id, [foreign])), 'dossiers.unknown');
    await house.db`update application set step = 'verifikasi', step_kind = 'verification' where id = ${late}`;
    assert.equal(why(await join(officer(), made.id, [late])), 'appointments.not_verified');
    await house.db`update application set step = 'tatap_muka', step_kind = 'meeting' where id = ${late}`;
    house.at(at('08.20').startsAt);
    assert.equal(why(await join()), 'appointments.rules.past');
  });
});
