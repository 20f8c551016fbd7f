import { z } from 'zod';
import type { Town } from '../town.fixture.ts';

const sealed = z.object({ body: z.string() });

/** What was told, or could not be told, to a dossier's applicant, oldest first. */
export async function toldTo(
  town: Town,
  dossier: string,
): Promise<{ state: string; address: string | null; body: string }[]> {
  const rows = await town.house.db<
    { id: string; state: string; address: string | null; sealed: Buffer }[]
  >`
    select n.id, n.state, n.address, n.sealed from notification n
    join dossier d on d.office_id = n.office_id and d.applicant_id = n.person_id
    where d.id = ${dossier} order by n.made_at`;
  return Promise.all(
    rows.map(async ({ id, state, address, sealed: closed }) => {
      const text = await town.house.vault.openText(town.office.id, closed, `notification:${id}`);
      return { state, address, body: sealed.parse(JSON.parse(text)).body };
    }),
  );
}
