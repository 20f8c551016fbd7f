import { localDate, type TimeZone } from '../../kernel/clocks/zones.ts';
import type { StaffRole } from '../../kernel/roles.ts';

/** Who works on the floor: checks people in and takes originals. */
export const FLOOR_ROLES: readonly StaffRole[] = ['counter_officer', 'verifier', 'head_of_office'];
/** Who may take a dossier over at the counter; what they may do with it stands in the rulebook of dossiers. */
export const COUNTER_ROLES: readonly StaffRole[] = ['counter_officer', 'verifier'];

/** Minutes after the beginning of a meeting during which somebody late is still served, unless the office says otherwise. */
export const GRACE_MINUTES = 15;
/** From how many minutes before a meeting somebody may check in, unless the office says otherwise. */
export const EARLY_MINUTES = 60;

/** The fewest and most characters of the reason with which a dossier is given back. */
export const NOTE_LENGTH = { least: 5, most: 1000 } as const;

const MINUTE_MS = 60_000;

/**
 * Where a dossier stands as the floor sees it: at a meeting, with times to choose from, being corrected by the applicant,
 * being checked by the office, past the meeting, or over.
 */
export const STANDINGS = ['meeting', 'choosing', 'correcting', 'checking', 'past', 'over'] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * Who stands there: `proven` shows the receipt's own code; `to_compare` gave a number or name, and the officer compares the
 * identity card; `refuted` shows a code that is not this dossier's; `own` is the officer.
 */
export const IDENTITIES = ['proven', 'to_compare', 'refuted', 'own'] as const;
export type Identity = (typeof IDENTITIES)[number];

/** A booked meeting of the dossier, and whether its applicant has arrived or been served. */
export interface Booked {
  readonly startsAt: Date;
  readonly visit: 'none' | 'arrived' | 'served';
}

export interface AdmissionQuestion {
  readonly state: Standing;
  readonly appointment: Booked | null;
  readonly now: Date;
  readonly office: 'here' | 'elsewhere';
  readonly identity: Identity;
  readonly timeZone: TimeZone;
  readonly graceMinutes: number;
  readonly earlyMinutes: number;
}

export const ADMISSIONS = [
  'ready',
  'too_early',
  'too_late',
  'no_schedule',
  'not_verified',
  'wrong_office',
  'wrong_day',
  'already_done',
  'dossier_over',
  'waits_for_applicant',
  'wrong_person',
  'own_dossier',
] as const;
export type AdmissionKind = (typeof ADMISSIONS)[number];

/** Whether somebody is served now. Only `ready` is; everything else names the reason. */
export interface Admission {
  readonly kind: AdmissionKind;
  /** From when on the applicant may come, where that is the answer. */
  readonly from?: Date;
}

/**
 * The mission's rule at the door: before the officer has given a schedule, whoever insists on coming is not served. The
 * first reason that holds is the answer, and what could betray another person's dossier comes before everything else.
 */
export function admission(question: AdmissionQuestion): Admission {
  const { state, appointment, office, identity } = question;
  if (office === 'elsewhere') return { kind: 'wrong_office' };
  if (identity === 'refuted') return { kind: 'wrong_person' };
  if (identity === 'own') return { kind: 'own_dossier' };
  switch (state) {
    case 'over':
      return { kind: 'dossier_over' };
    case 'past':
      return { kind: 'already_done' };
    case 'correcting':
      return { kind: 'waits_for_applicant' };
    case 'checking':
      return { kind: 'not_verified' };
    case 'choosing':
      return { kind: 'no_schedule' };
    case 'meeting':
      return appointment ? atTheDoor(appointment, question) : { kind: 'no_schedule' };
  }
}

function atTheDoor(
  { startsAt, visit }: Booked,
  { now, timeZone, graceMinutes, earlyMinutes }: AdmissionQuestion,
): Admission {
  if (visit === 'served') return { kind: 'already_done' };
  const [day, today] = [localDate(startsAt, timeZone), localDate(now, timeZone)];
  if (today < day) return { kind: 'wrong_day', from: startsAt };
  if (today > day) return { kind: 'too_late' };
  // Whoever came in time does not become late by waiting.
  if (visit === 'arrived') return { kind: 'ready' };
  const from = new Date(startsAt.getTime() - earlyMinutes * MINUTE_MS);
  if (now < from) return { kind: 'too_early', from };
  return now.getTime() > startsAt.getTime() + graceMinutes * MINUTE_MS
    ? { kind: 'too_late' }
    : { kind: 'ready' };
}

/** What the floor looks at in one application. */
export interface Walking {
  readonly stepKind: string;
  readonly waitingOn: 'office' | 'applicant' | 'nobody';
  /** Whether the meeting lies behind it on its route. */
  readonly met: boolean;
}

/** Where a dossier with several applications stands: what can be served at the counter comes first. */
export function standingOf(applications: readonly Walking[]): Standing {
  const found = new Set(applications.map(standing));
  return STANDINGS.find((each) => found.has(each)) ?? 'over';
}

function standing({ stepKind, waitingOn, met }: Walking): Standing {
  if (waitingOn === 'nobody') return met ? 'past' : 'over';
  if (stepKind === 'meeting') return waitingOn === 'office' ? 'meeting' : 'choosing';
  if (stepKind === 'verification') return waitingOn === 'applicant' ? 'correcting' : 'checking';
  return 'past';
}
