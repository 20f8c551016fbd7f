import type { EventRow } from './ledger.ts';

/** What may be wrong with the ledger. */
export type FaultKind =
  /** The event no longer says what its hash attests. */
  | 'changed'
  /** Its hash was written anew: the event after it, or the owner's row, attests another. */
  | 'rewritten'
  /** One or more events are gone from the middle. */
  | 'missing'
  /** The event stands at another place than the one it was written for. */
  | 'reordered'
  /** The newest events are gone. */
  | 'cut_short'
  /** The owner's row holds another end than the chain. */
  | 'head_differs'
  /** The whole stream is gone, its owner is there. */
  | 'stream_missing'
  /** The stream is there, its owner is gone. */
  | 'owner_missing'
  /** The personal text beside the event is not what was committed to. */
  | 'text_changed'
  /** A seal no longer says what its hash and signature attest, or one is gone. */
  | 'seal_changed'
  | 'seal_missing'
  /** An event that was sealed is gone, or is another one now. */
  | 'sealed_event_missing'
  | 'sealed_event_changed';

/** One fault, by its place. */
export interface Fault {
  readonly what: FaultKind;
  /** `dossier`, `office`, `person`; `seal` for the seals of an office (or, without one, of the persons). */
  readonly of: EventRow['stream_kind'] | 'seal';
  /** The stream's id; of a seal, the office's id or `-`. */
  readonly stream: string;
  /** The place in the chain; 0: the stream as a whole. */
  readonly seq: number;
  /** The last place, when several in a row are gone. */
  readonly until?: number;
  /** The event's kind, where there is one to name. */
  readonly kind?: string;
  /** For `reordered`: where the event belongs. */
  readonly belongs?: number;
}

/** Told of each fault as it is found. */
export type Report = (fault: Fault) => void;
