import type { DeficiencyReason, Localised, ServiceDefinition } from './definition.ts';
import type { OfficeDefinition } from './definition-office.ts';

/** What of `office.json` is neither its address in the house nor its place in the tree. */
export type OfficeProfile = Omit<
  OfficeDefinition,
  'slug' | 'code' | 'name' | 'kind' | 'parent' | 'timeZone' | 'region'
>;

/** An office as the other rooms know it. */
export interface Office {
  readonly id: string;
  readonly slug: string;
  /** Begins its dossier numbers. */
  readonly code: string;
  readonly name: Localised;
  readonly kind: OfficeDefinition['kind'];
  readonly parentId: string | null;
  /** The offices above it, nearest last. */
  readonly ancestors: readonly string[];
  readonly timeZone: OfficeDefinition['timeZone'];
  readonly profile: OfficeProfile;
  /** A twin for training: its own keys and numbers, and nothing it sends leaves the house. */
  readonly practice: boolean;
  /** Of a practice office: the real one whose twin it is. */
  readonly practiceOf: { readonly id: string; readonly slug: string } | null;
}

/** A service an office offers now, in its newest edition. */
export interface OfficeService {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly definition: ServiceDefinition;
}

export interface Counter {
  readonly id: string;
  readonly code: string;
  readonly name: Localised;
}

export type { DeficiencyReason };
