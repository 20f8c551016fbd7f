import type { StaffRole } from '../../kernel/roles.ts';

/** How hard the faults of a made-up dossier are to see. */
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** The most dossiers of one session, and of one that somebody trains on alone. */
export const MOST_DOSSIERS = 10;
/** How long a class may last, in minutes: a whole day. */
export const LONGEST_CLASS = 8 * 60;
/** Seeds run from 1 to this. */
export const LARGEST_SEED = 999_999;

/** After how many dossiers in a row without a mistake somebody counts as tested at their level. */
export const TESTED_BY = 3;

/** What may be planted under a requirement. */
export const FAULT_KINDS = [
  'unreadable',
  'cut_off',
  'wrong_document',
  'absent',
  'expired',
  'missing_page',
  'not_signed',
  'name_differs',
  'date_wrong',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What each difficulty plants, from which kinds, and at most how many under one dossier. */
export const PLANTED: Readonly<
  Record<Difficulty, { readonly kinds: readonly FaultKind[]; readonly most: number }>
> = {
  easy: { kinds: ['unreadable', 'cut_off', 'wrong_document', 'absent'], most: 1 },
  medium: { kinds: ['unreadable', 'absent', 'expired', 'missing_page', 'not_signed'], most: 2 },
  hard: { kinds: ['expired', 'missing_page', 'not_signed', 'name_differs', 'date_wrong'], most: 3 },
};

/** The reason codes that name a fault rightly, the best one first; `absent` is the verdict "missing" and has none. */
export const RIGHT_REASONS: Readonly<Record<FaultKind, readonly string[]>> = {
  unreadable: ['blurred', 'unreadable_pages'],
  cut_off: ['cut_off', 'blurred'],
  wrong_document: ['wrong_document'],
  absent: [],
  expired: ['expired', 'not_latest_year'],
  missing_page: ['missing_pages', 'unreadable_pages'],
  not_signed: ['not_signed'],
  name_differs: ['name_differs', 'data_differs'],
  date_wrong: ['data_differs', 'not_latest_year'],
};

/** Who opens classes and reads their results, in the practice office. */
export const TRAINER: StaffRole = 'assessor';
/** The roles in a real office that make a trainer of somebody. */
const TRAINERS: readonly StaffRole[] = ['assessor', 'head_of_office', 'administrator'];

/**
 * As what somebody enters the practice office, by their roles in the real one: all train at the desk of verification too, and
 * nobody administers the twin, which follows its office. Without a role there nobody enters.
 */
export function practiceRoles(real: readonly StaffRole[]): readonly StaffRole[] {
  if (real.length === 0) return [];
  const kept = real.filter((role) => role !== 'administrator');
  const trains = real.some((role) => TRAINERS.includes(role));
  return [...new Set<StaffRole>([...kept, 'verifier', ...(trains ? [TRAINER] : [])])].toSorted();
}

const CODE_LETTERS = 'BCDFGHJKMNPQRTVWXYZ';

/** A code to come into a class: five letters that nobody mistakes for one another or for a word. `random` gives 0 ≤ n < 1. */
export function newCode(random: () => number): string {
  return Array.from(
    { length: 5 },
    () => CODE_LETTERS[Math.floor(random() * CODE_LETTERS.length)] ?? 'B',
  ).join('');
}

/** A code as people type it: small letters, spaces and dashes do not matter. */
export const readCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
    .slice(0, 12);
