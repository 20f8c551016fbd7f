import type { Tx } from '../../kernel/db.ts';

/**
 * Notes that somebody came for this meeting; true when it is new. Who came on an earlier day, was not served and got another
 * time has come anew; on the same day nobody arrives twice.
 */
export async function insertVisit(
  tx: Tx,
  visit: {
    readonly officeId: string;
    readonly id: string;
    readonly dossierId: string;
    readonly appointmentId: string;
    readonly counterId: string;
    readonly by: string;
    readonly at: Date;
    /** The beginning of the office's day. */
    readonly dayBegan: Date;
  },
): Promise<boolean> {
  const rows = await tx`
    insert into visit (office_id, id, dossier_id, appointment_id, arrived_at, counter_id, checked_in_by)
    values (${visit.officeId}, ${visit.id}, ${visit.dossierId}, ${visit.appointmentId}, ${visit.at}, ${visit.counterId}, ${visit.by})
    on conflict on constraint one_visit_per_appointment do update
      set arrived_at = excluded.arrived_at, counter_id = excluded.counter_id, checked_in_by = excluded.checked_in_by, state = 'waiting'
      where visit.served_at is null and visit.arrived_at < ${visit.dayBegan}
    returning 1`;
  return rows.length > 0;
}

/** Somebody is being served now. */
export async function beginVisit(tx: Tx, officeId: string, appointmentId: string): Promise<void> {
  await tx`update visit set state = 'serving'
    where office_id = ${officeId} and appointment_id = ${appointmentId} and state = 'waiting'`;
}

/** The visit is over. */
export async function endVisit(
  tx: Tx,
  officeId: string,
  visitId: string,
  end: { readonly state: 'served' | 'returned'; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx`
    update visit set state = ${end.state}, served_at = ${end.at}, served_by = ${end.by}
    where office_id = ${officeId} and id = ${visitId}`;
}

/** The office closed before it came to whoever was here for this meeting. */
export async function leaveVisit(tx: Tx, officeId: string, appointmentId: string): Promise<void> {
  await tx`update visit set state = 'unserved'
    where office_id = ${officeId} and appointment_id = ${appointmentId} and served_at is null`;
}

/** The applications a meeting covers now. */
export async function coveredBy(
  tx: Tx,
  officeId: string,
  appointmentId: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx<{ id: string }[]>`
    select application_id as id from seat_cover
    where office_id = ${officeId} and appointment_id = ${appointmentId} and ended_at is null`;
  return new Set(rows.map(({ id }) => id));
}
