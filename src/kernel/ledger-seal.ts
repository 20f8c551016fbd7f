import { createHash, createHmac } from 'node:crypto';
import { type JsonValue, transaction } from './db.ts';
import type { House } from './house.ts';
import type { Tasks } from './jobs.ts';
import { canonical } from './ledger.ts';
import {
  insertSeal,
  lastSeal,
  lockSealing,
  type MovedHead,
  movedHeads,
  noteSealed,
  type OwnerTable,
  type SealRow,
} from './ledger-seal.sql.ts';

/** The purpose under which the vault gives the key of the seals. */
export const SEAL_PURPOSE = 'ledger seal';

const NOTHING = Buffer.alloc(0);
const TABLES: readonly OwnerTable[] = ['dossier', 'office', 'person'];

/** SHA-256 over a seal and the one before it. */
export function hashSeal(seal: Omit<SealRow, 'hash' | 'mac'>): Buffer {
  const said = canonical([
    seal.office_id,
    seal.number,
    seal.at.toISOString(),
    seal.heads as JsonValue,
  ]);
  return createHash('sha256').update(seal.prev_hash).update(said).digest();
}

/** What only the holder of the installation's master key can write under a seal. */
export function signSeal(key: Buffer, hash: Buffer): Buffer {
  return createHmac('sha256', key).update(hash).digest();
}

/**
 * Seals the ends of all streams that moved since they were last sealed. Returns how many. The log keeps each newest
 * seal's hash: whoever stores the log elsewhere can prove even that seals themselves were taken away.
 */
export async function sealLedger(
  house: Pick<House, 'db' | 'vault' | 'log' | 'now'>,
): Promise<number> {
  const key = house.vault.purposeKey(SEAL_PURPOSE);
  let count = 0;
  for (const table of TABLES)
    for (let after: MovedHead | undefined; ; ) {
      const from = after;
      const page = await transaction(house.db, async (tx) => {
        await lockSealing(tx);
        const heads = await movedHeads(tx, table, from);
        for (const [officeId, own] of byOffice(heads)) {
          const before = await lastSeal(tx, officeId);
          const unsigned = {
            office_id: officeId,
            number: (before?.number ?? 0) + 1,
            at: house.now(),
            heads: Object.fromEntries(
              own.map(({ id, seq, hash }) => [id, [seq, hash.toString('hex')] as const]),
            ),
            prev_hash: before?.hash ?? NOTHING,
          };
          const hash = hashSeal(unsigned);
          await insertSeal(tx, { ...unsigned, hash, mac: signSeal(key, hash) });
          await noteSealed(tx, officeId, unsigned.number, own);
          house.log.info(
            { office: officeId, number: unsigned.number, hash: hash.toString('hex') },
            'ledger sealed',
          );
        }
        return heads;
      });
      count += page.length;
      after = page.at(-1);
      if (!after) break;
    }
  return count;
}

function byOffice(heads: readonly MovedHead[]): Map<string | null, MovedHead[]> {
  const groups = new Map<string | null, MovedHead[]>();
  for (const head of heads) {
    const group = groups.get(head.office_id);
    if (group) group.push(head);
    else groups.set(head.office_id, [head]);
  }
  return groups;
}

export function ledgerTasks(house: House): Tasks {
  return { 'ledger:seal': async () => void (await sealLedger(house)) };
}

/** Hourly, some minutes after the full hour (UTC). */
export const ledgerCrontab = '7 * * * * ledger:seal ?fill=2h';
