import type { Query, Tx } from '../../../kernel/db.ts';

export type PassingOutcome =
  | 'accepted'
  | 'returned'
  | 'withdrawn'
  | 'taken'
  | 'released'
  | 'answered';

/** A dossier given to a colleague, or a question about it. */
export interface HandOver {
  readonly id: string;
  readonly dossier_id: string;
  readonly kind: 'given' | 'asked';
  readonly from_id: string;
  readonly to_id: string;
  readonly note_seq: number;
  readonly made_at: Date;
  readonly ended_at: Date | null;
  readonly outcome: PassingOutcome | null;
  readonly answer_seq: number | null;
}

export async function insertHandOver(
  tx: Tx,
  officeId: string,
  given: Pick<
    HandOver,
    'id' | 'dossier_id' | 'kind' | 'from_id' | 'to_id' | 'note_seq' | 'made_at'
  >,
): Promise<boolean> {
  const rows = await tx`
    insert into hand_over (office_id, id, dossier_id, kind, from_id, to_id, note_seq, made_at)
    values (${officeId}, ${given.id}, ${given.dossier_id}, ${given.kind}, ${given.from_id}, ${given.to_id}, ${given.note_seq},
      ${given.made_at})
    on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** An open one of this dossier; the caller holds the dossier. */
export async function openHandOver(
  tx: Tx,
  officeId: string,
  dossierId: string,
  id: string,
): Promise<HandOver | undefined> {
  const [row] = await tx<HandOver[]>`
    select id, dossier_id, kind, from_id, to_id, note_seq, made_at, ended_at, outcome, answer_seq from hand_over
    where office_id = ${officeId} and dossier_id = ${dossierId} and id = ${id} and ended_at is null`;
  return row;
}

export async function endHandOver(
  tx: Tx,
  officeId: string,
  id: string,
  end: { outcome: PassingOutcome; at: Date; answerSeq?: number },
): Promise<void> {
  await tx`
    update hand_over set outcome = ${end.outcome}, ended_at = ${end.at}, answer_seq = ${end.answerSeq ?? null}
    where office_id = ${officeId} and id = ${id} and ended_at is null`;
}

/** The dossier has come to somebody: what was given and open is thereby accepted by its receiver, or taken by another. */
export async function settleGiven(
  tx: Query,
  officeId: string,
  dossierId: string,
  officerId: string,
  at: Date,
): Promise<void> {
  await tx`
    update hand_over set outcome = case when to_id = ${officerId} then 'accepted' else 'taken' end, ended_at = ${at}
    where office_id = ${officeId} and dossier_id = ${dossierId} and kind = 'given' and ended_at is null`;
}

/** The dossier goes back into the line: nothing given is open any more, or nothing given to `toId`. */
export async function releaseGiven(
  tx: Query,
  officeId: string,
  dossierId: string,
  at: Date,
  toId?: string,
): Promise<void> {
  await tx`
    update hand_over set outcome = 'released', ended_at = ${at}
    where office_id = ${officeId} and dossier_id = ${dossierId} and kind = 'given' and ended_at is null
      and (${toId ?? null}::uuid is null or to_id = ${toId ?? null})`;
}

/** Whether the dossier was given to a colleague who has not accepted it; the caller holds it. */
export async function waitsToBeAccepted(
  tx: Tx,
  officeId: string,
  dossierId: string,
): Promise<boolean> {
  const rows = await tx`
    select 1 from hand_over
    where office_id = ${officeId} and dossier_id = ${dossierId} and kind = 'given' and ended_at is null`;
  return rows.length > 0;
}

/** Reserves the dossier for a colleague until a time. */
export async function reserveFor(
  tx: Tx,
  officeId: string,
  dossierId: string,
  officerId: string,
  until: Date,
): Promise<void> {
  await tx`
    update dossier set handler_id = ${officerId}, handler_until = ${until}
    where office_id = ${officeId} and id = ${dossierId}`;
}

/** What this officer holds or was given and has not answered, at most 200 dossiers. */
export async function heldBy(
  query: Query,
  officeId: string,
  officerId: string,
  at: Date,
): Promise<readonly string[]> {
  const rows = await query<{ id: string }[]>`
    select id from dossier where office_id = ${officeId} and handler_id = ${officerId} and handler_until > ${at}
    union
    select dossier_id from hand_over where office_id = ${officeId} and to_id = ${officerId} and ended_at is null
    limit 200`;
  return rows.map((row) => row.id);
}

/** Closes the questions of a dossier that this officer will not answer any more. */
export async function closeQuestionsTo(
  tx: Tx,
  officeId: string,
  dossierId: string,
  officerId: string,
  at: Date,
): Promise<number> {
  const { count } = await tx`
    update hand_over set outcome = 'released', ended_at = ${at}
    where office_id = ${officeId} and dossier_id = ${dossierId} and to_id = ${officerId} and kind = 'asked' and ended_at is null`;
  return count;
}

/** Whoever passed it on has read what came back. */
export async function noticeAnswer(
  query: Query,
  officeId: string,
  fromId: string,
  id: string,
  at: Date,
): Promise<void> {
  await query`
    update hand_over set noticed_at = ${at}
    where office_id = ${officeId} and from_id = ${fromId} and id = ${id} and ended_at is not null and noticed_at is null`;
}
