import type { JsonValue, Query, Tx } from '../../../kernel/db.ts';
import type { Answers } from '../answers.ts';
import type { ShownBy } from './rules.ts';

export interface ClaimRow {
  readonly id: string;
  readonly dossier_id: string;
  readonly with_id: string | null;
  readonly from_id: string;
  readonly to_id: string;
  readonly shown_by: ShownBy | null;
  readonly state: 'waiting' | 'done' | 'declined' | 'undone';
  readonly documents: readonly string[];
}

/** A claim as the office sees it. */
export interface ClaimView extends ClaimRow {
  readonly to_name: string;
  readonly asked_at: Date;
  readonly settled_at: Date | null;
}

export interface NewClaim {
  readonly officeId: string;
  readonly id: string;
  readonly dossierId: string;
  readonly withId: string | null;
  readonly fromId: string;
  readonly toId: string;
  readonly shownBy: ShownBy;
  readonly at: Date;
  readonly byId: string;
  readonly documents: readonly string[];
}

/**
 * Keeps that a dossier went into an account; what that account had asked for is thereby settled. Returns the claim's id. Throws on
 * `claim_held` when the dossier is in an account already.
 */
export async function keepClaim(tx: Tx, c: NewClaim): Promise<string> {
  const [asked] = await tx<{ id: string }[]>`
    update claim set state = 'done', with_id = ${c.withId}, shown_by = ${c.shownBy}, settled_at = ${c.at},
      settled_by = ${c.byId}, documents = ${[...c.documents]}
    where office_id = ${c.officeId} and dossier_id = ${c.dossierId} and to_id = ${c.toId} and state = 'waiting'
    returning id`;
  if (asked) return asked.id;
  await tx`
    insert into claim (office_id, id, dossier_id, with_id, from_id, to_id, shown_by, state, asked_at, settled_at, settled_by,
      documents)
    values (${c.officeId}, ${c.id}, ${c.dossierId}, ${c.withId}, ${c.fromId}, ${c.toId}, ${c.shownBy}, 'done', ${c.at}, ${c.at},
      ${c.byId}, ${[...c.documents]})`;
  return c.id;
}

/** Notes that somebody will show their card at the counter; asking again begins the time anew. */
export async function askAtCounter(
  tx: Tx,
  ask: {
    officeId: string;
    dossierId: string;
    fromId: string;
    toId: string;
    at: Date;
    endsAt: Date;
  },
): Promise<void> {
  await tx`
    insert into claim (office_id, dossier_id, from_id, to_id, state, asked_at, ends_at)
    values (${ask.officeId}, ${ask.dossierId}, ${ask.fromId}, ${ask.toId}, 'waiting', ${ask.at}, ${ask.endsAt})
    on conflict (office_id, dossier_id, to_id) where state = 'waiting'
      do update set asked_at = excluded.asked_at, ends_at = excluded.ends_at`;
}

/** What stands about who holds a dossier: who waits to be seen at the counter, and in whose account it is; newest first. */
export async function claimsOf(
  query: Query,
  officeId: string,
  dossierId: string,
  at: Date,
): Promise<ClaimView[]> {
  return query<ClaimView[]>`
    select c.id, c.dossier_id, c.with_id, c.from_id, c.to_id, c.shown_by, c.state, c.documents, p.full_name as to_name,
      c.asked_at, c.settled_at
    from claim c join person p on p.id = c.to_id
    where c.office_id = ${officeId} and c.dossier_id = ${dossierId}
      and (c.state = 'done' or (c.state = 'waiting' and c.ends_at > ${at}))
    order by c.asked_at desc limit 10`;
}

/** A claim that still waits to be seen at the counter, locked. */
export async function lockWaiting(
  tx: Tx,
  officeId: string,
  dossierId: string,
  claimId: string,
  at: Date,
): Promise<ClaimRow | undefined> {
  const [row] = await tx<ClaimRow[]>`
    select id, dossier_id, with_id, from_id, to_id, shown_by, state, documents from claim
    where office_id = ${officeId} and dossier_id = ${dossierId} and id = ${claimId} and state = 'waiting' and ends_at > ${at}
    for update`;
  return row;
}

export async function decline(tx: Tx, officeId: string, id: string, byId: string, at: Date) {
  await tx`
    update claim set state = 'declined', settled_at = ${at}, settled_by = ${byId}
    where office_id = ${officeId} and id = ${id}`;
}

/** The claim by which a dossier is in an account now, and those that went along with it; locked, in one order for all. */
export async function lockHeld(tx: Tx, officeId: string, dossierId: string): Promise<ClaimRow[]> {
  return tx<ClaimRow[]>`
    select id, dossier_id, with_id, from_id, to_id, shown_by, state, documents from claim
    where office_id = ${officeId} and state = 'done'
      and coalesce(with_id, id) = (select coalesce(h.with_id, h.id) from claim h
        where h.office_id = ${officeId} and h.dossier_id = ${dossierId} and h.state = 'done')
    order by dossier_id limit 200 for update`;
}

export async function markUndone(tx: Tx, officeId: string, id: string, byId: string, at: Date) {
  await tx`
    update claim set state = 'undone', undone_at = ${at}, undone_by = ${byId}
    where office_id = ${officeId} and id = ${id}`;
}

/** Whether a claim of this dossier was undone: then its code is in wrong hands, and only a card at the counter opens it. */
export async function wasUndone(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from claim where office_id = ${officeId} and dossier_id = ${dossierId} and state = 'undone' limit 1`;
  return rows.length > 0;
}

/** Other dossiers of a person in an office, oldest first; at most 100. */
export async function siblingsOf(
  tx: Tx,
  officeId: string,
  personId: string,
  dossierId: string,
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from dossier where office_id = ${officeId} and applicant_id = ${personId} and id <> ${dossierId}
    order by submitted_at, id limit 100`;
  return rows.map((row) => row.id);
}

/** Whose dossier it is from now on; the caller holds its lock. */
export async function setApplicant(tx: Tx, officeId: string, dossierId: string, personId: string) {
  await tx`update dossier set applicant_id = ${personId} where office_id = ${officeId} and id = ${dossierId}`;
}

export async function storeAnswers(
  tx: Tx,
  officeId: string,
  applicationId: string,
  answers: Answers,
) {
  await tx`
    update application set answers = ${tx.json(answers as JsonValue)}
    where office_id = ${officeId} and id = ${applicationId}`;
}

/** Every document that a dossier holds or held as evidence, and the papers signed for it. */
export async function papersOf(tx: Tx, officeId: string, dossierId: string): Promise<string[]> {
  const rows = await tx<{ document_id: string }[]>`
    select e.document_id from evidence e
    join application a on a.office_id = e.office_id and a.id = e.application_id
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId}
    union
    select s.document_id from signed_paper s
    join application a on a.office_id = s.office_id and a.id = s.application_id
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId} limit 1000`;
  return rows.map((row) => row.document_id);
}
