import type { Condition, FIELD_KINDS, ServiceDefinition, StepKind } from '../definition.ts';

/**
 * A service while it is being changed. It has the shape of {@link ServiceDefinition}, but its leaves are as they were typed:
 * a text may be empty and an amount no number. What is wrong is said by the checks of the importer, and stands in the way of
 * publishing only.
 */
export interface ServiceDraft {
  readonly code: string;
  readonly name: DraftText;
  readonly summary: DraftText;
  readonly group?: DraftText;
  readonly alsoKnownAs: readonly string[];
  readonly historical: boolean;
  readonly elsewhere?: { readonly url: string; readonly explanation: DraftText };
  readonly requirements: readonly DraftRequirement[];
  readonly fields: readonly DraftField[];
  readonly time: { readonly unit: string; readonly amount: Typed };
  readonly fee: DraftFee;
  readonly product: DraftText;
  readonly route: readonly DraftStep[];
  readonly legalBasis: readonly string[];
  readonly source: string;
}

/** A number, or what somebody typed in its place. */
export type Typed = number | string;

/** Text in both languages; the Indonesian may be empty still. */
export interface DraftText {
  readonly id: string;
  readonly en?: string;
}

export interface DraftRequirement {
  readonly key: string;
  readonly name: DraftText;
  readonly help?: DraftText;
  readonly required: boolean;
  readonly when?: Condition;
  readonly original: boolean;
  readonly local: boolean;
}

export interface DraftOption {
  readonly value: string;
  readonly label: DraftText;
}

export interface DraftField {
  readonly key: string;
  readonly kind: (typeof FIELD_KINDS)[number];
  readonly label: DraftText;
  readonly help?: DraftText;
  readonly required: boolean;
  readonly when?: Condition;
  readonly options?: readonly DraftOption[];
  readonly min?: Typed;
  readonly max?: Typed;
}

export interface DraftStep {
  readonly key: string;
  readonly kind: StepKind;
  readonly name: DraftText;
  readonly when?: Condition;
  readonly returnTo?: string;
  readonly proof?: DraftText;
}

export type DraftFee =
  | { readonly kind: 'free'; readonly note?: DraftText }
  | {
      readonly kind: 'fixed';
      readonly amount: Typed;
      readonly per?: DraftText;
      readonly note?: DraftText;
    }
  | {
      readonly kind: 'formula';
      readonly formula: string;
      readonly constants: Readonly<Record<string, Typed>>;
      readonly note?: DraftText;
    }
  | { readonly kind: 'by_hand'; readonly note: DraftText };

/** The lists of a draft whose entries are added, moved, changed and removed one by one; each entry has a key of its own. */
export interface DraftLists {
  readonly requirements: DraftRequirement;
  readonly fields: DraftField;
  readonly route: DraftStep;
}
export type ListName = keyof DraftLists;

/** What a figure says of its origin until somebody has looked it up. */
export const UNVERIFIED = 'contoh — verifikasi dengan instansi';

/** A new service: it has what every service has, and says nothing yet. */
export function blankDraft(code: string, name: DraftText, firstStep: DraftText): ServiceDraft {
  return {
    code,
    name,
    summary: { id: '' },
    alsoKnownAs: [],
    historical: false,
    requirements: [],
    fields: [],
    time: { unit: 'working_days', amount: 5 },
    fee: { kind: 'free' },
    product: { id: '' },
    route: [{ key: 'verifikasi', kind: 'verification', name: firstStep }],
    legalBasis: [],
    source: UNVERIFIED,
  };
}

/** A published edition, or a file that was read, as something to change. */
export function draftOf(definition: ServiceDefinition): ServiceDraft {
  // What a definition says nothing about is absent from it as it is from a draft; JSON has no other way to say so.
  return JSON.parse(JSON.stringify(definition)) as ServiceDraft;
}
