import type { Query, Tx } from '../../../kernel/db.ts';

/** A deficiency letter that waits for its answer. */
export interface WaitingLetter {
  readonly office_id: string;
  readonly dossier_id: string;
  readonly application_id: string;
  readonly id: string;
}

/** Up to 200 letters whose last day is over at their office, the oldest first. */
export async function lettersRunOut(query: Query, now: Date): Promise<WaitingLetter[]> {
  return query<WaitingLetter[]>`
    select l.office_id, l.dossier_id, l.application_id, l.id
    from deficiency_letter l
    join office o on o.id = l.office_id
    join application a on a.office_id = l.office_id and a.id = l.application_id and a.round = l.round
    where l.answered_at is null and l.answer_by < (${now}::timestamptz at time zone o.time_zone)::date
      and a.outcome is null and a.waiting_on = 'applicant' and a.step_kind = 'verification'
    order by l.answer_by, l.id limit 200`;
}

/**
 * Up to 200 letters whose last day is as near as their office warns of, with that number of days; whoever was already warned that
 * near, or got the letter later than that, is not among them.
 */
export async function lettersRunningOut(
  query: Query,
  now: Date,
): Promise<(WaitingLetter & { readonly days: number })[]> {
  return query<(WaitingLetter & { readonly days: number })[]>`
    select l.office_id, l.dossier_id, l.application_id, l.id, min(w.days)::int as days
    from deficiency_letter l
    join office o on o.id = l.office_id
    join application a on a.office_id = l.office_id and a.id = l.application_id and a.round = l.round
    cross join lateral (select (${now}::timestamptz at time zone o.time_zone)::date as today) t
    cross join lateral (select value::int as days from
      jsonb_array_elements_text(coalesce(o.profile -> 'deadlines' -> 'warnDaysBefore', '[7, 1]'))) w
    where l.answered_at is null and l.answer_by between t.today and t.today + w.days
      and (l.sent_at at time zone o.time_zone)::date < l.answer_by - w.days
      and not exists (select from unnest(l.warned) earlier where earlier <= w.days)
      and a.outcome is null and a.waiting_on = 'applicant' and a.step_kind = 'verification'
    group by l.office_id, l.dossier_id, l.application_id, l.id
    order by l.answer_by, l.id limit 200`;
}

/** An application's row of a deficiency letter. */
export interface LetterOfRound {
  readonly id: string;
  /** The letter itself: it may speak of several applications. */
  readonly letter_id: string;
  readonly sent_at: Date;
  readonly answer_by: string;
  readonly answered_at: Date | null;
  /** How many days ahead its applicant was warned, each time. */
  readonly warned: readonly number[];
}

/** The letter of the application's present round; undefined when none went out. Commands read it under the dossier's lock. */
export async function letterOf(
  query: Query,
  officeId: string,
  application: { readonly id: string; readonly round: number },
): Promise<LetterOfRound | undefined> {
  const [row] = await query<LetterOfRound[]>`
    select id, letter_id, sent_at, answer_by::text as answer_by, answered_at, warned from deficiency_letter
    where office_id = ${officeId} and application_id = ${application.id} and round = ${application.round}`;
  return row;
}

/** Of which applications a letter speaks that were not answered yet, and in which round of each. */
export async function unansweredOf(
  query: Query,
  officeId: string,
  letterId: string,
): Promise<{ application_id: string; round: number }[]> {
  return query<{ application_id: string; round: number }[]>`
    select application_id, round from deficiency_letter
    where office_id = ${officeId} and letter_id = ${letterId} and answered_at is null`;
}

/** Keeps that the letter's applicant was warned this many days ahead, of all it speaks of; with another last day, where there is one. */
export async function noteWarning(
  tx: Tx,
  officeId: string,
  letterId: string,
  days: number,
  answerBy?: string,
): Promise<void> {
  await tx`
    update deficiency_letter set warned = warned || ${days}::smallint, answer_by = coalesce(${answerBy ?? null}::date, answer_by)
    where office_id = ${officeId} and letter_id = ${letterId} and answered_at is null`;
}
