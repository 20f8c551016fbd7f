import { localDate } from '../../kernel/clocks/index.ts';
import type { House } from '../../kernel/house.ts';
import { reason, translator } from '../../kernel/i18n.ts';
import { moveSeat, movesOnTheSpot } from '../appointments/index.ts';
import { type Acting, type Done, NO_DOSSIER, refuse } from '../dossiers/index.ts';
import { whyNot } from './arriving.ts';
import { atTheDoor } from './door.ts';
import { floorDossier } from './floor.sql.ts';
import type { AdmissionKind } from './rules.ts';

/** Who is moved on the spot: whoever came on the right day at the wrong time. */
export const MOVED_ON_THE_SPOT: readonly AdmissionKind[] = ['too_early', 'too_late'];

/**
 * Moves the meeting of somebody who stands at the counter to a seat that is free later today, where the office's rules allow
 * it. Returns the id of the meeting.
 */
export async function moveOnTheSpot(
  house: House,
  who: Acting,
  dossierId: string,
  seat: { readonly startsAt: Date; readonly counterId: string },
): Promise<Done<string>> {
  const { office } = who;
  if (!movesOnTheSpot(office.profile.seats)) return refuse(reason('queue.spot.not_allowed'));
  const dossier = await floorDossier(house.db, office.id, dossierId);
  if (!dossier) return refuse(NO_DOSSIER);
  const shown = { officerId: who.actor.personId };
  const { admission, booked } = await atTheDoor(house.db, office, dossier, shown, house.now());
  const { kind } = admission;
  if (kind === 'own_dossier') return refuse(whyNot(kind));
  if (!booked || !MOVED_ON_THE_SPOT.includes(kind)) return refuse(reason('queue.visit.none'));
  const isToday =
    localDate(seat.startsAt, office.timeZone) === localDate(house.now(), office.timeZone);
  if (!isToday) return refuse(reason('queue.spot.choose'));
  return moveSeat(house, who, dossierId, {
    appointmentId: booked.id,
    seat,
    reason: translator('id')('queue.spot.reason'),
    onTheSpot: true,
  });
}
