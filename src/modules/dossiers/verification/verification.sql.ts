import type { Tx } from '../../../kernel/db.ts';

export interface NewVerdict {
  readonly officeId: string;
  readonly applicationId: string;
  readonly requirement: string;
  readonly round: number;
  readonly verdict: 'accepted' | 'deficient' | 'missing';
  readonly reasonCode: string | null;
  readonly note: string;
  readonly versionIds: readonly string[];
  readonly byId: string;
  readonly at: Date;
}

/** The verdict of this round; judging again replaces it (both stand in the ledger). */
export async function putVerdict(tx: Tx, v: NewVerdict): Promise<void> {
  await tx`
    insert into verdict (office_id, application_id, requirement, round, verdict, reason_code, note, version_ids, by_id, at)
    values (${v.officeId}, ${v.applicationId}, ${v.requirement}, ${v.round}, ${v.verdict}, ${v.reasonCode}, ${v.note},
      ${[...v.versionIds]}, ${v.byId}, ${v.at})
    on conflict (office_id, application_id, requirement, round) do update set verdict = excluded.verdict,
      reason_code = excluded.reason_code, note = excluded.note, version_ids = excluded.version_ids, by_id = excluded.by_id,
      at = excluded.at`;
}

export async function insertLetter(
  tx: Tx,
  letter: {
    officeId: string;
    /** Shared by all applications of which the letter speaks. */
    letterId: string;
    dossierId: string;
    applicationId: string;
    round: number;
    at: Date;
    answerBy: string;
    byId: string;
  },
): Promise<void> {
  await tx`
    insert into deficiency_letter (office_id, letter_id, dossier_id, application_id, round, sent_at, answer_by, by_id)
    values (${letter.officeId}, ${letter.letterId}, ${letter.dossierId}, ${letter.applicationId}, ${letter.round}, ${letter.at},
      ${letter.answerBy}, ${letter.byId})`;
}

/** Reasons given earlier for the reopened requirements no longer count. */
export async function clearMissing(
  tx: Tx,
  officeId: string,
  applicationId: string,
  requirements: readonly string[],
): Promise<void> {
  await tx`
    update application set missing = missing - ${[...requirements]}::text[]
    where office_id = ${officeId} and id = ${applicationId}`;
}

/**
 * Begins the next round: what was accepted stays accepted, only what was faulty is judged again. `at`: when the letter was answered;
 * null when it never was.
 */
export async function nextRound(
  tx: Tx,
  officeId: string,
  applicationId: string,
  round: number,
  at: Date | null,
): Promise<void> {
  await tx`
    insert into verdict (office_id, application_id, requirement, round, verdict, reason_code, note, version_ids, by_id, at)
    select office_id, application_id, requirement, ${round + 1}, verdict, reason_code, note, version_ids, by_id, at
    from verdict where office_id = ${officeId} and application_id = ${applicationId} and round = ${round} and verdict = 'accepted'`;
  await tx`
    update deficiency_letter set answered_at = ${at}
    where office_id = ${officeId} and application_id = ${applicationId} and round = ${round}`;
  await tx`
    update application set round = ${round + 1} where office_id = ${officeId} and id = ${applicationId}`;
}
