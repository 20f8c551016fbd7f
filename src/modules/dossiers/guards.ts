import { type Reason, reason } from '../../kernel/i18n.ts';
import type { Guard } from '../../kernel/rulebook.ts';
import type { StepKind } from '../offices/index.ts';

/** What the guards look at; the commands gather it under the lock. */
export interface ApplicationFacts {
  /** The actor is the applicant, or the person on whose behalf the dossier was filed. */
  readonly own: boolean;
  /** The actor holds the dossier now: two officers cannot work on one. */
  readonly held: boolean;
  /** How many requirements have which verdict in this round; `open` have none. */
  readonly verdicts: {
    readonly accepted: number;
    readonly deficient: number;
    readonly missing: number;
    readonly open: number;
  };
  /** Reopened requirements to which the applicant has neither given a file nor a reason. */
  readonly unanswered: number;
  /** Required documents that are absent without a reason. */
  readonly unexplained: number;
  /** Files that were refused or are still arriving. */
  readonly unready: number;
  readonly files: number;
  /** The step after this one under the applicant's answers; null: the route ends here. */
  readonly next: StepKind | null;
  /** The step to which a negative result returns; null: it refuses the application. */
  readonly back: StepKind | null;
  /** The officer named a proof (number of a letter, receipt or record). */
  readonly proof: boolean;
}

/** The most documents an application carries at a time (seed rule of the land office, facts §1.2). */
export const MOST_FILES = 15;

const unless =
  (broken: (facts: ApplicationFacts) => boolean, why: Reason): Guard<ApplicationFacts> =>
  (facts) =>
    broken(facts) ? why : null;

export const notOwn = unless((f) => f.own, reason('dossiers.guard.own'));
export const held = unless((f) => !f.held, reason('dossiers.guard.not_held'));
export const allJudged = unless(
  (f) => f.verdicts.open > 0,
  reason('dossiers.guard.not_all_judged'),
);
export const someFaulty = unless(
  (f) => f.verdicts.deficient + f.verdicts.missing === 0,
  reason('dossiers.guard.nothing_faulty'),
);
export const noneFaulty = unless(
  (f) => f.verdicts.deficient + f.verdicts.missing > 0,
  reason('dossiers.guard.faulty'),
);
export const allAnswered = unless((f) => f.unanswered > 0, reason('dossiers.guard.unanswered'));
export const allExplained = unless((f) => f.unexplained > 0, reason('dossiers.guard.unexplained'));
export const allReady = unless((f) => f.unready > 0, reason('dossiers.guard.unready'));
export const fifteenAtMost = unless(
  (f) => f.files > MOST_FILES,
  reason('dossiers.guard.too_many_files', { most: MOST_FILES }),
);
export const proven = unless((f) => !f.proof, reason('dossiers.guard.no_proof'));
