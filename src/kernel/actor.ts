/**
 * Who does something, for whom, by what right, and how they reached us. Every command carries one; the ledger keeps it.
 */
export interface Actor {
  /** Null only for the house itself (a job). */
  readonly personId: string | null;
  readonly onBehalfOf?: string;
  readonly mandate: 'self' | 'staff' | 'assistant' | 'system' | 'escalated';
  readonly channel: 'web' | 'counter' | 'phone' | 'drop_box' | 'job' | 'command_line';
  /** Where an officer says they work from in this session; never measured. The event keeps it. */
  readonly workplace?: Workplace;
}

export type Workplace = 'office' | 'home';

/** The house acting by itself, in a job. */
export const HOUSE: Actor = { personId: null, mandate: 'system', channel: 'job' };
