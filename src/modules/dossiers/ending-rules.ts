import type { Role } from '../../kernel/roles.ts';
import { DESK_KINDS, DESK_ROLES } from './desks.ts';
import { FILERS } from './filing/rules.ts';
import {
  type ApplicationFacts,
  answerTooLate,
  fileIsAll,
  held,
  inTime,
  notDecider,
  notOwn,
  notSilent,
  notTooOften,
  objectable,
  objectedInTime,
  objectedOnce,
  objectionOpen,
  objectionWritten,
  silenceOver,
  somethingReady,
  stepNamed,
} from './guards.ts';
import type { ApplicationRule, ApplicationState } from './states.ts';

const onward = (facts: ApplicationFacts): ApplicationState =>
  facts.next === null ? 'over' : `${facts.next}/office`;
const named = (facts: ApplicationFacts): ApplicationState =>
  facts.named === null ? 'over' : `${facts.named}/office`;
const EVERY_DESK: readonly Role[] = [...new Set(Object.values(DESK_ROLES).flat())];
/** Who answers an objection; never whoever decided (UU 30/2014 art. 77). */
export const OBJECTION_ROLES = ['head_of_office', 'signatory'] as const satisfies readonly Role[];

/** The rows of the rulebook about time that is not enough, results, and what comes after the end. */
export const ENDING_RULES: readonly ApplicationRule[] = [
  // The result is there: from now on it waits for the applicant, and the office's clock stands still.
  {
    name: 'ready_result',
    who: DESK_ROLES.delivery,
    from: ['delivery/office', 'delivery/applicant'],
    to: 'delivery/applicant',
    guards: [notOwn, held, somethingReady],
    event: 'result.ready',
  },
  // A file that is the result itself is delivered when its owner first saves it.
  {
    name: 'collect_result',
    who: ['applicant', 'assistant'],
    from: ['delivery/applicant'],
    to: onward,
    guards: [fileIsAll],
    event: 'result.collected',
    moves: 'onward',
    outcome: 'completed',
  },
  {
    name: 'hand_over_result',
    who: DESK_ROLES.delivery,
    from: ['delivery/office', 'delivery/applicant'],
    to: onward,
    guards: [notOwn, somethingReady],
    event: 'result.handed_over',
    moves: 'onward',
    outcome: 'completed',
  },
  // More time is asked for while there is still some: a broken promise is not mended afterwards.
  {
    name: 'extend_time',
    who: EVERY_DESK,
    from: ['verification/office', ...DESK_KINDS.map((kind) => `${kind}/office` as const)],
    to: 'same',
    guards: [notOwn, held, inTime, notTooOften],
    event: 'time.extended',
  },
  {
    name: 'let_lapse',
    who: ['house'],
    from: ['verification/applicant'],
    to: 'over',
    guards: [answerTooLate],
    event: 'application.lapsed',
    outcome: 'lapsed',
  },
  // UU 30/2014 arts. 75-77: whoever is hurt by a decision may object to it in writing, and the body answers; an officer hands it in
  // for them only with the paper that they signed.
  {
    name: 'object',
    who: ['applicant', 'assistant', ...FILERS],
    from: ['over'],
    to: 'same',
    guards: [notOwn, objectable, objectedOnce, objectedInTime, objectionWritten],
    event: 'objection.filed',
  },
  {
    name: 'uphold_objection',
    who: OBJECTION_ROLES,
    from: ['over'],
    to: named,
    guards: [notOwn, objectionOpen, notDecider, stepNamed],
    event: 'objection.upheld',
    moves: 'named',
  },
  {
    name: 'reject_objection',
    who: OBJECTION_ROLES,
    from: ['over'],
    to: 'same',
    guards: [notOwn, objectionOpen, notDecider, notSilent],
    event: 'objection.rejected',
  },
  // UU 30/2014 art. 77, as generally cited: what is not answered in time is deemed granted.
  {
    name: 'deem_granted',
    who: ['house'],
    from: ['over'],
    to: named,
    guards: [objectionOpen, silenceOver, stepNamed],
    event: 'objection.deemed_granted',
    moves: 'named',
  },
];
