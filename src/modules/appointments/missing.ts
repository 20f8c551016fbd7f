import { reason } from '../../kernel/i18n.ts';
import { type Done, done, type Hold, refuse } from '../dossiers/index.ts';
import { bookedAppointment, endAppointment, endCoversBy } from './booking.sql.ts';
import { coveredBy } from './coverage.ts';
import { seatData } from './desk.ts';

/**
 * Nobody came: the meeting is over and its applications wait for another seat. The seat itself lies in the past and stays
 * taken, for the counter's day shows what it was.
 */
export async function missMeeting(hold: Hold, appointmentId: string): Promise<Done<void>> {
  const { tx, at, who, dossier } = hold;
  const meeting = await bookedAppointment(tx, who.office.id, dossier.id, appointmentId);
  if (!meeting || meeting.endsAt > at) return refuse(reason('appointments.gone'));
  const applications = await coveredBy(hold, { appointmentId });
  await endAppointment(tx, who.office.id, appointmentId, 'missed', null);
  await endCoversBy(tx, who.office.id, { appointmentId }, at);
  hold.note({
    kind: 'meeting.missed',
    data: {
      ...{ appointment: appointmentId, ...seatData(meeting), sequence: meeting.sequence + 1 },
      applications: applications.map(({ id }) => id),
    },
  });
  return done(undefined);
}
