import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../src/kernel/db.ts';
import { demoMasterKey } from '../src/kernel/master-key.ts';
import { openVault } from '../src/kernel/vault.ts';
import {
  citizenHabits,
  type Habits,
  handIn,
  headHabits,
  receiverHabits,
  verifierHabits,
} from './load/acts.ts';
import { live, type Person } from './load/crowd.ts';
import { usageOf } from './load/machine.ts';
import { openScene, type Scene } from './load/office.ts';
import { createSurfer, type Visited } from './load/surfer.ts';
import { percentiles } from './support/http.ts';
import { type Chapter, type Chronicle, openChapter } from './support/report.ts';
import { prepareRush } from './support/submissions.ts';
import type { World } from './support/world.ts';

/** The budget's crowd: sixty officers and two hundred citizens; five times as many for the spike. */
const [OFFICERS, CITIZENS, SPIKE] = [60, 200, 5];
/** Think times in seconds on average: an officer reads a dossier, a citizen reads a page. */
const [OFFICER_THINKS, CITIZEN_THINKS] = [8, 15];
const SIZE = Number(process.env['BENCH_SIZE'] ?? 1_200_000);
const MINUTE = 60_000 * Number(process.env['BENCH_MINUTE'] ?? 1);

/** Everybody at once, reading and writing, in the largest office of 1.2 million applications; then five times as many. */
export async function load(world: World): Promise<Chapter> {
  const chapter = openChapter('Full mixed load');
  const { url, owner } = await world.filled(SIZE);
  const scene = await openScene(owner, { officers: OFFICERS * SPIKE, citizens: CITIZENS * SPIKE });
  const drafts = await draftsOf(world, owner, scene);
  const server = await world.serve(url);
  let visits: Visited[] = [];
  const acknowledged = { submit: 0 };
  const people = peopleOf(scene, drafts, server.address, (visited) => {
    visits.push(visited);
    if (visited.name === 'submit' && visited.status === 303) acknowledged.submit += 1;
  });
  const before = await counts(owner, scene.officeId);

  const phase = async (name: string, crowd: readonly Person[], minutes: number) => {
    const from = performance.now();
    const [house, database] = [usageOf(server.pid), usageOf(world.databasePid)];
    let [most, mostDatabase] = [0, 0];
    const watch = setInterval(() => {
      most = Math.max(most, usageOf(server.pid).megabytes);
      mostDatabase = Math.max(mostDatabase, usageOf(world.databasePid).megabytes);
    }, 2000);
    await live(crowd, minutes * MINUTE, Math.round(from));
    clearInterval(watch);
    const seconds = (performance.now() - from) / 1000;
    const took = visits.filter(({ at }) => at >= from);
    const figure = (what: string, value: number, unit: string) =>
      chapter.figure({ name: `${name}: ${what}`, value, unit });
    figure('requests', took.length / seconds, '/s');
    figure(
      'processor of the house',
      (100 * (usageOf(server.pid).seconds - house.seconds)) / seconds,
      '%',
    );
    figure(
      'processor of PostgreSQL',
      (100 * (usageOf(world.databasePid).seconds - database.seconds)) / seconds,
      '%',
    );
    figure('memory of the house, most', most, 'MB');
    figure('memory of PostgreSQL beside its shared pages, most', mostDatabase, 'MB');
    return took;
  };

  const usual = [...people.officers.slice(0, OFFICERS), ...people.citizens.slice(0, CITIZENS)];
  await live(usual, MINUTE / 2, 1);
  visits = [];
  const calm = await phase('60 officers, 200 citizens', usual, 3);
  latencies(chapter, '60 officers, 200 citizens', calm, true);
  const rushed = await phase(
    'five times as many for a minute',
    [...people.officers, ...people.citizens],
    1,
  );
  latencies(chapter, 'five times as many for a minute', rushed, false);
  const end = performance.now();
  const after = await phase('the minute after', usual, 1);
  chapter.figure({
    name: 'recovery: until a second’s p95 is as before',
    value: recovery(calm, after, end),
    unit: 's',
  });
  await sleep(1000);
  const now = await counts(owner, scene.officeId);
  for (const what of ['dossiers', 'events'] as const)
    chapter.figure({
      name: `${what} more or less than acknowledged`,
      value: Math.abs(now[what] - before[what] - acknowledged.submit),
      unit: `of ${acknowledged.submit}`,
      budget: 0,
    });
  chapter.note(
    `One process of the house with its jobs running, PostgreSQL as it comes with fsync on, and the load generator, all on one machine. Officers think ${OFFICER_THINKS} s and citizens ${CITIZEN_THINKS} s between two acts, on average, exponentially; an act is one page or a few that follow each other at once (an officer takes the next dossier, gives three verdicts and lays it down). Half a minute to warm up, then three minutes.\n\n${byName(calm)}`,
  );
  await server.stop();
  return chapter.close();
}

/** Filled-in forms ready to be sent, by the applicant's id. */
async function draftsOf(world: World, owner: Db, scene: Scene) {
  const vault = openVault(owner, await demoMasterKey(world.dataDir));
  const persons = scene.citizens.map(({ person }) => person);
  const { applicants } = await prepareRush(owner, vault, persons, 8);
  return new Map(applicants.map(({ personId, drafts }) => [personId, drafts]));
}

/** Who comes, each with a browser; officers dealt in turn, so that any part of them has the same mixture. */
function peopleOf(
  scene: Scene,
  drafts: ReadonlyMap<string, string[]>,
  address: string,
  tell: (visited: Visited) => void,
) {
  const officer = (habits: Habits) => (session: string) => ({
    surfer: createSurfer(address, session, tell),
    habits,
    thinks: OFFICER_THINKS,
  });
  const officers = [
    scene.verifiers.map(officer(verifierHabits(scene))),
    scene.receivers.map(officer(receiverHabits(scene))),
    scene.heads.map(officer(headHabits(scene))),
  ]
    .flatMap((kind) => kind.map((person, index) => ({ person, place: index / kind.length })))
    .sort((one, other) => one.place - other.place)
    .map(({ person }) => person);
  const citizens = scene.citizens.map(({ person, session, dossier }) => ({
    surfer: createSurfer(address, session, tell),
    habits: citizenHabits(scene, dossier, handIn(scene, drafts.get(person) ?? [])),
    thinks: CITIZEN_THINKS,
  }));
  return { officers, citizens };
}

type Figure = Parameters<Chronicle['figure']>[0];

/** How long reads and writes took, beside what the design allows. */
function latencies(chapter: Chronicle, phase: string, visits: readonly Visited[], bound: boolean) {
  for (const [kind, budgets] of [
    ['read', [50, 150, 300]],
    ['write', [100, 300, 500]],
  ] as const) {
    const { p50, p95, p99 } = percentiles(
      visits.filter((visit) => visit.kind === kind).map(({ took }) => took),
    );
    for (const [index, [name, value]] of [
      ['p50', p50] as const,
      ['p95', p95] as const,
      ['p99', p99] as const,
    ].entries()) {
      const figure: Figure = { name: `${phase}, ${kind}s: ${name}`, value, unit: 'ms' };
      chapter.figure(bound ? { ...figure, budget: budgets[index] ?? 0, why: WHY } : figure);
    }
  }
  const broken = visits.filter(({ status }) => status >= 500).length;
  chapter.figure({
    name: `${phase}: answers of 500 and above`,
    value: (100 * broken) / visits.length,
    unit: '%',
    budget: 0.1,
  });
}

const WHY = 'Load generator, house and PostgreSQL share the machine.';

/** A row for each kind of page and act. */
function byName(visits: readonly Visited[]): string {
  const names = [...new Set(visits.map(({ kind, name }) => `${kind} ${name}`))].sort();
  return [
    '| page or act | times | p50 | p95 | p99 | refused |',
    '|---|---|---|---|---|---|',
    ...names.map((key) => {
      const those = visits.filter(({ kind, name }) => `${kind} ${name}` === key);
      const { p50, p95, p99 } = percentiles(those.map(({ took }) => took));
      const refused = those.filter(
        ({ kind, status }) => status !== (kind === 'read' ? 200 : 303),
      ).length;
      const shown = [p50, p95, p99].map((value) => `${value.toFixed(1)} ms`).join(' | ');
      return `| ${key} | ${those.length} | ${shown} | ${refused} |`;
    }),
  ].join('\n');
}

/** Seconds after the rush until the slowest twentieth of a second's answers is as fast as before, and stays so for five seconds. */
function recovery(calm: readonly Visited[], after: readonly Visited[], end: number): number {
  const usual = percentiles(calm.map(({ took }) => took)).p95 * 1.5;
  const seconds = Array.from({ length: Math.ceil(MINUTE / 1000) }, (_, second) => {
    const those = after.filter(({ at }) => Math.floor((at - end) / 1000) === second);
    return percentiles(those.map(({ took }) => took)).p95 <= usual;
  });
  const calmAt = seconds.findIndex((_, second) =>
    seconds.slice(second, second + 5).every((isCalm) => isCalm),
  );
  return calmAt === -1 ? seconds.length : calmAt;
}

async function counts(db: Db, office: string) {
  const [row] = await db<{ dossiers: number; events: number }[]>`
    select (select count(*)::int from dossier where office_id = ${office}) as dossiers,
      (select count(*)::int from event where office_id = ${office} and kind = 'application.submitted') as events`;
  if (!row) throw new Error('no counts');
  return row;
}
