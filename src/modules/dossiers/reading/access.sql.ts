import type { Query } from '../../../kernel/db.ts';

/**
 * What was looked at: a dossier, a file, an identity number in full, a dossier from an office above, the names on the work
 * list, or the audit itself.
 */
export type Look =
  | 'dossier'
  | 'document'
  | 'identity'
  | 'opening'
  | 'work_list'
  | 'audit'
  | 'audit_export';

/** For how long a person from an office above may read a dossier after giving the reason. */
export const OPENED_MINUTES = 60;

/**
 * Keeps who looked (UU 27/2022; ASVS 16.2.1). Leafing and live refreshes are one look: the same person at the same thing
 * within a quarter of an hour is noted once.
 */
export async function noteLook(
  query: Query,
  look: { officeId: string; actorId: string; kind: Look; id: string },
): Promise<void> {
  await noteLooks(query, { ...look, ids: [look.id] });
}

/** As {@link noteLook}, at several things at once: whoever looks for somebody has looked at whom they found. */
export async function noteLooks(
  query: Query,
  look: { officeId: string; actorId: string; kind: Look; ids: readonly string[] },
): Promise<void> {
  if (look.ids.length === 0) return;
  await query`
    insert into access_log (office_id, actor_id, subject_kind, subject_id)
    select ${look.officeId}, ${look.actorId}, ${look.kind}, seen.id
    from unnest(${[...look.ids]}::uuid[]) as seen (id)
    where not exists (select 1 from access_log
      where office_id = ${look.officeId} and subject_id = seen.id and actor_id = ${look.actorId}
        and subject_kind = ${look.kind} and at > now() - interval '15 minutes')`;
}

/** Keeps a look that was asked for with a reason, every time. */
export async function noteOpening(
  query: Query,
  look: { officeId: string; actorId: string; kind: Look; id: string; reason: string | null },
): Promise<void> {
  await query`
    insert into access_log (office_id, actor_id, subject_kind, subject_id, reason)
    values (${look.officeId}, ${look.actorId}, ${look.kind}, ${look.id}, ${look.reason})`;
}

/** Until when this person's reason opens the dossier; undefined when it does not. */
export async function openedUntil(
  query: Query,
  officeId: string,
  dossierId: string,
  actorId: string,
): Promise<Date | undefined> {
  const [row] = await query<{ until: Date }[]>`
    select at + make_interval(mins => ${OPENED_MINUTES}) as until from access_log
    where office_id = ${officeId} and subject_id = ${dossierId} and actor_id = ${actorId} and subject_kind = 'opening'
      and at > now() - make_interval(mins => ${OPENED_MINUTES})
    order by at desc limit 1`;
  return row?.until;
}
