import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentiles } from './support/http.ts';
import { officeId, signIn, verifierOf } from './support/people.ts';
import { type Chapter, openChapter } from './support/report.ts';
import type { World } from './support/world.ts';

const SLUG = 'kantah-bandar-lampung';
const LISTENERS = 300;
const RINGS = 12;
/** Rings that follow one another this closely are told as one: a page waits at least that long. */
const GATHERED = 300;

/** From the ring in the database to the pages that listen. */
export async function doorbell(world: World): Promise<Chapter> {
  const chapter = openChapter('Doorbell');
  const { url, owner } = await world.filled(12_000);
  const office = await officeId(owner, SLUG);
  const session = await signIn(owner, await verifierOf(owner, office));
  const server = await world.serve(url, { JOBS: '0' });
  const agent = new Agent({ maxSockets: LISTENERS + 1 });
  const delays: number[] = [];
  let rung = 0;
  const opened = Array.from(
    { length: LISTENERS },
    () =>
      new Promise<() => void>((resolve, reject) => {
        const asked = get(
          `${server.address}/${SLUG}/kabar?topik=kantor`,
          { agent, headers: { cookie: `sesi=${session}`, accept: 'text/event-stream' } },
          (answer) => {
            if (answer.statusCode !== 200)
              return reject(new Error(`answered ${answer.statusCode}`));
            answer.on('data', (part: Buffer) => {
              if (part.includes('event: ring')) delays.push(performance.now() - rung);
            });
            answer.on('error', () => {});
            resolve(() => asked.destroy());
          },
        );
        asked.on('error', reject);
      }),
  );
  const hangUps = await Promise.all(opened);
  await sleep(500);
  for (let ring = 0; ring < RINGS; ring++) {
    rung = performance.now();
    await owner`select pg_notify('doorbell', ${`office:${office}`})`;
    await sleep(900);
  }
  for (const hangUp of hangUps) hangUp();
  await server.stop();
  const { p50, p99 } = percentiles(delays);
  chapter.figure({
    name: 'rings told',
    value: delays.length,
    unit: `of ${LISTENERS * RINGS}`,
    budget: LISTENERS * RINGS,
    atLeast: true,
  });
  chapter.figure({ name: `ring to page, ${LISTENERS} listening: p50`, value: p50, unit: 'ms' });
  chapter.figure({ name: `ring to page, ${LISTENERS} listening: p99`, value: p99, unit: 'ms' });
  chapter.figure({
    name: `the same without the ${GATHERED} ms in which rings are gathered: p99`,
    value: p99 - GATHERED,
    unit: 'ms',
    budget: 250,
  });
  chapter.note(
    'The budget of 250 ms is that of the counter’s displays with 1,000 listening, which come with the queue; pages gather rings for 300 ms on purpose, displays must not.',
  );
  return chapter.close();
}
