import { addDays, instantAt, localDate } from '../../kernel/clocks/index.ts';
import { reason, translator } from '../../kernel/i18n.ts';
import { type Done, done, type Hold, refuse } from '../dossiers/index.ts';
import { bookedAppointment, endAppointment, endCoversBy, storeMove } from './booking.sql.ts';
import { reasonPlace } from './changing.ts';
import { coveredBy } from './coverage.ts';
import { type SeatDesk, seatData, seatDesk, takeSeat } from './desk.ts';
import { claimsBetween, freeAppointment } from './seats.sql.ts';
import { openSeats, type Seat, seatDates } from './seats.ts';

/**
 * The applicant was here and the office closed before it came to them: that is no absence. By the office's rule the meeting goes
 * to the first free seat after its lead time, or ends, and the application waits for another seat from an officer.
 */
export async function endUnserved(hold: Hold, appointmentId: string): Promise<Done<void>> {
  const { tx, at, who, dossier } = hold;
  const officeId = who.office.id;
  const meeting = await bookedAppointment(tx, officeId, dossier.id, appointmentId);
  if (!meeting || meeting.endsAt > at) return refuse(reason('appointments.gone'));
  const applications = await coveredBy(hold, { appointmentId });
  const desk = await seatDesk(tx, who.office);
  const next = desk?.rules.unserved === 'next_seat' ? await firstFree(hold, desk) : undefined;
  const sequence = meeting.sequence + 1;
  hold.note({
    kind: 'meeting.unserved',
    data: {
      ...{ appointment: appointmentId, ...seatData(meeting), sequence, moved: next !== undefined },
      applications: applications.map(({ id }) => id),
    },
  });
  if (!desk || !next) {
    await endAppointment(tx, officeId, appointmentId, 'unserved', null);
    await endCoversBy(tx, officeId, { appointmentId }, at);
    return done(undefined);
  }
  await freeAppointment(tx, officeId, appointmentId);
  const seat = await takeSeat(hold, desk, next, { kind: 'booked', appointmentId });
  if (!seat.ok) return seat;
  const why = translator('id')('appointments.unserved.reason');
  for (const application of applications) {
    const moved = await hold.apply(application, 'move_seat', {
      data: {
        ...{ appointment: appointmentId, ...seatData(seat.value), sequence },
        from: meeting.startsAt.toISOString(),
      },
      text: why,
    });
    if (!moved.ok) return moved;
  }
  await storeMove(tx, officeId, appointmentId, seat.value, {
    byApplicant: false,
    sealedReason: await hold.house.vault.sealText(officeId, why, reasonPlace(appointmentId)),
  });
  return done(undefined);
}

/** How many days are looked through for a free seat. */
const LOOK_AHEAD_DAYS = 14;

async function firstFree({ tx, at, who }: Hold, desk: SeatDesk): Promise<Seat | undefined> {
  const { calendar, rules, counters } = desk;
  const { from } = seatDates(calendar, rules, at);
  const to = addDays(from, LOOK_AHEAD_DAYS);
  const moments = [from, addDays(to, 1)].map((day) => instantAt(day, 0, calendar.timeZone));
  const claims = await claimsBetween(tx, who.office.id, moments[0] ?? at, moments[1] ?? at);
  const range = { from: from > localDate(at, calendar.timeZone) ? from : addDays(from, 1), to };
  return openSeats(calendar, rules, counters, claims, at, range)[0];
}
