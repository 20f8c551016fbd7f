// npm run bench [-- name… --notes]: measures what the design promises. All of it together becomes docs/bench/.
import { loadavg } from 'node:os';
import { coldStart } from './cold-start.ts';
import { doorbell } from './doorbell.ts';
import { generator } from './generator.ts';
import { keystrokes } from './keystrokes.ts';
import { lists, millionLists } from './lists.ts';
import { load } from './load.ts';
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
  keystrokes,
};
/** What is measured at 1.2 million applications, when asked for: npm run bench -- million. */
// The crowd first: whoever reads plans has every later statement explained.
const MILLION: typeof MEASUREMENTS = { load, 'million-lists': millionLists };
/** Nothing here may run for ever, whatever happens. */
const LONGEST = 75 * 60_000;

const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const all = { ...MEASUREMENTS, ...MILLION };
const unknown = asked.filter((name) => !(name in all) && name !== 'million');
if (unknown.length > 0) {
  console.error(
    `No such measurement: ${unknown.join(', ')}. There are: ${Object.keys(all).join(', ')}; and million for the last ${Object.keys(MILLION).length}.`,
  );
  process.exit(1);
}
/** What becomes a report of its own: everything, the largest world, and its crowd alone. */
const whole =
  asked.length === 0
    ? 'report'
    : (['million', 'load'] as const).find((name) => name === asked.join());
const chosen =
  whole === 'report'
    ? Object.entries(MEASUREMENTS)
    : whole === 'million'
      ? Object.entries(MILLION)
      : Object.entries(all).filter(([name]) => asked.includes(name));

const begun = new Date();
const busy = () =>
  loadavg()
    .map((load) => load.toFixed(1))
    .join(' ');
const clock = () => new Date().toISOString().slice(11, 19);
const loadBefore = busy();
const world = await openWorld();
const chapters: Chapter[] = [];
let failed = false;
const limit = setTimeout(() => {
  console.error('The measurements took too long and were ended.');
  void world.close().finally(() => process.exit(1));
}, LONGEST);
try {
  for (const [index, [name, measure]] of chosen.entries()) {
    const at = performance.now();
    console.log(`\n${clock()} ${index + 1}/${chosen.length} ${name}`);
    try {
      chapters.push(await measure(world));
    } catch (error) {
      failed = true;
      console.error(`${name}:`, error);
    }
    await world.endServers();
    console.log(
      `${clock()} ${name} took ${((performance.now() - at) / 60_000).toFixed(1)} minutes`,
    );
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
if (whole !== undefined && !failed) {
  const written = saveReport(whole, chapters, {
    date: begun.toISOString().slice(0, 10),
    took: `${minutes} minutes`,
    'load averages before and after': `${loadBefore}; ${busy()}`,
  });
  console.log(`Written: ${written.join(', ')}`);
}
process.exit(failed ? 1 : 0);
