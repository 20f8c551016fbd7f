import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { removeDocument } from '../../documents/index.ts';
import { deleteUnusedCase } from './cases.sql.ts';

/**
 * Forgets cases that were made before a moment and that no exercise is of any more, with their drawn papers; what was handed in
 * as a dossier stays there. A seed draws them again.
 */
export async function forgetCases(house: House, before: Date): Promise<void> {
  for (;;) {
    const forgotten = await transaction(house.db, async (tx) => {
      const gone = await deleteUnusedCase(tx, before);
      for (const documentId of gone?.documents ?? [])
        await removeDocument(tx, gone?.office_id ?? '', gone?.applicant_id ?? '', documentId);
      return gone !== undefined;
    });
    if (!forgotten) return;
  }
}
