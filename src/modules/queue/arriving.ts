import type { House } from '../../kernel/house.ts';
import { type Reason, reason } from '../../kernel/i18n.ts';
import { newId } from '../../kernel/ids.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  NO_DOSSIER,
  refuse,
  takeByAppointment,
  withDossier,
} from '../dossiers/index.ts';
import { atTheDoor, dayOf } from './door.ts';
import { floorDossier } from './floor.sql.ts';
import type { AdmissionKind } from './rules.ts';
import { beginVisit, insertVisit } from './visit.sql.ts';

/** The sentence for whoever is not served. */
export const whyNot = (kind: Exclude<AdmissionKind, 'ready'>): Reason =>
  kind === 'own_dossier' ? reason('dossiers.guard.own') : reason(`queue.admission.${kind}.why`);

/** Somebody came for their meeting. The gate is asked under the lock; whoever is checked in already stays so. */
export async function checkIn(
  house: House,
  who: Acting,
  dossierId: string,
): Promise<Done<'arrived' | 'already'>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<'arrived' | 'already'>> => {
    const arrived = await arrive(hold);
    return arrived.ok ? done(arrived.value.isNew ? 'arrived' : 'already') : arrived;
  });
}

/** Checks in, when that has not happened, and takes the dossier to the counter. */
export async function serve(house: House, who: Acting, dossierId: string): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const arrived = await arrive(hold);
    if (!arrived.ok) return arrived;
    const taken = await takeByAppointment(hold);
    if (!taken.ok) return taken;
    await beginVisit(hold.tx, who.office.id, arrived.value.appointmentId);
    return done(undefined);
  });
}

async function arrive(
  hold: Hold,
): Promise<Done<{ readonly appointmentId: string; readonly isNew: boolean }>> {
  const { tx, at, who } = hold;
  const { office } = who;
  const by = who.actor.personId;
  const dossier = await floorDossier(tx, office.id, hold.dossier.id);
  if (!dossier || !by) return refuse(NO_DOSSIER);
  // The officer has compared the identity card, or the code was read: that stood on the screen before this.
  const door = await atTheDoor(tx, office, dossier, { officerId: by }, at);
  if (door.admission.kind !== 'ready') return refuse(whyNot(door.admission.kind));
  if (!door.booked) return refuse(reason('queue.visit.none'));
  const isNew = await insertVisit(tx, {
    officeId: office.id,
    id: newId(),
    dossierId: dossier.id,
    appointmentId: door.booked.id,
    counterId: door.booked.counterId,
    by,
    at,
    dayBegan: dayOf(at, office.timeZone).from,
  });
  const appointmentId = door.booked.id;
  if (!isNew) return done({ appointmentId, isNew });
  hold.note({
    kind: 'visitor.checked_in',
    data: {
      appointment: appointmentId,
      counter: door.booked.counterId,
      late: at > door.booked.startsAt,
    },
  });
  return done({ appointmentId, isNew });
}
