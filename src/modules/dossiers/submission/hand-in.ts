import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { onceKey } from '../../../kernel/once.ts';
import type { PlainAnswers } from '../answers.ts';
import { attachToDraft, beginDraft, saveDraft } from '../drafting/commands.ts';
import type { Acting } from '../hold.ts';
import { submitDraft } from './submit.ts';

/** A whole application, ready to be handed in for one service. */
export interface ReadyMade {
  readonly serviceCode: string;
  readonly fullName: string;
  readonly note: string;
  readonly answers: PlainAnswers;
  /** Why a required document is not there, by requirement. */
  readonly missing: Readonly<Record<string, string>>;
  /** Documents of the owner's that passed inspection, each for one requirement. */
  readonly files: readonly { readonly documentId: string; readonly requirement: string }[];
}

/**
 * Fills in and hands in at once, by the same commands that a form uses. Returns the dossier's id. Throws when anything is
 * refused: whoever calls this has made all of it up.
 */
export async function handInReadyMade(
  house: House,
  who: Acting & { ownerId: string },
  made: ReadyMade,
): Promise<string> {
  const content = {
    serviceCodes: [made.serviceCode],
    fullName: made.fullName,
    note: made.note,
    answers: made.answers,
  };
  const draft = await beginDraft(house, who, content);
  if (!draft.ok) throw new Error(`no draft: ${draft.reason.key}`);
  const saved = await saveDraft(house, who, draft.value, { ...content, missing: made.missing });
  if (!saved.ok) throw new Error(`not saved: ${saved.reason.key}`);
  await transaction(house.db, async (tx) => {
    for (const { documentId, requirement } of made.files) {
      const put = await attachToDraft(tx, who, draft.value, documentId, [requirement]);
      if (!put.ok) throw new Error(`not attached: ${put.reason.key}`);
    }
  });
  const sent = await submitDraft(house, who, draft.value, onceKey(who.ownerId, newId(), {}));
  if (sent.kind !== 'done') throw new Error(`not handed in: ${JSON.stringify(sent)}`);
  return sent.dossierId;
}
