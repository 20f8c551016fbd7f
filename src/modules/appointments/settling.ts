import { HOUSE } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { done, inDossier, stateOf } from '../dossiers/index.ts';
import type { Office } from '../offices/index.ts';
import { bookedAppointment, endAppointment, endCovers, everCovered } from './booking.sql.ts';
import { atMeeting, coversNow } from './coverage.ts';
import { seatData } from './desk.ts';
import { endOffer } from './giving.ts';
import { freeAppointment } from './seats.sql.ts';

/**
 * After an application has gone on, back, or was withdrawn: nothing covers it any more. A meeting or an offer that covers
 * nobody is over, and its seat is free.
 */
export async function settle(
  tx: Tx,
  house: House,
  office: Office,
  dossierId: string,
): Promise<void> {
  const who = { actor: HOUSE, office, roles: ['house'] as const };
  await inDossier(tx, house, who, dossierId, async (hold) => {
    const covers = await coversNow(hold);
    const gone = new Set(
      hold.applications.filter((application) => !atMeeting(application)).map(({ id }) => id),
    );
    const left = covers.filter((cover) => gone.has(cover.applicationId));
    if (left.length === 0) return done(undefined);
    await endCovers(
      tx,
      office.id,
      left.map((cover) => cover.applicationId),
      hold.at,
    );
    const remaining = covers.filter((cover) => !gone.has(cover.applicationId));

    for (const offerId of new Set(left.map((cover) => cover.offerId)))
      if (offerId && !remaining.some((cover) => cover.offerId === offerId))
        await endOffer(hold, offerId);

    for (const appointmentId of new Set(left.map((cover) => cover.appointmentId))) {
      if (!appointmentId || remaining.some((cover) => cover.appointmentId === appointmentId))
        continue;
      const meeting = await bookedAppointment(tx, office.id, dossierId, appointmentId);
      if (!meeting) continue;
      const covered = await everCovered(tx, office.id, appointmentId);
      const withdrawn = covered.every((id) =>
        hold.applications.some(
          (application) =>
            application.id === id &&
            stateOf(application) === 'over' &&
            application.outcome === 'withdrawn',
        ),
      );
      await freeAppointment(tx, office.id, appointmentId);
      await endAppointment(tx, office.id, appointmentId, withdrawn ? 'cancelled' : 'done', null);
      hold.note({
        kind: withdrawn ? 'meeting.cancelled' : 'meeting.done',
        data: {
          appointment: appointmentId,
          ...seatData(meeting),
          sequence: meeting.sequence + 1,
          withdrawn,
        },
      });
    }
    return done(undefined);
  });
}
