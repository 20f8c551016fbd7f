import type { Rule } from '../../kernel/rulebook.ts';
import type { StepKind } from '../offices/index.ts';
import type { DeskKind } from './desks.ts';
import type { ApplicationFacts } from './guards.ts';

/** Whom an application waits on. */
export type Waiting = 'office' | 'applicant';
export type ApplicationState = `${StepKind}/${Waiting}` | 'unsent' | 'over';

export type Outcome = 'completed' | 'refused' | 'withdrawn' | 'lapsed';

export interface ApplicationRule extends Rule<ApplicationState, ApplicationFacts> {
  readonly name: RuleName;
  /** Whether the application stays on its step, goes on along the route, or returns to an earlier step or a named one. */
  readonly moves?: 'onward' | 'back' | 'named';
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
  | 'ready_result'
  | 'collect_result'
  | 'hand_over_result'
  | 'extend_time'
  | 'let_lapse'
  | 'object'
  | 'uphold_objection'
  | 'reject_objection'
  | 'deem_granted'
  | 'withdraw';
