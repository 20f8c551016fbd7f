import type { Query, Tx } from '../../../kernel/db.ts';

/** An open request for the dossier: a question to whoever holds it whose event says that it is wanted. */
const isWanted = (query: Query) => query`
  kind = 'asked' and ended_at is null and exists (select from event e
    where e.stream_id = hand_over.dossier_id and e.seq = hand_over.note_seq and e.kind = 'dossier.wanted')`;

/** Whether this open hand-over is a request for the dossier. */
export async function isRequest(
  tx: Tx,
  officeId: string,
  dossierId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx`
    select 1 from hand_over where office_id = ${officeId} and dossier_id = ${dossierId} and id = ${id} and ${isWanted(tx)}`;
  return rows.length > 0;
}

/** Lets a hold end no later than that; one that ends sooner stays. */
export async function shortenHold(
  tx: Tx,
  officeId: string,
  dossierId: string,
  until: Date,
): Promise<void> {
  await tx`
    update dossier set handler_until = least(handler_until, ${until}) where office_id = ${officeId} and id = ${dossierId}`;
}

/** Somebody has it now: requests are over for them who got it, and for everybody who asked another than them. */
export async function settleWanted(
  query: Query,
  officeId: string,
  dossierId: string,
  officerId: string,
  at: Date,
): Promise<void> {
  await query`
    update hand_over set outcome = case when from_id = ${officerId} then 'accepted' else 'released' end, ended_at = ${at}
    where office_id = ${officeId} and dossier_id = ${dossierId} and to_id <> ${officerId} and ${isWanted(query)}`;
}

/** It is free again: whoever wanted it reads so. */
export async function tellFree(
  query: Query,
  officeId: string,
  dossierId: string,
  at: Date,
): Promise<void> {
  await query`
    update hand_over set outcome = 'answered', ended_at = ${at}
    where office_id = ${officeId} and dossier_id = ${dossierId} and ${isWanted(query)}`;
}
