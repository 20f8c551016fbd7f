import type { Role } from '../../kernel/roles.ts';
import type { StepKind } from '../offices/index.ts';

/** Every kind of step but the first desk may be done by hand: an officer records the outside result with its proof. */
export type DeskKind = Exclude<StepKind, 'verification'>;

/** Who works at which desk. */
export const DESK_ROLES: Readonly<Record<StepKind, readonly Role[]>> = {
  verification: ['verifier'],
  meeting: ['counter_officer', 'verifier'],
  payment: ['cashier', 'counter_officer', 'operator'],
  inspection: ['surveyor', 'verifier'],
  processing: ['operator', 'verifier'],
  decision: ['signatory', 'head_of_office'],
  issuance: ['operator', 'signatory'],
  delivery: ['counter_officer', 'operator'],
};

export const DESK_KINDS: readonly DeskKind[] = [
  'meeting',
  'payment',
  'inspection',
  'processing',
  'decision',
  'issuance',
  'delivery',
];

/** The desk of the step, when it may be done by hand. */
export function deskOf(kind: StepKind): DeskKind | undefined {
  return kind === 'verification' ? undefined : kind;
}
