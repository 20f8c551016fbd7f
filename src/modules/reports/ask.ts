import type { StepKind } from '../offices/index.ts';
import type { Workplace } from './figures.ts';

/** What is asked: whose figures, of which moments (`to` not included), and of which part. */
export interface Ask {
  readonly officeId: string;
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  readonly serviceId?: string | undefined;
  readonly channel?: string | undefined;
  /** For `waiting` and `left`: at which step, and for whom. */
  readonly stepKind?: StepKind | undefined;
  readonly waitingOn?: 'office' | 'applicant' | undefined;
  /** For `faulty`: the code of the reason; undefined: the document was missing. */
  readonly reasonCode?: string | undefined;
  /** For what officers do: where they worked. */
  readonly workplace?: Workplace | undefined;
}

/** How a fault without a reason is told: the document was missing. No reason has this code. */
export const NO_REASON = '-';

/** A count of applications and of the dossiers they came in. */
export interface Count {
  readonly applications: number;
  readonly dossiers: number;
}
