import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../kernel/actor.ts';
import { emptyHouse, exampleOffice, exampleService, folderWith } from '../example.fixture.ts';
import { importOffices } from '../importing/import-offices.ts';
import type { Office } from '../office.ts';
import { officeBySlug } from '../offices.ts';

export const REASONS = [
  { code: 'buram', label: { id: 'Foto buram' }, advice: { id: 'Foto ulang.' } },
  { code: 'terpotong', label: { id: 'Terpotong' }, advice: { id: 'Foto utuh.' } },
];

interface Ending {
  after(work: () => void | Promise<void>): void;
}

/** A house with one imported office, and somebody who administers it. */
export async function openSettings(
  t: Ending,
  files: Readonly<Record<string, object | string>> = {},
) {
  const house = await emptyHouse(t);
  const folder = folderWith(t, {
    'kantor-uji/office.json': exampleOffice('kantor-uji', 'UJI', {
      counters: [
        { code: 'L1', name: { id: 'Loket 1' } },
        { code: 'L2', name: { id: 'Loket 2' } },
      ],
      seats: {
        minutes: 20,
        leadWorkingDays: 1,
        horizonDays: 30,
        holdHours: 24,
        moves: 2,
        noticeHours: 24,
      },
    }),
    'kantor-uji/services/ROYA.json': exampleService('ROYA'),
    'kantor-uji/reasons.json': REASONS,
    ...files,
  });
  const imported = await importOffices(house, folder);
  if (!imported.ok) throw new Error(imported.sentences.en);
  const office = async (): Promise<Office> => {
    const found = await officeBySlug(house.db, 'kantor-uji');
    if (!found) throw new Error('no office');
    return found;
  };
  const chief: Actor = { personId: randomUUID(), mandate: 'staff', channel: 'web' };
  /** What the office's ledger holds since it was installed. */
  const told = async () => {
    const rows = await house.db<{ kind: string; actor: string | null; data: unknown }[]>`
      select kind, actor_id as actor, data from event where stream_id = ${(await office()).id} and mandate <> 'system' order by seq`;
    return rows.map(({ kind, data }) => [kind, data]);
  };
  return { house, folder, office, officeId: (await office()).id, chief, told };
}
