import { type Reason, reason } from '../../kernel/i18n.ts';
import type { Guard } from '../../kernel/rulebook.ts';
import type { StepKind } from '../offices/index.ts';

/** What the guards look at; the commands gather it under the lock. */
export interface ApplicationFacts {
  /** The actor is the applicant, or the person on whose behalf the dossier was filed. */
  readonly own: boolean;
  /** The actor handed papers in for the applicant, and the office wants other eyes on them. */
  readonly brought: boolean;
  /** An officer acts for the applicant without a paper that the applicant signed. */
  readonly unsigned: boolean;
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
  /** A note or a paper for the applicant goes with what is recorded. */
  readonly told: boolean;
  /** What lies ready for the applicant: a file that is the result itself, a paper (and perhaps its copy), or nothing. */
  readonly result: 'none' | 'file' | 'paper';
  /** The due time has passed. */
  readonly overdue: boolean;
  /** How often the time may still be extended. */
  readonly extensionsLeft: number;
  /** The last day of the letter that waits for an answer is over at the office. */
  readonly unansweredTooLong: boolean;
  /** How it ended, where an objection is asked for. */
  readonly objection: {
    /** Nobody objects to what they took back themselves. */
    readonly possible: boolean;
    readonly late: boolean;
    /** Whether there is one against this ending, and whether it was answered. */
    readonly filed: 'none' | 'open' | 'answered';
    /** Its last day to be answered is over, and the office's rule says that silence grants it. */
    readonly silent: boolean;
    /** The actor recorded a result or a letter of this application: somebody else answers. */
    readonly decided: boolean;
  };
  /** The step to which an objection that is granted returns; null: none was named. */
  readonly named: StepKind | null;
}

/** Facts that only some commands gather: what they are as long as nobody asks. */
export const UNASKED = {
  brought: false,
  unsigned: false,
  proof: false,
  told: false,
  result: 'none',
  overdue: false,
  extensionsLeft: 0,
  unansweredTooLong: false,
  objection: { possible: false, late: false, filed: 'none', silent: false, decided: false },
  named: null,
} as const satisfies Partial<ApplicationFacts>;

/** The most documents an application carries at a time (seed rule of the land office, facts §1.2). */
export const MOST_FILES = 15;

const unless =
  (broken: (facts: ApplicationFacts) => boolean, why: Reason): Guard<ApplicationFacts> =>
  (facts) =>
    broken(facts) ? why : null;

export const notOwn = unless((f) => f.own, reason('dossiers.guard.own'));
/** Nobody handles their own dossier, and whoever brought it is not the one who checks it (mission: the law binds both sides of the counter). */
export const notBringer = unless((f) => f.brought, reason('dossiers.guard.brought'));
export const signed = unless((f) => f.unsigned, reason('dossiers.guard.unsigned'));
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
/** Nobody is sent away at the end without a word: a result, a paper, or at least a note. */
export const concluded = unless(
  (f) => f.next === null && f.result === 'none' && !f.told,
  reason('dossiers.guard.no_result'),
);
export const somethingReady = unless(
  (f) => f.result === 'none',
  reason('dossiers.guard.nothing_ready'),
);
export const fileIsAll = unless((f) => f.result !== 'file', reason('dossiers.guard.on_paper'));
export const inTime = unless((f) => f.overdue, reason('dossiers.guard.overdue'));
export const notTooOften = unless(
  (f) => f.extensionsLeft < 1,
  reason('dossiers.guard.extended_enough'),
);
export const answerTooLate = unless(
  (f) => !f.unansweredTooLong,
  reason('dossiers.guard.answer_in_time'),
);
export const objectable = unless(
  (f) => !f.objection.possible,
  reason('dossiers.guard.not_objectable'),
);
export const objectedOnce = unless(
  (f) => f.objection.filed !== 'none',
  reason('dossiers.guard.objected_already'),
);
export const objectedInTime = unless(
  (f) => f.objection.late,
  reason('dossiers.guard.objected_late'),
);
export const objectionOpen = unless(
  (f) => f.objection.filed !== 'open',
  reason('dossiers.guard.no_objection'),
);
/** Silence has granted it: it cannot be rejected any more. */
export const notSilent = unless((f) => f.objection.silent, reason('dossiers.guard.deemed_granted'));
export const silenceOver = unless(
  (f) => !f.objection.silent,
  reason('dossiers.guard.answer_not_due'),
);
export const objectionWritten = unless(
  (f) => f.unsigned,
  reason('dossiers.guard.objection_unsigned'),
);
export const notDecider = unless((f) => f.objection.decided, reason('dossiers.guard.decided_it'));
export const stepNamed = unless((f) => f.named === null, reason('dossiers.guard.no_step'));
