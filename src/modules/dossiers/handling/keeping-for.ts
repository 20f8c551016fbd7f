import type { Tx } from '../../../kernel/db.ts';
import { reserveFor } from './handing-over.sql.ts';

/**
 * Keeps a dossier for one officer until a moment, as if they had taken it: nobody else gets it out of the line before. For
 * dossiers that were made for that officer; whoever takes one out of a real line asks for it.
 */
export function keepFor(
  tx: Tx,
  officeId: string,
  dossierId: string,
  officerId: string,
  until: Date,
): Promise<void> {
  return reserveFor(tx, officeId, dossierId, officerId, until);
}
