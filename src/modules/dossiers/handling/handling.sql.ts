import type { Query, Tx } from '../../../kernel/db.ts';
import type { StepKind } from '../../offices/index.ts';
import { releaseGiven, settleGiven } from './handing-over.sql.ts';
import { settleWanted, tellFree } from './wanting.sql.ts';

/** For how long a dossier that was taken is nobody else's; every act on it begins the time anew. */
export const HOLD_MINUTES = 30;

/**
 * The next dossier in fair order (due time, then arrival) that waits on the office at one of these desks and that nobody
 * else holds. Locked; a colleague who asks at the same moment gets the one after it. Never the officer's own, and with
 * `otherEyes` no verification of what they handed in for somebody.
 */
export async function nextInLine(
  tx: Tx,
  officeId: string,
  officerId: string,
  kinds: readonly StepKind[],
  serviceId: string | undefined,
  at: Date,
  otherEyes: boolean,
): Promise<string | undefined> {
  const unbrought = otherEyes
    ? tx`and (a.step_kind <> 'verification' or not exists (select from bringer b
        where b.office_id = d.office_id and b.dossier_id = d.id and b.officer_id = ${officerId}))`
    : tx``;
  const [row] = await tx<{ id: string }[]>`
    select d.id
    from (
      -- The line in the order of its index, read until one is free; joined first, all that waits would be sorted.
      select * from application
      where office_id = ${officeId} and outcome is null and waiting_on = 'office'
        and step_kind = any(${[...kinds]}) and (${serviceId ?? null}::uuid is null or service_id = ${serviceId ?? null})
      order by due_at, submitted_at, id offset 0) a
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    where (d.handler_until is null or d.handler_until < ${at} or d.handler_id = ${officerId})
      and d.applicant_id <> ${officerId} ${unbrought}
    order by a.due_at, a.submitted_at, a.id
    limit 1 for update of d skip locked`;
  return row?.id;
}

export async function setHandler(
  query: Query,
  officeId: string,
  dossierId: string,
  officerId: string,
  at: Date,
): Promise<void> {
  const until = new Date(at.getTime() + HOLD_MINUTES * 60_000);
  await query`
    update dossier set handler_id = ${officerId}, handler_until = ${until}
    where office_id = ${officeId} and id = ${dossierId}`;
  await settleGiven(query, officeId, dossierId, officerId, at);
  await settleWanted(query, officeId, dossierId, officerId, at);
}

/** Keeps the hold of an officer who is at work on it. */
export async function keepHandler(
  query: Query,
  officeId: string,
  dossierId: string,
  officerId: string,
  at: Date,
): Promise<void> {
  const until = new Date(at.getTime() + HOLD_MINUTES * 60_000);
  await query`
    update dossier set handler_until = ${until}
    where office_id = ${officeId} and id = ${dossierId} and handler_id = ${officerId}`;
  await settleGiven(query, officeId, dossierId, officerId, at);
}

export async function clearHandler(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<void> {
  await query`
    update dossier set handler_id = null, handler_until = null where office_id = ${officeId} and id = ${dossierId}`;
  await releaseGiven(query, officeId, dossierId, new Date());
  await tellFree(query, officeId, dossierId, new Date());
}
