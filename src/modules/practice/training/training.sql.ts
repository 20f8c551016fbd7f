import type { Query, Tx } from '../../../kernel/db.ts';
import type { Difficulty } from '../rules.ts';

/** A class, or somebody training alone. */
export interface SessionRow {
  readonly id: string;
  readonly trainer_id: string | null;
  readonly trainer_name: string | null;
  readonly name: string;
  readonly code: string | null;
  readonly service_id: string | null;
  readonly difficulty: Difficulty;
  readonly seed: number;
  readonly dossiers: number;
  readonly opened_at: Date;
  readonly ends_at: Date | null;
}

const sessionColumns = (query: Query) => query`
  s.id, s.trainer_id, p.full_name as trainer_name, s.name, s.code, s.service_id, s.difficulty, s.seed, s.dossiers, s.opened_at,
  s.ends_at`;

export async function insertSession(
  tx: Tx,
  officeId: string,
  session: Omit<SessionRow, 'trainer_name'>,
): Promise<void> {
  const s = session;
  await tx`
    insert into practice_session (office_id, id, trainer_id, name, code, service_id, difficulty, seed, dossiers, opened_at, ends_at)
    values (${officeId}, ${s.id}, ${s.trainer_id}, ${s.name}, ${s.code}, ${s.service_id}, ${s.difficulty}, ${s.seed},
      ${s.dossiers}, ${s.opened_at}, ${s.ends_at})`;
}

export async function sessionById(
  query: Query,
  officeId: string,
  id: string,
): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow[]>`
    select ${sessionColumns(query)} from practice_session s left join person p on p.id = s.trainer_id
    where s.office_id = ${officeId} and s.id = ${id}`;
  return row;
}

/** The class that a code opens, as long as it lasts. */
export async function sessionByCode(
  query: Query,
  officeId: string,
  code: string,
  now: Date,
): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow[]>`
    select ${sessionColumns(query)} from practice_session s left join person p on p.id = s.trainer_id
    where s.office_id = ${officeId} and s.code = ${code} and s.ends_at > ${now}`;
  return row;
}

/** Classes, the newest first: those of one trainer, or of all. */
export async function classesOf(
  query: Query,
  officeId: string,
  trainerId: string | undefined,
): Promise<(SessionRow & { readonly trainees: number })[]> {
  return query<(SessionRow & { trainees: number })[]>`
    select ${sessionColumns(query)},
      (select count(*)::int from practice_trainee t where t.office_id = s.office_id and t.session_id = s.id) as trainees
    from practice_session s join person p on p.id = s.trainer_id
    where s.office_id = ${officeId} and (${trainerId ?? null}::uuid is null or s.trainer_id = ${trainerId ?? null})
    order by s.opened_at desc, s.id limit 30`;
}

/** False when they are in it already. */
export async function insertTrainee(
  tx: Tx,
  officeId: string,
  sessionId: string,
  personId: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx`insert into practice_trainee (office_id, session_id, person_id, joined_at)
    values (${officeId}, ${sessionId}, ${personId}, ${at}) on conflict do nothing returning 1`;
  return rows.length > 0;
}

export interface Trainee {
  readonly person_id: string;
  readonly name: string;
  readonly joined_at: Date;
}

/** Who trains in a session, by name. */
export async function traineesOf(
  query: Query,
  officeId: string,
  sessionId: string,
): Promise<Trainee[]> {
  return query<Trainee[]>`
    select t.person_id, p.full_name as name, t.joined_at from practice_trainee t join person p on p.id = t.person_id
    where t.office_id = ${officeId} and t.session_id = ${sessionId} order by p.full_name, t.person_id limit 500`;
}

/** Ends a class now; false when it had ended. */
export async function endSession(tx: Tx, officeId: string, id: string, at: Date): Promise<boolean> {
  const rows = await tx`update practice_session set ends_at = ${at}
    where office_id = ${officeId} and id = ${id} and ends_at > ${at} returning 1`;
  return rows.length > 0;
}

/** Forgets the results of sessions that began before a moment; their dossiers are nobody’s exercise any more. */
export async function forgetSessions(query: Query, before: Date): Promise<number> {
  return (await query`delete from practice_session where opened_at < ${before}`).count;
}
