import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../src/kernel/db.ts';
import { verifyLedger } from '../src/kernel/ledger-verify.ts';
import { demoMasterKey } from '../src/kernel/master-key.ts';
import { openVault } from '../src/kernel/vault.ts';
import { createClient, median, percentiles, perSecond } from './support/http.ts';
import { type Chapter, openChapter } from './support/report.ts';
import { formBody, prepareRush, type Rush } from './support/submissions.ts';
import type { World } from './support/world.ts';

const SECONDS = 3;
const ROUNDS = 3;
/** Of the bare process: a year of its own, so that both sides take serials without meeting. */
const SERIAL_YEAR = '2099';

/** A dossier is handed in through the whole house, against the same statements sent by a process that does nothing else. */
export async function submit(world: World): Promise<Chapter> {
  const chapter = openChapter('Submitting a dossier without files');
  const { url, owner } = await world.filled(12_000);
  const vault = openVault(owner, await demoMasterKey(world.dataDir));
  const rush = await prepareRush(owner, vault, 64, 700);
  const [through, straight] = [slice(rush, 0), slice(rush, 1)];
  const before = await counts(owner);
  const bare = await startBare(url, straight);
  let acknowledged = 0;
  const rates = new Map<string, number[]>();
  const note = (name: string, rate: number) => rates.set(name, [...(rates.get(name) ?? []), rate]);
  try {
    let server = await world.serve(url, { JOBS: '0' });
    let side = citizens(server.address, through);
    const statements = await statementsOf(world, owner, side.send);
    acknowledged += 2;
    // The first moments warm caches and plans on both sides.
    for (let round = 0; round <= ROUNDS; round++)
      for (const lanes of [1, 16]) {
        const pair = [
          async () => {
            const { rate, done } = await bare.measure(lanes, SECONDS);
            acknowledged += done;
            if (round > 0) note(`bare ${lanes}`, rate);
          },
          async () => {
            side.times.length = 0;
            const rate = await perSecond(lanes, SECONDS, side.send);
            acknowledged += side.done();
            if (round > 0) note(`house ${lanes}`, rate);
            if (round === ROUNDS) {
              const { p50, p95, p99 } = percentiles(side.times);
              chapter.figure({
                name: `${lanes} at a time: p50`,
                value: p50,
                unit: 'ms',
                budget: 100,
              });
              chapter.figure({
                name: `${lanes} at a time: p95`,
                value: p95,
                unit: 'ms',
                budget: 300,
              });
              chapter.figure({
                name: `${lanes} at a time: p99`,
                value: p99,
                unit: 'ms',
                budget: 500,
              });
            }
          },
        ];
        for (const half of round % 2 === 0 ? pair : pair.reverse()) await half();
      }
    await server.stop();
    await owner`delete from graphile_worker._private_jobs`;
    server = await world.serve(url, { JOBS: '4' });
    side = citizens(server.address, through);
    await perSecond(4, 1, side.send);
    note(
      'bare last',
      (await bare.measure(16, SECONDS).then((told) => ((acknowledged += told.done), told))).rate,
    );
    note('house with letters', await perSecond(16, SECONDS, side.send));
    acknowledged += side.done();
    await server.stop();
    await owner`delete from graphile_worker._private_jobs`;

    for (const lanes of [1, 16]) {
      const [house, alone] = [
        median(rates.get(`house ${lanes}`) ?? []),
        median(rates.get(`bare ${lanes}`) ?? []),
      ];
      chapter.figure({ name: `${lanes} at a time: through the house`, value: house, unit: '/s' });
      chapter.figure({ name: `${lanes} at a time: bare statements`, value: alone, unit: '/s' });
      chapter.figure({
        name: `${lanes} at a time: house / bare`,
        value: (100 * house) / alone,
        unit: '%',
        budget: 50,
        atLeast: true,
        why: WHY,
      });
    }
    const last =
      (100 * (rates.get('house with letters')?.[0] ?? 0)) / (rates.get('bare last')?.[0] ?? 1);
    chapter.figure({
      name: '16 at a time, four workers writing the letters in the same process: house / bare',
      value: last,
      unit: '%',
    });
    chapter.note(
      `One request sends ${statements} statements; the bare process sends the same ones with the same functions, on as many connections (12), and nothing else. fsync on. Rounds of ${SECONDS} s, rotated, the first of four not counted; load generator, server and database share the machine.`,
    );
  } finally {
    bare.stop();
  }
  const after = await counts(owner);
  for (const name of Object.keys(after) as (keyof typeof after)[])
    chapter.figure({
      name: `${name} written minus acknowledgements`,
      value: Math.abs(after[name] - before[name] - acknowledged),
      unit: `of ${acknowledged}`,
      budget: 0,
    });
  const ledger = await verifyLedger(owner);
  chapter.figure({
    name: `ledger of ${ledger.events.toLocaleString('en-GB')} events: faults`,
    value: ledger.faulty,
    unit: 'faults',
    budget: 0,
  });
  return chapter.close();
}

const WHY =
  'The house does more than the statements: HTTP parsing, form reading, two hashes, three sealings, all in one process on the core that the load generator and PostgreSQL share.';

const slice = (rush: Rush, half: number): Rush => ({
  ...rush,
  applicants: rush.applicants.filter((_, index) => index % 2 === half),
});

/** The applicants at their browsers. */
function citizens(address: string, rush: Rush) {
  const ask = createClient(address);
  const times: number[] = [];
  let acknowledged = 0;
  const send = async (lane: number): Promise<boolean> => {
    const applicant = rush.applicants[lane % rush.applicants.length];
    const draft = applicant?.drafts.pop();
    if (!applicant || !draft) throw new Error('too few drafts were prepared');
    const { type, body } = formBody(rush.fields);
    const answer = await ask(`/${rush.slug}/permohonan/${draft}`, {
      ...{ method: 'POST', session: applicant.token, headers: { 'content-type': type }, body },
    });
    if (answer.status !== 303 || !String(answer.headers['location']).endsWith('/tanda-terima'))
      throw new Error(
        `answered ${answer.status}: ${answer.body
          .toString()
          .replace(/<[^>]+>/g, ' ')
          .slice(0, 1500)}`,
      );
    times.push(answer.took);
    acknowledged += 1;
    return true;
  };
  /** How many were acknowledged since it was last asked. */
  const done = () => {
    const since = acknowledged;
    acknowledged = 0;
    return since;
  };
  return { send, times, done };
}

async function startBare(url: string, rush: Rush) {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--import',
      './bin/tsx-hooks.mjs',
      join(import.meta.dirname, 'support/bare.ts'),
      url,
      SERIAL_YEAR,
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const answer = async () => {
    const ended = once(child, 'exit').then(() => {
      throw new Error('the bare process ended');
    });
    const [told] = (await Promise.race([once(child, 'message'), ended])) as [
      { rate: number; done: number },
    ];
    return told;
  };
  const ready = answer();
  child.send({ rush });
  await ready;
  return {
    measure(lanes: number, seconds: number) {
      const told = answer();
      child.send({ lanes, seconds });
      return told;
    },
    stop: () => void child.kill(),
  };
}

/** How many statements one request sends, by PostgreSQL's own log. */
async function statementsOf(
  world: World,
  owner: Db,
  send: (lane: number) => Promise<boolean>,
): Promise<number> {
  await send(0);
  await owner`alter system set log_min_duration_statement = 0`;
  await owner`select pg_reload_conf()`;
  await sleep(500);
  const before = readFileSync(world.logFile, 'utf8').length;
  await send(0);
  await sleep(200);
  const told = readFileSync(world.logFile, 'utf8').slice(before);
  await owner`alter system reset log_min_duration_statement`;
  await owner`select pg_reload_conf()`;
  return [...told.matchAll(/LOG: {2}duration: .* (?:execute|statement)/g)].length;
}

async function counts(db: Db) {
  const [row] = await db<
    { dossiers: number; applications: number; events: number; receipts: number; texts: number }[]
  >`
    select (select count(*) from dossier) as dossiers, (select count(*) from application) as applications,
      (select count(*) from event where kind = 'application.submitted') as events,
      (select count(*) from command_receipt) as receipts,
      (select count(*) from event_text) as texts`;
  if (!row) throw new Error('no counts');
  return row;
}
