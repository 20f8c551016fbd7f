import type { Query } from '../../../kernel/db.ts';

/** How many serials a server takes at a time; those it has not used when it stops become gaps, which a dossier number may have. */
const BLOCK = 8;

/**
 * Gives out serials of an office's year. Taking them in small blocks keeps the counter row out of the submission itself,
 * so that one office's rush is not a line before one row.
 */
export function createSerials(): (query: Query, officeId: string, year: number) => Promise<number> {
  const blocks = new Map<string, { next: number; last: number }>();
  const filling = new Map<string, Promise<void>>();

  const fill = async (query: Query, name: string, officeId: string, year: number) => {
    const [row] = await query<{ last: number }[]>`
      insert into dossier_serial as s (office_id, year, last) values (${officeId}, ${year}, ${BLOCK})
      on conflict (office_id, year) do update set last = s.last + ${BLOCK}
      returning last`;
    if (!row) throw new Error('no serial');
    blocks.set(name, { next: row.last - BLOCK + 1, last: row.last });
  };

  return async (query, officeId, year) => {
    const name = `${officeId}:${year}`;
    for (;;) {
      const block = blocks.get(name);
      if (block && block.next <= block.last) return block.next++;
      let pending = filling.get(name);
      if (!pending) {
        pending = fill(query, name, officeId, year).finally(() => filling.delete(name));
        filling.set(name, pending);
      }
      await pending;
    }
  };
}
