import { timingSafeEqual } from 'node:crypto';
import type { Query } from '../../../kernel/db.ts';
import { parseDossierNumber } from '../../../kernel/dossier-number.ts';
import { secretHash } from '../../../kernel/ids.ts';
import { tidyReceiptSecret } from '../submission/receipt-secret.ts';

/**
 * Finds a dossier for whoever holds its receipt. Number and secret must both be right; which of the two was wrong is never
 * said. What is shown from here holds no personal data.
 */
export async function trackDossier(
  query: Query,
  officeId: string,
  typed: { readonly number: string; readonly secret: string },
): Promise<string | undefined> {
  const parsed = parseDossierNumber(typed.number);
  if (!parsed.ok) return undefined;
  const [row] = await query<{ id: string; secret_hash: Buffer }[]>`
    select id, secret_hash from dossier where number = ${parsed.number} and office_id = ${officeId}`;
  const given = secretHash(tidyReceiptSecret(typed.secret));
  if (!row || !timingSafeEqual(row.secret_hash, given)) return undefined;
  return row.id;
}
