import type { Query } from './db.ts';
import type { Report } from './ledger-faults.ts';
import { hashesAt, type SealRow, sealChains, sealsAfter } from './ledger-seal.sql.ts';
import { hashSeal, signSeal } from './ledger-seal.ts';

/**
 * Checks the seals of one office, or of all: each chained to the one before and, with the key, signed by the installation;
 * and every event they name still stands in the ledger as it was.
 */
export async function checkSeals(
  query: Query,
  scope: { readonly officeId?: string; readonly stream?: string },
  key: Buffer | undefined,
  report: Report,
): Promise<number> {
  let count = 0;
  for (const { office_id: officeId, noted } of await sealChains(query, scope.officeId)) {
    const stream = officeId ?? '-';
    let before: SealRow | undefined;
    for (;;) {
      const page = await sealsAfter(query, officeId, before?.number ?? 0);
      for (const seal of page) {
        const expected: number = (before?.number ?? 0) + 1;
        const gap = seal.number !== expected;
        if (gap)
          report({
            what: 'seal_missing',
            of: 'seal',
            stream,
            seq: expected,
            until: seal.number - 1,
          });
        const chained = gap || seal.prev_hash.equals(before?.hash ?? Buffer.alloc(0));
        const signed = key === undefined || signSeal(key, seal.hash).equals(seal.mac);
        if (!chained || !signed || !hashSeal(seal).equals(seal.hash))
          report({ what: 'seal_changed', of: 'seal', stream, seq: seal.number });
        await checkHeads(query, seal, scope.stream, report);
        before = seal;
        count += 1;
      }
      if (page.length === 0) break;
    }
    const last = before?.number ?? 0;
    if (last < noted)
      report({ what: 'seal_missing', of: 'seal', stream, seq: last + 1, until: noted });
  }
  return count;
}

async function checkHeads(
  query: Query,
  seal: SealRow,
  only: string | undefined,
  report: Report,
): Promise<void> {
  const heads = Object.entries(seal.heads)
    .map(([stream, [seq, hash]]) => ({ stream, seq, hash }))
    .filter(({ stream }) => only === undefined || stream === only);
  const found = new Map((await hashesAt(query, heads)).map((row) => [row.stream_id, row.hash]));
  for (const { stream, seq, hash } of heads) {
    const now = found.get(stream);
    if (now?.toString('hex') === hash) continue;
    const of =
      seal.office_id === null ? 'person' : seal.office_id === stream ? 'office' : 'dossier';
    report({ what: now ? 'sealed_event_changed' : 'sealed_event_missing', of, stream, seq });
  }
}
