import type { House } from '../../../kernel/house.ts';
import { type FirstCheck, firstChecks } from '../../dossiers/index.ts';
import { reasonsOf } from '../../offices/index.ts';
import { compare, type Finding, type Tally, tally } from '../feedback.ts';
import { type CaseRow, casesOf } from '../making/cases.sql.ts';
import { FAULT_KINDS, type FaultKind } from '../rules.ts';
import type { ExerciseRow } from './exercises.sql.ts';
import type { Trainee } from './training.sql.ts';

/** How far a trainee is with an exercise, and how well it went. */
export interface Result {
  readonly exercise: ExerciseRow;
  readonly made: CaseRow;
  readonly state: 'dealt' | 'begun' | 'decided';
  /** Requirements with a verdict, of all. */
  readonly judged: number;
  readonly requirements: number;
  readonly decidedAt: Date | null;
  /** From taking it up to the decision, in milliseconds; undefined before, or when it was never taken up here. */
  readonly took: number | undefined;
  /** Empty before the decision: nobody is told while they work. */
  readonly findings: readonly Finding[];
  readonly tally: Tally;
}

/** Compares what was judged with the answer keys. */
export async function resultsOf(
  house: House,
  officeId: string,
  exercises: readonly ExerciseRow[],
): Promise<Result[]> {
  const [made, checks, reasons] = await Promise.all([
    casesOf(house.db, officeId, [...new Set(exercises.map((each) => each.case_id))]),
    firstChecks(
      house.db,
      officeId,
      exercises.map((each) => each.application_id),
    ),
    reasonsOf(house.db, officeId),
  ]);
  const known = reasons.map(({ code }) => code);
  return exercises.flatMap((exercise) => {
    const own = made.find(({ id }) => id === exercise.case_id);
    const check = checks.find(({ applicationId }) => applicationId === exercise.application_id);
    return own && check ? [resultOf(exercise, own, check, known)] : [];
  });
}

function resultOf(
  exercise: ExerciseRow,
  made: CaseRow,
  check: FirstCheck,
  known: readonly string[],
): Result {
  const planted = new Map(made.faults.map(({ requirement, kind }) => [requirement, kind]));
  const requirements = [
    ...new Set([...made.files.map(({ requirement }) => requirement), ...planted.keys()]),
  ];
  const findings = check.decidedAt ? compare(requirements, planted, check.verdicts, known) : [];
  const isBegun = exercise.started_at !== null || check.verdicts.length > 0;
  return {
    exercise,
    made,
    state: check.decidedAt ? 'decided' : isBegun ? 'begun' : 'dealt',
    judged: check.verdicts.length,
    requirements: requirements.length,
    decidedAt: check.decidedAt,
    took:
      check.decidedAt && exercise.started_at
        ? check.decidedAt.getTime() - exercise.started_at.getTime()
        : undefined,
    findings,
    tally: tally(findings),
  };
}

/** A trainee's whole session in numbers. */
export interface TraineeResult extends Tally {
  readonly trainee: Trainee;
  readonly decided: number;
  readonly dealt: number;
  /** The time of all decided dossiers together, in milliseconds. */
  readonly took: number;
}

export function byTrainee(
  trainees: readonly Trainee[],
  results: readonly Result[],
): TraineeResult[] {
  return trainees.map((trainee) => {
    const own = results.filter(({ exercise }) => exercise.person_id === trainee.person_id);
    return {
      trainee,
      ...tally(own.flatMap(({ findings }) => findings)),
      decided: own.filter(({ state }) => state === 'decided').length,
      dealt: own.length,
      took: own.reduce((sum, { took }) => sum + (took ?? 0), 0),
    };
  });
}

/** How often a kind of fault was planted under decided dossiers, seen, and missed. */
export interface KindResult {
  readonly kind: FaultKind;
  readonly planted: number;
  readonly found: number;
  readonly missed: number;
}

/** The kinds that were planted, the most missed first. */
export function byKind(results: readonly Result[]): KindResult[] {
  const findings = results.flatMap((result) => result.findings);
  return FAULT_KINDS.map((kind) => {
    const { planted, found, missed } = tally(
      findings.filter((finding) => finding.planted === kind),
    );
    return { kind, planted, found, missed };
  })
    .filter(({ planted }) => planted > 0)
    .toSorted((a, b) => b.missed / b.planted - a.missed / a.planted || b.planted - a.planted);
}
