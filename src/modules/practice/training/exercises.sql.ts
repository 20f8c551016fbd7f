import type { Query, Tx } from '../../../kernel/db.ts';

/** A trainee's copy of a case. */
export interface ExerciseRow {
  readonly session_id: string;
  readonly person_id: string;
  readonly position: number;
  readonly case_id: string;
  readonly dossier_id: string;
  readonly application_id: string;
  readonly number: string;
  readonly full_name: string;
  readonly dealt_at: Date;
  readonly started_at: Date | null;
}

const columns = (query: Query) => query`
  e.session_id, e.person_id, e.position, e.case_id, e.dossier_id, e.application_id, d.number, d.full_name, e.dealt_at, e.started_at`;

export async function insertExercise(
  tx: Tx,
  officeId: string,
  row: Pick<ExerciseRow, 'session_id' | 'person_id' | 'position' | 'case_id' | 'dossier_id'> & {
    readonly at: Date;
  },
): Promise<void> {
  await tx`
    insert into practice_exercise (office_id, session_id, person_id, position, case_id, dossier_id, application_id, dealt_at)
    select ${officeId}, ${row.session_id}, ${row.person_id}, ${row.position}, ${row.case_id}, ${row.dossier_id}, a.id, ${row.at}
    from application a where a.office_id = ${officeId} and a.dossier_id = ${row.dossier_id} order by a.id limit 1`;
}

/** All copies of a session, by trainee and place. */
export async function exercisesIn(
  query: Query,
  officeId: string,
  sessionId: string,
): Promise<ExerciseRow[]> {
  return query<ExerciseRow[]>`
    select ${columns(query)} from practice_exercise e
    join dossier d on d.office_id = e.office_id and d.id = e.dossier_id
    where e.office_id = ${officeId} and e.session_id = ${sessionId} order by e.person_id, e.position limit 5000`;
}

/** Somebody's own copies, the newest session first. */
export async function exercisesOf(
  query: Query,
  officeId: string,
  personId: string,
): Promise<ExerciseRow[]> {
  return query<ExerciseRow[]>`
    select ${columns(query)} from practice_exercise e
    join dossier d on d.office_id = e.office_id and d.id = e.dossier_id
    join practice_session s on s.office_id = e.office_id and s.id = e.session_id
    where e.office_id = ${officeId} and e.person_id = ${personId}
    order by s.opened_at desc, s.id, e.position limit 60`;
}

/** The exercise that a dossier of the practice office is; undefined for any other dossier. */
export async function exerciseOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<ExerciseRow | undefined> {
  const [row] = await query<ExerciseRow[]>`
    select ${columns(query)} from practice_exercise e
    join dossier d on d.office_id = e.office_id and d.id = e.dossier_id
    where e.office_id = ${officeId} and e.dossier_id = ${dossierId}`;
  return row;
}

/** Notes when a trainee first took an exercise up. */
export async function startExercise(
  tx: Tx,
  officeId: string,
  dossierId: string,
  at: Date,
): Promise<void> {
  await tx`update practice_exercise set started_at = ${at}
    where office_id = ${officeId} and dossier_id = ${dossierId} and started_at is null`;
}

/** Which case lies at which place of a session, as the first to come got them. */
export async function dealtCases(
  query: Query,
  officeId: string,
  sessionId: string,
): Promise<ReadonlyMap<number, string>> {
  const rows = await query<{ position: number; case_id: string }[]>`
    select distinct position, case_id from practice_exercise
    where office_id = ${officeId} and session_id = ${sessionId} limit 100`;
  return new Map(rows.map((row) => [row.position, row.case_id]));
}

/** The sessions that somebody trains in whose copies are not all dealt yet. */
export async function waitingSessions(
  query: Query,
  officeId: string,
  personId: string,
): Promise<{ id: string; name: string; dossiers: number; dealt: number }[]> {
  return query<{ id: string; name: string; dossiers: number; dealt: number }[]>`
    select id, name, dossiers, dealt from (
      select s.id, s.name, s.dossiers, s.opened_at,
        (select count(*)::int from practice_exercise e where e.office_id = s.office_id and e.session_id = s.id
          and e.person_id = t.person_id) as dealt
      from practice_trainee t join practice_session s on s.office_id = t.office_id and s.id = t.session_id
      where t.office_id = ${officeId} and t.person_id = ${personId}) w
    where dealt < dossiers order by opened_at desc limit 5`;
}
