import { reason } from '../../kernel/i18n.ts';
import {
  type ApplicationRow,
  type Done,
  done,
  type Hold,
  NO_DOSSIER,
  refuse,
  stateOf,
} from '../dossiers/index.ts';
import { type Cover, coversOf } from './booking.sql.ts';

/** Applications that a new meeting or offer is to cover, and the open offers it replaces. */
export interface Covering {
  readonly applications: readonly ApplicationRow[];
  readonly offerIds: readonly string[];
}

/** Whether the application stands at the counter's desk: only a verified one does. */
export const atMeeting = (application: ApplicationRow) =>
  stateOf(application).startsWith('meeting/');

/** What covers the dossier's applications now. */
export function coversNow(hold: Hold): Promise<Cover[]> {
  return coversOf(
    hold.tx,
    hold.who.office.id,
    hold.applications.map(({ id }) => id),
  );
}

/**
 * The applications for which a seat is to be given: those named, or all that stand at the meeting and have none. A sibling
 * that is not yet verified keeps nobody waiting. Whoever shares an open offer that is replaced is taken along, for the offer ends.
 */
export async function toCover(
  hold: Hold,
  named: readonly string[] | undefined,
): Promise<Done<Covering>> {
  if (named?.some((id) => !hold.application(id))) return refuse(NO_DOSSIER);
  const covers = await coversNow(hold);
  const booked = new Set(
    covers.filter((cover) => cover.appointmentId).map((cover) => cover.applicationId),
  );
  const wanted = hold.applications.filter((application) =>
    named ? named.includes(application.id) : atMeeting(application) && !booked.has(application.id),
  );
  if (wanted.length === 0)
    return refuse(
      reason(
        hold.applications.some(atMeeting)
          ? 'appointments.already_fixed'
          : 'appointments.not_verified',
      ),
    );
  if (!wanted.every(atMeeting)) return refuse(reason('appointments.not_verified'));
  if (wanted.some(({ id }) => booked.has(id))) return refuse(reason('appointments.already_fixed'));
  const ids = new Set(wanted.map(({ id }) => id));
  const offerIds = [
    ...new Set(
      covers.filter((cover) => ids.has(cover.applicationId)).map((cover) => cover.offerId),
    ),
  ].filter((id) => id !== null);
  const along = new Set(
    covers
      .filter((cover) => cover.offerId && offerIds.includes(cover.offerId))
      .map((cover) => cover.applicationId),
  );
  const applications = hold.applications.filter(
    (application) =>
      ids.has(application.id) || (along.has(application.id) && atMeeting(application)),
  );
  return done({ applications, offerIds });
}

/** The applications that this meeting or offer covers now and that still stand at the meeting. */
export async function coveredBy(
  hold: Hold,
  by: { readonly appointmentId: string } | { readonly offerId: string },
): Promise<readonly ApplicationRow[]> {
  const ids = (await coversNow(hold))
    .filter((cover) =>
      'appointmentId' in by
        ? cover.appointmentId === by.appointmentId
        : cover.offerId === by.offerId,
    )
    .map((cover) => cover.applicationId);
  return hold.applications.filter(
    (application) => ids.includes(application.id) && atMeeting(application),
  );
}
