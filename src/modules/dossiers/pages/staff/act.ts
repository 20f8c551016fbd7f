import type { FormInput } from '../../../../kernel/forms.ts';
import type { Reason } from '../../../../kernel/i18n.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { Acting, Done } from '../../hold.ts';
import type { Desk, Returned } from './desk.ts';

/** The parts of the dossier's page. */
export const PARTS = ['syarat', 'isian', 'pesan', 'riwayat'] as const;
export type Part = (typeof PARTS)[number];

/** A form of the dossier's page: what it does, and where it leads. */
export interface Act {
  readonly path: string;
  readonly form: Returned['form'];
  readonly part: Part;
  /** Reads a form that carries a file; `problem` is why the file was refused. */
  readonly receive?: (visit: Visit) => Promise<Received>;
  /**
   * What a button in the form (`tindakan`) asks for before it is sent: the input to show again; undefined when it is sent now.
   */
  readonly before?: (desk: Desk, input: FormInput) => Promise<FormInput | undefined>;
  readonly run: (who: Acting, dossierId: string, input: FormInput) => Promise<Done<unknown>>;
  readonly onward: (desk: Desk, input: FormInput) => string;
}

export interface Received {
  readonly input: FormInput;
  readonly problem: Reason | undefined;
}
