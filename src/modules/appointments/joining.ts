import type { House } from '../../kernel/house.ts';
import { reason } from '../../kernel/i18n.ts';
import type { OnceKey } from '../../kernel/once.ts';
import { type Acting, type Done, done, refuse } from '../dossiers/index.ts';
import { bookedAppointment, insertCovers, storeJoined } from './booking.sql.ts';
import { toCover } from './coverage.ts';
import { onDossier, seatData } from './desk.ts';
import { endOffer } from './giving.ts';
import { whyNotJoin } from './rules.ts';

/**
 * Verified siblings join a meeting that the dossier already has: the applicant comes once. No seat is taken; whoever comes is
 * told anew, for more is to be brought. An open offer for them ends with it.
 */
export async function joinSeat(
  house: House,
  who: Acting,
  dossierId: string,
  join: { readonly appointmentId: string; readonly applicationIds?: readonly string[] | undefined },
  key?: OnceKey,
): Promise<Done<string>> {
  return onDossier(house, who, dossierId, key, async (hold): Promise<Done<string>> => {
    const { tx, at } = hold;
    const officeId = who.office.id;
    const meeting = await bookedAppointment(tx, officeId, dossierId, join.appointmentId);
    if (!meeting) return refuse(reason('appointments.gone'));
    const late = whyNotJoin(meeting, at);
    if (late) return refuse(late);
    const covering = await toCover(hold, join.applicationIds);
    if (!covering.ok) return covering;
    const { applications, offerIds } = covering.value;
    for (const offerId of offerIds) await endOffer(hold, offerId);
    for (const application of applications) {
      const applied = await hold.apply(application, 'fix_seat', {
        data: {
          appointment: meeting.id,
          ...seatData(meeting),
          sequence: meeting.sequence + 1,
          joined: true,
        },
      });
      if (!applied.ok) return applied;
    }
    await storeJoined(tx, officeId, meeting.id);
    await insertCovers(
      tx,
      officeId,
      applications.map(({ id }) => id),
      { appointmentId: meeting.id },
    );
    return done(meeting.id);
  });
}
