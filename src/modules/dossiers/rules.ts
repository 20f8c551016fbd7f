import { type Reason, reason } from '../../kernel/i18n.ts';
import type { Role } from '../../kernel/roles.ts';
import { type Guard, type Rule, type Ruling, rule } from '../../kernel/rulebook.ts';
import type { StepKind } from '../offices/index.ts';
import { DESK_KINDS, DESK_ROLES, type DeskKind } from './desks.ts';

/**
 * The rulebook of an application (permohonan). Its state is the kind of the step where it stands and whom it waits on;
 * `over` is the end. Everything an applicant or officer may do to it stands in {@link RULES}, and nowhere else.
 */
export type Waiting = 'office' | 'applicant';
export type ApplicationState = `${StepKind}/${Waiting}` | 'unsent' | 'over';

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

export type Outcome = 'completed' | 'refused' | 'withdrawn';

export interface ApplicationRule extends Rule<ApplicationState, ApplicationFacts> {
  readonly name: RuleName;
  /** Whether the application stays on its step, goes on along the route, or returns to an earlier step. */
  readonly moves?: 'onward' | 'back';
  /** How the application ends when the rule leads to `over`. */
  readonly outcome?: Outcome;
}

export type RuleName =
  | 'submit'
  | 'judge'
  | 'request_correction'
  | 'answer_correction'
  | 'complete_verification'
  | 'offer_seats'
  | 'fix_seat'
  | 'pick_seat'
  | 'move_seat'
  | 'free_seat'
  | 'let_offer_lapse'
  | `record_${DeskKind}`
  | `refuse_${DeskKind}`
  | 'withdraw';

const unless =
  (broken: (facts: ApplicationFacts) => boolean, why: Reason): Guard<ApplicationFacts> =>
  (facts) =>
    broken(facts) ? why : null;

const notOwn = unless((f) => f.own, reason('dossiers.guard.own'));
const held = unless((f) => !f.held, reason('dossiers.guard.not_held'));
const allJudged = unless((f) => f.verdicts.open > 0, reason('dossiers.guard.not_all_judged'));
const someFaulty = unless(
  (f) => f.verdicts.deficient + f.verdicts.missing === 0,
  reason('dossiers.guard.nothing_faulty'),
);
const noneFaulty = unless(
  (f) => f.verdicts.deficient + f.verdicts.missing > 0,
  reason('dossiers.guard.faulty'),
);
const allAnswered = unless((f) => f.unanswered > 0, reason('dossiers.guard.unanswered'));
const allExplained = unless((f) => f.unexplained > 0, reason('dossiers.guard.unexplained'));
const allReady = unless((f) => f.unready > 0, reason('dossiers.guard.unready'));
const fifteenAtMost = unless(
  (f) => f.files > MOST_FILES,
  reason('dossiers.guard.too_many_files', { most: MOST_FILES }),
);
const proven = unless((f) => !f.proof, reason('dossiers.guard.no_proof'));

const onward = (facts: ApplicationFacts): ApplicationState =>
  facts.next === null ? 'over' : `${facts.next}/office`;
const backward = (facts: ApplicationFacts): ApplicationState =>
  facts.back === null ? 'over' : `${facts.back}/office`;

const OFFICE_STATES: readonly ApplicationState[] = [
  'verification/office',
  ...DESK_KINDS.map((kind) => `${kind}/office` as const),
];
const OPEN_STATES: readonly ApplicationState[] = [
  ...OFFICE_STATES,
  'verification/applicant',
  'meeting/applicant',
];

const SEAT_GIVERS: readonly Role[] = DESK_ROLES.meeting;

export const RULES: readonly ApplicationRule[] = [
  // UU 25/2009: an application is received when it is handed in; what is missing is asked for afterwards, in one letter.
  {
    name: 'submit',
    who: ['applicant', 'assistant', 'counter_officer'],
    from: ['unsent'],
    to: 'verification/office',
    guards: [fifteenAtMost, allReady, allExplained],
    event: 'application.submitted',
  },
  {
    name: 'judge',
    who: DESK_ROLES.verification,
    from: ['verification/office'],
    to: 'same',
    guards: [notOwn, held],
    event: 'requirement.judged',
  },
  {
    name: 'request_correction',
    who: DESK_ROLES.verification,
    from: ['verification/office'],
    to: 'verification/applicant',
    guards: [notOwn, held, allJudged, someFaulty],
    event: 'correction.requested',
  },
  {
    name: 'answer_correction',
    who: ['applicant', 'assistant', 'counter_officer'],
    from: ['verification/applicant'],
    to: 'verification/office',
    guards: [fifteenAtMost, allReady, allAnswered],
    event: 'correction.answered',
  },
  {
    name: 'complete_verification',
    who: DESK_ROLES.verification,
    from: ['verification/office'],
    to: onward,
    guards: [notOwn, held, allJudged, noneFaulty],
    event: 'verification.completed',
    moves: 'onward',
    outcome: 'completed',
  },
  // Only a verified dossier stands at `meeting`: that is why without one no seat can be given.
  {
    name: 'offer_seats',
    who: SEAT_GIVERS,
    from: ['meeting/office'],
    to: 'meeting/applicant',
    guards: [notOwn],
    event: 'meeting.offered',
  },
  {
    name: 'fix_seat',
    who: SEAT_GIVERS,
    from: ['meeting/office', 'meeting/applicant'],
    to: 'meeting/office',
    guards: [notOwn],
    event: 'meeting.fixed',
  },
  {
    name: 'pick_seat',
    who: ['applicant', 'assistant'],
    from: ['meeting/applicant'],
    to: 'meeting/office',
    guards: [],
    event: 'meeting.fixed',
  },
  {
    name: 'move_seat',
    who: ['applicant', 'assistant', ...SEAT_GIVERS],
    from: ['meeting/office'],
    to: 'same',
    guards: [notOwn],
    event: 'meeting.moved',
  },
  {
    name: 'free_seat',
    who: ['applicant', 'assistant', ...SEAT_GIVERS],
    from: ['meeting/office'],
    to: 'same',
    guards: [notOwn],
    event: 'meeting.cancelled',
  },
  {
    name: 'let_offer_lapse',
    who: ['house'],
    from: ['meeting/applicant'],
    to: 'meeting/office',
    guards: [],
    event: 'meeting.offer_lapsed',
  },
  ...DESK_KINDS.flatMap((kind): ApplicationRule[] => [
    {
      name: `record_${kind}`,
      who: DESK_ROLES[kind],
      from: [`${kind}/office`],
      to: onward,
      guards: [notOwn, held, proven],
      event: 'step.done',
      moves: 'onward',
      outcome: 'completed',
    },
    {
      name: `refuse_${kind}`,
      who: DESK_ROLES[kind],
      from: [`${kind}/office`],
      to: backward,
      guards: [notOwn, held, proven],
      event: 'step.negative',
      moves: 'back',
      outcome: 'refused',
    },
  ]),
  // UU 25/2009: whoever applied may take it back at any time before the end.
  {
    name: 'withdraw',
    who: ['applicant', 'assistant'],
    from: OPEN_STATES,
    to: 'over',
    guards: [],
    event: 'application.withdrawn',
    outcome: 'withdrawn',
  },
];

const BY_NAME: ReadonlyMap<RuleName, ApplicationRule> = new Map(
  RULES.map((row) => [row.name, row]),
);

/** The row of that name. */
export function ruleNamed(name: RuleName): ApplicationRule {
  const row = BY_NAME.get(name);
  if (!row) throw new Error(`the rulebook has no row ${name}`);
  return row;
}

/** May someone with these roles do this now, and where does it lead? */
export function ask(
  name: RuleName,
  roles: readonly (Role | 'house')[],
  state: ApplicationState,
  facts: ApplicationFacts,
): Ruling<ApplicationState> {
  return rule(
    ruleNamed(name),
    { roles, state, facts },
    {
      role: reason('dossiers.guard.role'),
      state: reason('dossiers.guard.state'),
    },
  );
}

/** The state of a stored application. */
export function stateOf(application: {
  readonly step_kind: StepKind;
  readonly waiting_on: 'office' | 'applicant' | 'nobody';
}): ApplicationState {
  return application.waiting_on === 'nobody'
    ? 'over'
    : `${application.step_kind}/${application.waiting_on}`;
}

/** True when the clock stands still: the citizen acts, or it is over. */
export function clockStopped(state: ApplicationState): boolean {
  return state === 'over' || state.endsWith('/applicant');
}
