import type { Offer, Place } from './places.ts';
import type { Random } from './random.ts';
import type { Sheets } from './sheets.ts';

/** Something that happened to a dossier, to be chained. */
export interface Happening {
  readonly at: number;
  readonly kind: string;
  /** The officer who did it; undefined: the applicant, or the house. */
  readonly officer?: string;
  /** The house did it by itself. */
  readonly byHouse?: boolean;
  readonly data: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
  readonly text?: string;
}

/** One application on its way, up to the present. */
export interface Walk {
  readonly random: Random;
  readonly sheets: Sheets;
  readonly place: Place;
  readonly offer: Offer;
  readonly dossierId: string;
  readonly applicationId: string;
  readonly officer: string;
  /** The documents by requirement: of the application's evidence, their versions. */
  readonly versions: ReadonlyMap<string, string>;
  readonly submittedAt: number;
  readonly present: number;
  tell(happening: Happening): void;
}
