// node bench/generate.ts [applications]: fills a database and says how fast. DATABASE_URL fills an installed one that stays.
import { connect } from '../src/kernel/db.ts';
import { openWorld } from './support/world.ts';

const applications = Number(process.argv[2] ?? 12_000);
const world = await openWorld();
try {
  const { figures, url } = await world.filled(applications);
  const db = connect(url, { owner: true, max: 1 });
  const [size] = await db<
    { bytes: number }[]
  >`select pg_database_size(current_database()) as bytes`;
  const [open] = await db<
    { share: number }[]
  >`select avg((outcome is null)::int)::float8 as share from application`;
  await db.end();
  const perSecond = Math.round(figures.applications / figures.seconds);
  console.log(
    JSON.stringify(
      {
        ...figures,
        perSecond,
        megabytes: Math.round((size?.bytes ?? 0) / 1e6),
        openShare: open?.share,
      },
      null,
      2,
    ),
  );
} finally {
  await world.close();
}
