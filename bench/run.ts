// npm run bench [-- name… --notes]: measures what the design promises. All of it together becomes docs/bench/.
import { loadavg } from 'node:os';
import { coldStart } from './cold-start.ts';
import { doorbell } from './doorbell.ts';
import { generator } from './generator.ts';
import { lists } from './lists.ts';
import { pageWeight } from './page-weight.ts';
import { submit } from './submit.ts';
import { type Chapter, saveReport, verdictOf } from './support/report.ts';
import { openWorld, type World } from './support/world.ts';
import { uploads } from './uploads.ts';

const MEASUREMENTS: Readonly<Record<string, (world: World) => Promise<Chapter>>> = {
  generator,
  'page-weight': pageWeight,
  'cold-start': coldStart,
  submit,
  lists,
  uploads,
  doorbell,
};
/** Nothing here may run for ever, whatever happens. */
const LONGEST = 25 * 60_000;

const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = asked.filter((name) => !(name in MEASUREMENTS));
if (unknown.length > 0) {
  console.error(
    `No such measurement: ${unknown.join(', ')}. There are: ${Object.keys(MEASUREMENTS).join(', ')}.`,
  );
  process.exit(1);
}

const begun = new Date();
const busy = () =>
  loadavg()
    .map((load) => load.toFixed(1))
    .join(' ');
const loadBefore = busy();
const world = await openWorld();
const chapters: Chapter[] = [];
let failed = false;
const limit = setTimeout(() => {
  console.error('The measurements took too long and were ended.');
  void world.close().finally(() => process.exit(1));
}, LONGEST);
try {
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    try {
      chapters.push(await measure(world));
    } catch (error) {
      failed = true;
      console.error(`${name}:`, error);
    }
    await world.endServers();
  }
} finally {
  clearTimeout(limit);
  await world.close();
}

const figures = chapters.flatMap((chapter) => chapter.figures);
if (process.argv.includes('--notes'))
  for (const { notes } of chapters) console.log(`\n${notes.join('\n\n')}`);
const missed = figures.filter((figure) => verdictOf(figure) === 'missed').length;
const minutes = ((Date.now() - begun.getTime()) / 60_000).toFixed(1);
console.log(`\n${figures.length} figures, ${missed} missed, ${minutes} minutes.`);
if (asked.length === 0 && !failed) {
  saveReport(chapters, {
    date: begun.toISOString().slice(0, 10),
    took: `${minutes} minutes`,
    'load averages before and after': `${loadBefore}; ${busy()}`,
  });
  console.log('Written: docs/bench/report.md, docs/bench/report.json');
}
process.exit(failed ? 1 : 0);
