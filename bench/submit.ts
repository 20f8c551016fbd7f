import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../src/kernel/db.ts';
import { verifyLedger } from '../src/kernel/ledger-verify.ts';
import { demoMasterKey } from '../src/kernel/master-key.ts';
import { openVault } from '../src/kernel/vault.ts';
import { dossierKey } from '../src/modules/dossiers/index.ts';
import { type Bare, startBare } from './support/bare-process.ts';
import { type Citizens, citizensAt } from './support/citizens.ts';
import { median, percentiles, perSecond } from './support/http.ts';
import { type Chapter, type Chronicle, openChapter } from './support/report.ts';
import { prepareRush, type Rush } from './support/submissions.ts';
import type { World } from './support/world.ts';

const SECONDS = 1.2;
const ROUNDS = 7;
/** Of the bare process: a year of its own, so that both sides take serials without meeting. */
const SERIAL_YEAR = '2099';

/** A dossier is handed in through the whole house, against the same statements sent by a process that does nothing else. */
export async function submit(world: World): Promise<Chapter> {
  const chapter = openChapter('Submitting a dossier without files');
  const { url, owner } = await world.filled(12_000);
  const vault = openVault(owner, await demoMasterKey(world.dataDir));
  const rush = await prepareRush(owner, vault, 800, 80);
  const before = await counts(owner);
  const bare = await startBare(url, SERIAL_YEAR, half(rush, 1));
  let acknowledged = 0;
  try {
    const quiet = await world.serve(url, { JOBS: '0' });
    const citizens = citizensAt(quiet.address, half(rush, 0));
    // Prepared statements settle on their plan, on each of the connections.
    await Promise.all(Array.from({ length: 150 }, citizens.send));
    const statements = await statementsOf(world, owner, citizens);
    acknowledged += citizens.done();
    for (const lanes of [1, 16]) {
      const rounds = await compare(bare, citizens, lanes, ROUNDS);
      acknowledged += rounds.acknowledged;
      tell(chapter, `${lanes} at a time`, rounds, true);
      const { p50, p95, p99 } = percentiles(citizens.times.splice(0));
      for (const [name, value, budget] of [
        ['p50', p50, 100],
        ['p95', p95, 300],
        ['p99', p99, 500],
      ] as const)
        chapter.figure({
          name: `${lanes} at a time: ${name}`,
          value,
          unit: 'ms',
          budget,
          why: NO_PAUSE,
        });
    }
    await quiet.stop();
    await owner`delete from graphile_worker._private_jobs`;
    const busy = await world.serve(url, { JOBS: '4' });
    const rounds = await compare(bare, citizensAt(busy.address, half(rush, 0)), 16, 3);
    acknowledged += rounds.acknowledged;
    tell(chapter, '16 at a time, four workers writing letters in the same process', rounds, false);
    await busy.stop();
    await owner`delete from graphile_worker._private_jobs`;
    chapter.note(
      `One request sends ${statements.length} statements. The bare process sends the same ones with the same functions on as many connections (12), and nothing else. fsync on. Rounds of ${SECONDS} s in turn, the first not counted, the ratio taken within each round and its median told; load generator, server and database share the machine.\n\n\`\`\`\n${statements.join('\n')}\n\`\`\``,
    );
  } finally {
    bare.stop();
  }
  const after = await counts(owner);
  for (const name of Object.keys(after) as (keyof typeof after)[])
    chapter.figure({
      name: `${name}: rows more or less than acknowledged`,
      value: Math.abs(after[name] - before[name] - acknowledged),
      unit: `of ${acknowledged}`,
      budget: 0,
    });
  const keyOf = (_query: unknown, stream: { id: string; officeId: string | null }) =>
    stream.officeId === null
      ? Promise.resolve(undefined)
      : dossierKey(owner, vault, stream.officeId, stream.id);
  const ledger = await verifyLedger(owner, { officeSlug: 'kantah-bandar-lampung', vault });
  const texts = await verifyLedger(owner, { officeSlug: 'bppt-bandung', vault, keyOf });
  for (const [name, found] of [
    ['the largest office', ledger],
    ['bppt-bandung with its texts', texts],
  ] as const)
    chapter.figure({
      name: `ledger of ${name}, ${found.events.toLocaleString('en-GB')} events: faults`,
      value: found.faulty,
      unit: 'faults',
      budget: 0,
    });
  return chapter.close();
}

const WHY =
  'The house does more than its statements, in one process on the cores that load generator and PostgreSQL share. By its profile a quarter of its time goes into writing to PostgreSQL’s sockets, a quarter into collecting garbage, an eighth into the driver and an eighth into Node’s streams; the form, the rules, sealing and hashing together take another eighth.';

const NO_PAUSE =
  'Sixteen who never pause take all the processors there are, so each waits for the fifteen others; the budget is for people with think times, whose load is measured with the full world.';

const half = (rush: Rush, which: number): Rush => ({
  ...rush,
  applicants: rush.applicants.filter((_, index) => index % 2 === which),
});

interface Rounds {
  readonly house: number[];
  readonly bare: number[];
  readonly acknowledged: number;
}

/** Both sides in turn; who begins changes from round to round. */
async function compare(
  bare: Bare,
  citizens: Citizens,
  lanes: number,
  rounds: number,
): Promise<Rounds> {
  const rates = { house: [] as number[], bare: [] as number[] };
  let acknowledged = 0;
  const sides = [
    async () => {
      const { rate, done } = await bare.measure(lanes, SECONDS);
      acknowledged += done;
      rates.bare.push(rate);
    },
    async () => {
      rates.house.push(await perSecond(lanes, SECONDS, citizens.send));
      acknowledged += citizens.done();
    },
  ];
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) citizens.times.length = 0;
    for (const side of sides.reverse()) await side();
  }
  return { house: rates.house.slice(1), bare: rates.bare.slice(1), acknowledged };
}

function tell(chapter: Chronicle, name: string, { house, bare }: Rounds, isBudget: boolean): void {
  const shares = house.map((rate, round) => (100 * rate) / (bare[round] ?? 1));
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map(Math.round);
  chapter.figure({ name: `${name}: through the house`, value: median(house), unit: '/s' });
  chapter.figure({ name: `${name}: bare statements`, value: median(bare), unit: '/s' });
  chapter.figure({
    name: `${name}: house / bare (rounds ${least}-${most} %)`,
    value: median(shares),
    unit: '%',
    ...(isBudget ? { budget: 50, atLeast: true, why: WHY } : {}),
  });
}

/** The statements that one request sends, with their times, by PostgreSQL's own log. */
async function statementsOf(world: World, owner: Db, citizens: Citizens): Promise<string[]> {
  await owner`alter system set log_min_duration_statement = 0`;
  await owner`select pg_reload_conf()`;
  await sleep(500);
  const before = readFileSync(world.logFile).length;
  await citizens.send();
  await sleep(200);
  const told = readFileSync(world.logFile).subarray(before).toString();
  await owner`alter system reset log_min_duration_statement`;
  await owner`select pg_reload_conf()`;
  return [
    ...told.matchAll(/LOG: {2}duration: ([\d.]+ ms) {2}(?:execute [^:]*|statement): ([^]{0,400})/g),
  ].map(
    ([, took, text = '']) => `${took}: ${text.split('\n2')[0]?.replace(/\s+/g, ' ').slice(0, 110)}`,
  );
}

async function counts(db: Db) {
  const [row] = await db<
    {
      dossiers: number;
      applications: number;
      events: number;
      receipts: number;
      texts: number;
    }[]
  >`
    select (select count(*) from dossier) as dossiers, (select count(*) from application) as applications,
      (select count(*) from event where kind = 'application.submitted') as events,
      (select count(*) from command_receipt) as receipts,
      (select count(*) from event_text) as texts`;
  if (!row) throw new Error('no counts');
  return row;
}
