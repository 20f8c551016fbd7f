import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cancelSeat, moveSeat } from './changing.ts';
import { fixSeat } from './giving.ts';
import { asOfficer, type VerifiedDossier, verifiedDossiers, wib } from './meeting.fixture.ts';
import {
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

describe('a meeting is moved or cancelled', () => {
  const FRIDAY = '2026-11-20';
  const friday = (time: string) => ({ startsAt: wib(FRIDAY, time) });
  async function booked(): Promise<{ made: VerifiedDossier; id: string }> {
    const made = await dossier();
    return { made, id: ok(await fixSeat(house, officer(), made.id, { seat: friday('09.00') })) };
  }

  test('the applicant moves it twice, then asks the office', async () => {
    const { made, id } = await booked();
    const move = (time: string) =>
      moveSeat(house, owner(made), made.id, { appointmentId: id, seat: friday(time) });
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
    assert.equal(
      why(
        await moveSeat(house, owner(made), made.id, {
          appointmentId: id,
          seat: { startsAt: wib('2026-11-24', '09.00') },
        }),
      ),
      'appointments.rules.too_late',
    );
    assert.equal(
      why(await cancelSeat(house, owner(made), made.id, { appointmentId: id })),
      'appointments.rules.too_late',
    );
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
    assert.equal(
      why(
        await moveSeat(house, owner(made), made.id, { appointmentId: id, seat: friday('10.00') }),
      ),
      'appointments.taken',
    );
    assert.deepEqual(
      (await claims()).map(({ at }) => at),
      [wib(FRIDAY, '09.00'), wib(FRIDAY, '10.00')],
    );
  });

  test('an officer may always, with a reason that is kept sealed', async () => {
    const { made, id } = await booked();
    house.at(wib(FRIDAY, '08.30'));
    const move = (reason: string) =>
      moveSeat(house, officer(), made.id, {
        appointmentId: id,
        seat: { startsAt: wib('2026-11-24', '09.00') },
        reason,
      });
    assert.equal(why(await move(' a ')), 'appointments.reason_needed');
    ok(await move('Petugas Ani sakit'));
    const [row] = await house.db<
      { sealed_reason: Buffer; moves: number }[]
    >`select sealed_reason, moves from appointment where id = ${id}`;
    assert.equal(row?.moves, 0);
    assert.equal(
      await house.vault.openText(
        place.office.id,
        row?.sealed_reason ?? Buffer.alloc(0),
        `appointment:${id}`,
      ),
      'Petugas Ani sakit',
    );
    const [{ plain } = { plain: true }] = await house.db<{ plain: boolean }[]>`
      select bool_or(data::text like '%Ani%') as plain from event where stream_id = ${made.id}`;
    assert.equal(plain, false);
    ok(await cancelSeat(house, officer(), made.id, { appointmentId: id, reason: 'Kantor tutup' }));
    assert.deepEqual(await events(made), ['meeting.fixed', 'meeting.moved', 'meeting.cancelled']);
    assert.equal(
      why(
        await cancelSeat(house, officer(), made.id, { appointmentId: id, reason: 'Kantor tutup' }),
      ),
      'appointments.gone',
    );
  });

  test('nobody moves or cancels their own meeting as an officer', async () => {
    const { made, id } = await booked();
    const self = asOfficer(place, made.applicantId);
    assert.equal(
      why(
        await moveSeat(house, self, made.id, {
          appointmentId: id,
          seat: friday('10.00'),
          reason: 'lebih enak',
        }),
      ),
      'dossiers.guard.own',
    );
    assert.equal(
      why(await cancelSeat(house, self, made.id, { appointmentId: id, reason: 'lebih enak' })),
      'dossiers.guard.own',
    );
  });

  test('after a cancelled meeting the office may give another', async () => {
    const { made, id } = await booked();
    ok(await cancelSeat(house, owner(made), made.id, { appointmentId: id }));
    ok(await fixSeat(house, officer(), made.id, { seat: friday('10.00') }));
  });
});
