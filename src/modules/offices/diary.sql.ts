import type { Tx } from '../../kernel/db.ts';
import type { Head } from '../../kernel/ledger.ts';

/** Locks the head of the office's chain, but not its key: other rows of the office may refer to it meanwhile. */
export async function lockOfficeHead(tx: Tx, officeId: string): Promise<Head> {
  const [row] = await tx<{ head_seq: number; head_hash: Buffer }[]>`
    select head_seq, head_hash from office where id = ${officeId} for no key update`;
  if (!row) throw new Error(`no office ${officeId}`);
  return { seq: row.head_seq, hash: row.head_hash };
}

export async function storeOfficeHead(tx: Tx, officeId: string, head: Head): Promise<void> {
  await tx`update office set head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${officeId}`;
}
