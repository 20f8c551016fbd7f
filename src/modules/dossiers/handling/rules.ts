import { type Reason, reason } from '../../../kernel/i18n.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { StepKind } from '../../offices/index.ts';
import { DESK_ROLES } from '../desks.ts';

/** For how long a dossier that was given to a colleague waits for them; then the line may take it, so that none is stuck. */
export const RESERVED_HOURS = 72;
/** The longest note between colleagues, in characters. */
export const NOTE_LENGTH = 2000;

/** What is known when a dossier is to be passed to a colleague. */
export interface Passing {
  readonly kind: 'given' | 'asked';
  /** Whoever passes it on holds it now. */
  readonly held: boolean;
  readonly fromId: string;
  readonly toId: string;
  readonly applicantId: string;
  /** The colleague's roles in the office; empty: nobody of the office. */
  readonly roles: readonly Role[];
  /** The desks at which the dossier's open applications stand. */
  readonly desks: readonly StepKind[];
  readonly note: string;
}

/**
 * Why a dossier cannot go to this colleague; undefined when it can. A gift needs somebody who works at one of its desks; a
 * question may go to anybody who works on the floor. Never to its applicant.
 */
export function whyNotPass(passing: Passing): Reason | undefined {
  const { kind, held, fromId, toId, applicantId, roles, desks, note } = passing;
  if (!held) return reason('dossiers.guard.not_held');
  if (toId === fromId) return reason('dossiers.passing.to_yourself');
  if (toId === applicantId) return reason('dossiers.passing.to_applicant');
  if (desks.length === 0) return reason('dossiers.passing.over');
  const wanted = kind === 'given' ? desks : (Object.keys(DESK_ROLES) as StepKind[]);
  if (!worksAt(roles, wanted)) return reason('dossiers.passing.wrong_role');
  return whyNotNote(note);
}

/** Why these words cannot stand between colleagues; undefined when they can. */
export function whyNotNote(note: string): Reason | undefined {
  const { length } = [...note.trim()];
  if (length < 3) return reason('dossiers.passing.note_needed');
  return length > NOTE_LENGTH
    ? reason('dossiers.passing.note_too_long', { max: NOTE_LENGTH })
    : undefined;
}

/** Whether somebody with these roles works at one of these desks. */
export const worksAt = (roles: readonly Role[], desks: readonly StepKind[]): boolean =>
  desks.some((desk) => DESK_ROLES[desk].some((role) => roles.includes(role)));
