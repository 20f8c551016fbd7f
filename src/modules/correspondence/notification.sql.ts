import type { Query, Tx } from '../../kernel/db.ts';

export interface NewNotification {
  readonly officeId: string;
  readonly id: string;
  readonly personId: string;
  readonly dedupe: string;
  /** Null: there is nowhere to send it. */
  readonly address: string | null;
  readonly lang: string;
  readonly subject: string;
  readonly sealed: Buffer;
  readonly at: Date;
}

/** False when this was told before. */
export async function insertNotification(tx: Tx, told: NewNotification): Promise<boolean> {
  const rows = await tx`
    insert into notification (office_id, id, person_id, dedupe, channel, address, lang, subject, sealed, state, made_at)
    values (${told.officeId}, ${told.id}, ${told.personId}, ${told.dedupe}, 'email', ${told.address}, ${told.lang},
      ${told.subject}, ${told.sealed}, ${told.address === null ? 'no_address' : 'waiting'}, ${told.at})
    on conflict (office_id, dedupe) do nothing returning 1`;
  return rows.length === 1;
}

export interface Attempt {
  readonly address: string;
  readonly subject: string;
  readonly sealed: Buffer;
  /** This attempt included. */
  readonly tries: number;
}

/** Counts an attempt and hands out what is to be sent; undefined when it is sent or given up already. */
export async function beginAttempt(
  query: Query,
  officeId: string,
  id: string,
): Promise<Attempt | undefined> {
  const [row] = await query<Attempt[]>`
    update notification set tries = tries + 1
    where office_id = ${officeId} and id = ${id} and state = 'waiting'
    returning address, subject, sealed, tries`;
  return row;
}

export async function markSent(
  query: Query,
  officeId: string,
  id: string,
  at: Date,
): Promise<void> {
  await query`update notification set state = 'sent', sent_at = ${at}, last_problem = null
    where office_id = ${officeId} and id = ${id} and state = 'waiting'`;
}

/** Notes why an attempt failed; `state` says whether there will be another. */
export async function markProblem(
  query: Query,
  officeId: string,
  id: string,
  state: 'waiting' | 'failed',
  problem: string,
): Promise<void> {
  await query`update notification set state = ${state}, last_problem = ${problem}
    where office_id = ${officeId} and id = ${id} and state = 'waiting'`;
}

/** Something the person was not told. Its words stay sealed. */
export interface Undelivered {
  readonly subject: string;
  /** `failed`: given up after the last try; `no_address`: the person has no e-mail. */
  readonly state: 'failed' | 'no_address';
  readonly madeAt: Date;
}

/** What could not be told to a person by this office in the last 90 days, newest first, at most five. */
export async function undelivered(
  query: Query,
  officeId: string,
  personId: string,
): Promise<Undelivered[]> {
  return query<Undelivered[]>`
    select subject, state, made_at as "madeAt" from notification
    where office_id = ${officeId} and person_id = ${personId} and state in ('failed', 'no_address')
      and made_at > now() - interval '90 days'
    order by made_at desc limit 5`;
}
