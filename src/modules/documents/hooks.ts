import type { Tx } from '../../kernel/db.ts';
import type { Reason } from '../../kernel/i18n.ts';
import type { VersionState } from './rules.ts';

/** Whose files: a person within one office. */
export interface Owner {
  readonly officeId: string;
  readonly ownerId: string;
}

/**
 * A document on its way to its purpose; `target` is the asking module's own words, opaque here. `ownerId` is whoever brings it,
 * whose document it becomes unless the permission says otherwise.
 */
export interface Purpose extends Owner {
  readonly target: string;
}

export type Permission =
  /** `ownerId`: whose document it is, where somebody brings it for another. */
  | { readonly ok: true; readonly ownerId?: string }
  | { readonly ok: false; readonly reason: Reason };

/** Whose the document is that comes with this permission. */
export const holderOf = (
  purpose: Owner,
  permission: { readonly ok: true; readonly ownerId?: string },
): Owner => ({ officeId: purpose.officeId, ownerId: permission.ownerId ?? purpose.ownerId });

/**
 * What a higher module decides about documents. All run inside the transaction that they belong to, so an upload exists
 * if, and only if, the module has attached its document.
 */
export interface DocumentHooks {
  /** May this person add a document for this purpose now? `replaces` is the document that gets a new version, if any. */
  mayUpload(tx: Tx, purpose: Purpose, replaces: string | undefined): Promise<Permission>;
  /**
   * Bytes that this person keeps here in what was not handed in yet, such as drafts. Absent where the house itself brings the
   * documents, as for a practice office: then nothing is limited.
   */
  heldBytes?(tx: Tx, owner: Owner): Promise<number>;
  /** A document now belongs to the purpose; called again, harmlessly, for a new version of one that already does. */
  attached(tx: Tx, purpose: Purpose, documentId: string): Promise<void>;
  /**
   * May the last byte still make a version of this document? What was open when the upload began may be handed in by now. Asked
   * in the version's own transaction, before the document is locked.
   */
  mayArrive(tx: Tx, purpose: Purpose, documentId: string): Promise<Permission>;
  /** A document left before it had any version: the upload was given up or ran out. Undo {@link attached}. */
  detached(tx: Tx, purpose: Purpose, documentId: string): Promise<void>;
  /** The inspection has spoken. */
  inspected(tx: Tx, version: InspectedVersion): Promise<void>;
}

export interface InspectedVersion extends Owner {
  readonly documentId: string;
  readonly versionId: string;
  readonly state: VersionState;
}
