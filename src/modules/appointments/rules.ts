import { type Reason, reason } from '../../kernel/i18n.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import type { SeatRules } from '../offices/index.ts';

/** Whose pages give seats; what they may do stands in the rulebook of dossiers. */
export const SEAT_GIVERS: readonly StaffRole[] = ['counter_officer', 'verifier'];

/** Who may take a counter's time out of the seats. */
export const BLOCKERS: readonly StaffRole[] = ['counter_officer', 'head_of_office'];

/** The most seats an officer may offer at once. */
export const MOST_OFFERED = 3;

/** The fewest and most characters of a reason an officer gives. */
export const REASON_LENGTH = { least: 5, most: 500 } as const;

/** The longest stretch an officer may take out of a counter's time at once. */
export const LONGEST_BLOCK_DAYS = 31;

const HOUR_MS = 3_600_000;

/** What the rules look at. */
export interface Meeting {
  readonly startsAt: Date;
  /** How often the applicant has moved it. */
  readonly moves: number;
}

/** Why an applicant may not cancel the meeting now, or null. */
export function whyNotCancel(meeting: Meeting, rules: SeatRules, now: Date): Reason | null {
  if (meeting.startsAt <= now) return reason('appointments.rules.past');
  if (changeUntil(meeting, rules) < now)
    return reason('appointments.rules.too_late', { hours: rules.noticeHours });
  return null;
}

/** Why an applicant may not move the meeting now, or null. */
export function whyNotMove(meeting: Meeting, rules: SeatRules, now: Date): Reason | null {
  const late = whyNotCancel(meeting, rules, now);
  if (late) return late;
  return meeting.moves < rules.moves
    ? null
    : reason('appointments.rules.no_moves_left', { moves: rules.moves });
}

/** Why a sibling that was verified later may not join the meeting now, or null: it must be yet to come. */
export function whyNotJoin(meeting: Pick<Meeting, 'startsAt'>, now: Date): Reason | null {
  return meeting.startsAt <= now ? reason('appointments.rules.past') : null;
}

/** Until when an applicant may move or cancel the meeting. */
export function changeUntil(meeting: Pick<Meeting, 'startsAt'>, rules: SeatRules): Date {
  return new Date(meeting.startsAt.getTime() - rules.noticeHours * HOUR_MS);
}

/** An officer's reason, ready to be kept; null when it says too little. */
export function officersReason(typed: string): string | null {
  const text = typed.trim().replace(/\s+/g, ' ').slice(0, REASON_LENGTH.most);
  return text.length < REASON_LENGTH.least ? null : text;
}

/** When an offer made now runs out: after the office's hours, and at the latest when its first seat begins. */
export function offerExpiry(rules: SeatRules, now: Date, firstSeat: Date): Date {
  return new Date(Math.min(now.getTime() + rules.holdHours * HOUR_MS, firstSeat.getTime()));
}
