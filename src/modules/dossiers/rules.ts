import { reason } from '../../kernel/i18n.ts';
import type { Role } from '../../kernel/roles.ts';
import { type Ruling, rule } from '../../kernel/rulebook.ts';
import type { StepKind } from '../offices/index.ts';
import { DESK_KINDS, DESK_ROLES, type DeskKind } from './desks.ts';
import { ENDING_RULES } from './ending-rules.ts';
import { FILERS } from './filing/rules.ts';
import {
  type ApplicationFacts,
  allAnswered,
  allExplained,
  allJudged,
  allReady,
  concluded,
  fifteenAtMost,
  held,
  noneFaulty,
  notBringer,
  notOwn,
  proven,
  signed,
  someFaulty,
} from './guards.ts';

import type { ApplicationRule, ApplicationState, RuleName } from './states.ts';

export { OBJECTION_ROLES } from './ending-rules.ts';
export { type ApplicationFacts, MOST_FILES } from './guards.ts';
export type { ApplicationRule, ApplicationState, Outcome, RuleName, Waiting } from './states.ts';

/** The most applications in one dossier. */
export const MOST_APPLICATIONS = 10;

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
  'delivery/applicant',
];

/** Where the result of a step is recorded: a result that lies ready is still the delivery desk's. */
const deskStates = (kind: DeskKind): readonly ApplicationState[] =>
  kind === 'delivery' ? ['delivery/office', 'delivery/applicant'] : [`${kind}/office`];
const SEAT_GIVERS: readonly Role[] = DESK_ROLES.meeting;

/**
 * The rulebook of an application (permohonan). Its state is the kind of the step where it stands and whom it waits on;
 * `over` is the end. Everything an applicant or officer may do to it stands here, and nowhere else.
 */
export const RULES: readonly ApplicationRule[] = [
  // UU 25/2009: an application is received when it is handed in; what is missing is asked for afterwards, in one letter.
  {
    name: 'submit',
    who: ['applicant', 'assistant', ...FILERS],
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
    guards: [notOwn, notBringer, held],
    event: 'requirement.judged',
  },
  {
    name: 'request_correction',
    who: DESK_ROLES.verification,
    from: ['verification/office'],
    to: 'verification/applicant',
    guards: [notOwn, notBringer, held, allJudged, someFaulty],
    event: 'correction.requested',
  },
  {
    name: 'answer_correction',
    who: ['applicant', 'assistant', ...FILERS],
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
    guards: [notOwn, notBringer, held, allJudged, noneFaulty],
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
    who: ['applicant', 'assistant', ...SEAT_GIVERS, 'house'],
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
      from: deskStates(kind),
      to: onward,
      guards: [notOwn, held, proven, concluded],
      event: 'step.done',
      moves: 'onward',
      outcome: 'completed',
    },
    {
      name: `refuse_${kind}`,
      who: DESK_ROLES[kind],
      from: deskStates(kind),
      to: backward,
      guards: [notOwn, held, proven],
      event: 'step.negative',
      moves: 'back',
      outcome: 'refused',
    },
  ]),
  ...ENDING_RULES,
  // UU 25/2009: whoever applied may take it back at any time before the end; at the counter with a paper that they signed.
  {
    name: 'withdraw',
    who: ['applicant', 'assistant', ...FILERS],
    from: OPEN_STATES,
    to: 'over',
    guards: [notOwn, signed],
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
