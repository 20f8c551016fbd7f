import { randomInt } from 'node:crypto';
import { isTaken, transaction } from '../../../kernel/db.ts';
import { ring } from '../../../kernel/doorbell.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Office } from '../../offices/index.ts';
import { type Difficulty, LARGEST_SEED, newCode } from '../rules.ts';
import { askToDeal } from './deal.ts';
import { type ExerciseRow, exerciseOf, startExercise } from './exercises.sql.ts';
import {
  endSession,
  insertSession,
  insertTrainee,
  type SessionRow,
  sessionByCode,
  sessionById,
} from './training.sql.ts';

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Reason };

/** What somebody trains on. */
export interface Chosen {
  readonly serviceId: string | null;
  readonly difficulty: Difficulty;
  readonly dossiers: number;
  /** The same seed deals the same dossiers; drawn by lot when left out. */
  readonly seed?: number | undefined;
}

const anySeed = () => randomInt(1, LARGEST_SEED + 1);

/** Somebody trains alone; returns the session. */
export async function practiseAlone(
  house: House,
  office: Office,
  personId: string,
  name: string,
  chosen: Chosen,
): Promise<string> {
  const id = newId();
  await transaction(house.db, async (tx) => {
    const at = house.now();
    await insertSession(tx, office.id, {
      ...rowOf(chosen),
      id,
      trainer_id: null,
      name: name.slice(0, 120),
      code: null,
      opened_at: at,
      ends_at: null,
    });
    await insertTrainee(tx, office.id, id, personId, at);
    await askToDeal(tx, office.id, id);
  });
  return id;
}

/** A trainer opens a class of so many minutes; returns the session, whose code brings trainees in. */
export async function openClass(
  house: House,
  office: Office,
  trainerId: string,
  opened: Chosen & { readonly name: string; readonly minutes: number },
): Promise<string> {
  for (;;) {
    const id = newId();
    const at = house.now();
    try {
      await transaction(house.db, async (tx) => {
        await insertSession(tx, office.id, {
          ...rowOf(opened),
          id,
          trainer_id: trainerId,
          name: opened.name.slice(0, 120),
          code: newCode(() => randomInt(2 ** 32) / 2 ** 32),
          opened_at: at,
          ends_at: new Date(at.getTime() + opened.minutes * 60_000),
        });
        await askToDeal(tx, office.id, id);
      });
      return id;
    } catch (error) {
      if (!isTaken(error, 'one_session_per_code')) throw error;
    }
  }
}

const rowOf = ({ serviceId, difficulty, dossiers, seed }: Chosen) => ({
  service_id: serviceId,
  difficulty,
  dossiers,
  seed: seed ?? anySeed(),
});

/** Comes into a class by its code; coming twice changes nothing. A trainer does not sit in their own class. */
export async function joinClass(
  house: House,
  office: Office,
  personId: string,
  code: string,
): Promise<Outcome<string>> {
  const session = await sessionByCode(house.db, office.id, code, house.now());
  if (!session) return { ok: false, reason: reason('practice.join.unknown') };
  if (session.trainer_id === personId) return { ok: true, value: session.id };
  await transaction(house.db, async (tx) => {
    if (!(await insertTrainee(tx, office.id, session.id, personId, house.now()))) return;
    await askToDeal(tx, office.id, session.id);
    await ring(tx, `office:${office.id}`);
  });
  return { ok: true, value: session.id };
}

/** Whose class it is, and what the head of the office may see as well. */
export const mayLead = (
  session: Pick<SessionRow, 'trainer_id'>,
  visitor: { readonly id: string; readonly roles: readonly string[] },
): boolean =>
  session.trainer_id !== null &&
  (session.trainer_id === visitor.id || visitor.roles.includes('head_of_office'));

/** Ends a class before its time: nobody comes in any more, and whoever is in may finish. */
export async function closeClass(house: House, office: Office, sessionId: string): Promise<void> {
  await transaction(house.db, async (tx) => {
    if (await endSession(tx, office.id, sessionId, house.now()))
      await ring(tx, `office:${office.id}`);
  });
}

/** A trainee takes an exercise of their own up: from now on it takes time. False when it is not theirs. */
export async function takeUp(
  house: House,
  office: Office,
  personId: string,
  dossierId: string,
): Promise<boolean> {
  return transaction(house.db, async (tx) => {
    const exercise = await exerciseOf(tx, office.id, dossierId);
    if (exercise?.person_id !== personId) return false;
    if (exercise.started_at) return true;
    await startExercise(tx, office.id, dossierId, house.now());
    await ring(tx, `office:${office.id}`);
    return true;
  });
}

/** The session of an exercise once more, for whoever had it: the same dossiers. Returns the new session. */
export async function tryAgain(
  house: House,
  office: Office,
  exercise: Pick<ExerciseRow, 'session_id' | 'person_id'>,
): Promise<string> {
  const session = await sessionById(house.db, office.id, exercise.session_id);
  if (!session) throw new Error(`no session ${exercise.session_id}`);
  const { name, service_id: serviceId, difficulty, seed, dossiers } = session;
  return practiseAlone(house, office, exercise.person_id, name, {
    serviceId,
    difficulty,
    seed,
    dossiers,
  });
}
