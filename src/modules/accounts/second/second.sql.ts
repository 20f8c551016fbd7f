import type { Query, Tx } from '../../../kernel/db.ts';

export interface FactorRow {
  /** Null until the first set-up is confirmed. */
  readonly sealed: Buffer | null;
  readonly since: Date | null;
  readonly usedStep: number;
  /** A set-up that waits for its first code. */
  readonly waiting: Buffer | null;
}

/** A person's second factor, in use or being set up. */
export async function factorOf(query: Query, personId: string): Promise<FactorRow | undefined> {
  const [row] = await query<FactorRow[]>`
    select sealed, since, used_step as "usedStep", waiting_sealed as waiting
    from second_factor where person_id = ${personId}`;
  return row;
}

/** The same, held until the command ends: of two codes at the same moment the second sees what the first used up. */
export async function lockFactor(tx: Tx, personId: string): Promise<FactorRow | undefined> {
  const [row] = await tx<FactorRow[]>`
    select sealed, since, used_step as "usedStep", waiting_sealed as waiting
    from second_factor where person_id = ${personId} for update`;
  return row;
}

export async function hasFactor(query: Query, personId: string): Promise<boolean> {
  const rows =
    await query`select 1 from second_factor where person_id = ${personId} and since is not null`;
  return rows.length > 0;
}

/** Begins a set-up, or begins it anew. */
export async function storeWaiting(
  tx: Tx,
  personId: string,
  sealed: Buffer,
  at: Date,
): Promise<void> {
  await tx`insert into second_factor (person_id, waiting_sealed, waiting_since)
    values (${personId}, ${sealed}, ${at})
    on conflict (person_id) do update set waiting_sealed = excluded.waiting_sealed, waiting_since = excluded.waiting_since`;
}

/** The set-up becomes the factor; the code that confirmed it is used up. */
export async function confirmWaiting(
  tx: Tx,
  personId: string,
  usedStep: number,
  at: Date,
): Promise<void> {
  await tx`update second_factor set sealed = waiting_sealed, since = ${at}, used_step = ${usedStep},
      waiting_sealed = null, waiting_since = null
    where person_id = ${personId} and waiting_sealed is not null`;
}

export async function storeUsedStep(tx: Tx, personId: string, usedStep: number): Promise<void> {
  await tx`update second_factor set used_step = ${usedStep} where person_id = ${personId}`;
}

/** Takes factor and recovery codes away; false when there were none. */
export async function deleteFactor(tx: Tx, personId: string): Promise<boolean> {
  await tx`delete from recovery_code where person_id = ${personId}`;
  return (await tx`delete from second_factor where person_id = ${personId}`).count > 0;
}

/** Puts new recovery codes in the place of all old ones. */
export async function replaceRecovery(
  tx: Tx,
  personId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx`delete from recovery_code where person_id = ${personId}`;
  for (const hash of hashes)
    await tx`insert into recovery_code (person_id, code_hash) values (${personId}, ${hash})`;
}

/** Uses a recovery code up; false when it is not one of theirs, or spent. */
export async function useRecovery(
  tx: Tx,
  personId: string,
  hash: Buffer,
  at: Date,
): Promise<boolean> {
  const rows = await tx`update recovery_code set used_at = ${at}
    where person_id = ${personId} and code_hash = ${hash} and used_at is null returning 1`;
  return rows.length > 0;
}

export async function recoveryLeft(query: Query, personId: string): Promise<number> {
  const rows =
    await query`select 1 from recovery_code where person_id = ${personId} and used_at is null limit 100`;
  return rows.length;
}

export async function insertPending(
  tx: Tx,
  pending: { hash: Buffer; personId: string; expiresAt: Date },
): Promise<void> {
  await tx`insert into pending_login (token_hash, person_id, expires_at)
    values (${pending.hash}, ${pending.personId}, ${pending.expiresAt})`;
}

/** Whether a half-open sign-in still waits for its code. */
export async function isPending(query: Query, hash: Buffer, now: Date): Promise<boolean> {
  const rows =
    await query`select 1 from pending_login where token_hash = ${hash} and expires_at > ${now}`;
  return rows.length > 0;
}

/** Counts a try before the code is looked at; undefined when none is left. */
export async function countTry(
  query: Query,
  hash: Buffer,
  most: number,
  now: Date,
): Promise<{ personId: string; tries: number } | undefined> {
  const [row] = await query<{ personId: string; tries: number }[]>`
    update pending_login p set tries = p.tries + 1 from login l
    where p.token_hash = ${hash} and p.tries < ${most} and p.expires_at > ${now}
      and l.person_id = p.person_id and l.blocked_at is null
    returning p.person_id as "personId", p.tries`;
  return row;
}

/** False when it was gone: another request of this browser finished it, or all sessions were ended. */
export async function deletePending(query: Query, hash: Buffer): Promise<boolean> {
  return (await query`delete from pending_login where token_hash = ${hash}`).count > 0;
}
