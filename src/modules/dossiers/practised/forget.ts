import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { removeDocument } from '../../documents/index.ts';
import { forgetRows, nextEnded } from './practised.sql.ts';

/**
 * Ends the dossiers of practice offices that were handed in before a moment and are no exercise any more: papers, words and
 * applications go, and the chain of ids stays on the practice office's ledger. Returns how many. Safe to repeat.
 */
export async function forgetPractised(house: House, before: Date): Promise<number> {
  for (let ended = 0; ; ended += 1) {
    const more = await transaction(house.db, async (tx) => {
      const row = await nextEnded(tx, before);
      if (!row) return false;
      for (const { id, owner } of row.documents) await removeDocument(tx, row.office_id, owner, id);
      await forgetRows(tx, row.office_id, row.id);
      return true;
    });
    if (!more) return ended;
  }
}
