import { type Chapter, openChapter } from './support/report.ts';
import type { World } from './support/world.ts';

/** How fast the generator fills, and what it makes. */
export async function generator(world: World): Promise<Chapter> {
  const chapter = openChapter('Generator');
  for (const size of [12_000, 120_000]) {
    const { figures, owner } = await world.filled(size);
    const [at] = await owner<{ megabytes: number; open: number; offices: number }[]>`
      select pg_database_size(current_database()) / 1e6::float8 as megabytes,
        (select avg((outcome is null)::int)::float8 from application) as open,
        (select count(distinct office_id)::int from dossier) as offices`;
    const label = `at ${size.toLocaleString('en-GB')} applications:`;
    chapter.figure({
      name: `${label} filled`,
      value: figures.applications / figures.seconds,
      unit: 'applications/s',
    });
    chapter.figure({ name: `${label} events`, value: figures.events, unit: 'events' });
    chapter.figure({ name: `${label} rows`, value: figures.rows, unit: 'rows' });
    chapter.figure({
      name: `${label} in the largest office`,
      value: (100 * figures.largest.applications) / figures.applications,
      unit: '%',
      budget: 20.8,
      atLeast: true,
    });
    chapter.figure({ name: `${label} still open`, value: 100 * (at?.open ?? 0), unit: '%' });
    chapter.figure({ name: `${label} database`, value: at?.megabytes ?? 0, unit: 'MB' });
    const hours = (1_200_000 / (figures.applications / figures.seconds) / 60).toFixed(0);
    chapter.note(
      `${label} ${figures.dossiers} dossiers in ${at?.offices ?? 0} offices, ${figures.seconds.toFixed(1)} s; at this pace 1.2 million take ${hours} minutes.`,
    );
  }
  return chapter.close();
}
