import type { NewEvent } from '../../../kernel/ledger.ts';
import { replaceCounters } from '../importing/contents.sql.ts';
import { plain } from '../importing/plain.ts';
import type { OfficeProfile } from '../office.ts';
import type { PartChange } from './change.ts';

/** Gives each counter its row; one that is left out is closed, and what was booked there stays booked. */
export function counterRows(
  officeId: string,
  counters: OfficeProfile['counters'],
): NonNullable<PartChange['also']> {
  return async (tx, at): Promise<readonly NewEvent[]> => {
    const rows = counters.map(({ code, name }) => ({ code, label: plain(name), advice: null }));
    await replaceCounters(tx, officeId, rows, at);
    return [
      { kind: 'office.counters_changed', data: { counters: counters.map(({ code }) => code) } },
    ];
  };
}
