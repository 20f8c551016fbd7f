import type { Query, Tx } from '../../kernel/db.ts';
import type { Head } from '../../kernel/ledger.ts';
import type { StepKind } from '../offices/index.ts';
import type { Answers } from './answers.ts';
import type { Outcome } from './rules.ts';

/** A dossier as a command sees it under the lock. */
export interface HeldDossier {
  readonly id: string;
  readonly office_id: string;
  readonly number: string;
  readonly applicant_id: string;
  readonly submitted_at: Date;
  readonly handler_id: string | null;
  readonly handler_until: Date | null;
  readonly wrapped_key: Buffer;
  readonly head_seq: number;
  readonly head_hash: Buffer;
}

/** An application (permohonan) as it is stored. */
export interface ApplicationRow {
  readonly id: string;
  readonly dossier_id: string;
  readonly service_id: string;
  readonly service_version: number;
  readonly answers: Answers;
  readonly missing: Readonly<Record<string, string>>;
  readonly step: string;
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant' | 'nobody';
  readonly outcome: Outcome | null;
  readonly round: number;
  readonly submitted_at: Date;
  readonly promised_at: Date;
  readonly due_at: Date | null;
  /** Where the service's time is counted from, when that is not the day it was handed in. */
  readonly clock_from: Date | null;
  /** By how much more than the service promises, in the unit of its promise. */
  readonly extended: number;
}

/** What a move along the route changes of an application. */
export type MovedColumn =
  | 'step'
  | 'step_kind'
  | 'waiting_on'
  | 'outcome'
  | 'due_at'
  | 'clock_from'
  | 'extended';

/** Locks the dossier's row within its office; with `applicantId`, only when it is theirs. */
export async function lockDossier(
  tx: Tx,
  officeId: string,
  dossierId: string,
  applicantId: string | undefined,
): Promise<HeldDossier | undefined> {
  const [row] = await tx<HeldDossier[]>`
    select id, office_id, number, applicant_id, submitted_at, handler_id, handler_until, wrapped_key, head_seq, head_hash
    from dossier
    where office_id = ${officeId} and id = ${dossierId} and length(wrapped_key) > 0
      and (${applicantId ?? null}::uuid is null or applicant_id = ${applicantId ?? null})
    for no key update`;
  return row;
}

export async function applicationsOf(
  tx: Tx,
  officeId: string,
  dossierId: string,
): Promise<ApplicationRow[]> {
  return tx<ApplicationRow[]>`
    select id, dossier_id, service_id, service_version, answers, missing, step, step_kind, waiting_on, outcome, round,
      submitted_at, promised_at, due_at, clock_from, extended::float8 as extended
    from application where office_id = ${officeId} and dossier_id = ${dossierId}
    order by submitted_at, id`;
}

export async function storeState(
  tx: Tx,
  officeId: string,
  applicationId: string,
  state: Pick<ApplicationRow, MovedColumn> & {
    readonly closed_at: Date | null;
    readonly due_when_closed: Date | null;
  },
): Promise<void> {
  await tx`
    update application set step = ${state.step}, step_kind = ${state.step_kind}, waiting_on = ${state.waiting_on},
      outcome = ${state.outcome}, due_at = ${state.due_at}, clock_from = ${state.clock_from}, extended = ${state.extended},
      closed_at = ${state.closed_at}, due_when_closed = ${state.due_when_closed}
    where office_id = ${officeId} and id = ${applicationId}`;
}

/** Ends the open segment of the clock and begins the next; at the end of the application none begins. */
export async function turnClock(
  tx: Tx,
  officeId: string,
  applicationId: string,
  at: Date,
  next: { readonly kind: 'running' | 'stopped'; readonly reason: string } | null,
): Promise<void> {
  await tx`
    update clock_segment set ended_at = ${at}
    where office_id = ${officeId} and application_id = ${applicationId} and ended_at is null`;
  if (next)
    await tx`
      insert into clock_segment (office_id, application_id, number, kind, reason, started_at)
      select ${officeId}, ${applicationId}, coalesce(max(number), 0) + 1, ${next.kind}, ${next.reason}, ${at}
      from clock_segment where office_id = ${officeId} and application_id = ${applicationId}`;
}

/** The pauses of an application's clock so far. */
export async function pausesOf(
  tx: Tx,
  officeId: string,
  applicationId: string,
): Promise<{ from: Date; to: Date | null }[]> {
  return tx<{ from: Date; to: Date | null }[]>`
    select started_at as "from", ended_at as "to" from clock_segment
    where office_id = ${officeId} and application_id = ${applicationId} and kind = 'stopped' order by number`;
}

export async function storeHead(
  tx: Tx,
  officeId: string,
  dossierId: string,
  head: Head,
): Promise<void> {
  await tx`
    update dossier set head_seq = ${head.seq}, head_hash = ${head.hash}, version = version + 1
    where office_id = ${officeId} and id = ${dossierId}`;
}

/** A dossier's own key as it rests: wrapped by the office's. Undefined: no such dossier. */
export async function wrappedKeyOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<Buffer | undefined> {
  const [row] = await query<{ wrapped_key: Buffer }[]>`
    select wrapped_key from dossier where office_id = ${officeId} and id = ${dossierId}`;
  return row?.wrapped_key;
}
