import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse } from '../src/house.ts';
import { readConfig } from '../src/kernel/config.ts';
import { createLog } from '../src/kernel/log.ts';
import { operationsRoutes } from '../src/operations.ts';
import { allRoutes } from '../src/rooms.ts';
import { createMeters } from '../src/web/meters.ts';
import { settle } from './load/books.ts';
import { live, type Person } from './load/crowd.ts';
import { usageOf } from './load/machine.ts';
import { openScene } from './load/office.ts';
import { openPages } from './load/pages.ts';
import { CITIZEN_THINKS, OFFICER_THINKS, peopleOf } from './load/people.ts';
import { makePractice } from './load/practising.ts';
import type { Visited } from './load/surfer.ts';
import { accountsOf, byName, kindsOfPages, latencies, recovery } from './load/telling.ts';
import { type Chapter, openChapter } from './support/report.ts';
import type { World } from './support/world.ts';

/** The budget's crowd: sixty officers and two hundred citizens; five times as many for the spike. */
const [OFFICERS, CITIZENS, SPIKE] = [60, 200, 5];
const SIZE = Number(process.env['BENCH_SIZE'] ?? 1_200_000);
const MINUTE = 60_000 * Number(process.env['BENCH_MINUTE'] ?? 1);
const [CALM, RUSH, AFTER] = [
  '60 officers, 200 citizens',
  'five times as many for a minute',
  'the minute after',
];

/** Everybody at once, reading and writing, in the largest office of 1.2 million applications; then five times as many. */
export async function load(world: World): Promise<Chapter> {
  const chapter = openChapter('Full mixed load');
  console.log('  opening the world and calling the crowd (a minute or two)');
  const { url, owner } = await world.filled(SIZE);
  const house = await openHouse(readConfig({ DATA_DIR: world.dataDir }), url, createLog('silent'));
  const routes = [...operationsRoutes(house, createMeters()), ...allRoutes(house)];
  const many = { officers: OFFICERS * SPIKE, citizens: CITIZENS * SPIKE };
  const scene = await openScene(owner, house.vault, many);
  const pages = openPages(routes);
  await house.close();
  const server = await world.serve(url);
  const visits: Visited[] = [];
  const people = peopleOf(scene, pages, server.address, (visited) => {
    visits.push(visited);
    pages.note(visited);
  });
  const since = new Date();
  const chief = scene.officers.findIndex(({ role }) => role === 'administrator');
  await makePractice(scene, people.officers[chief]?.surfer);

  const phase = async (name: string, crowd: readonly Person[], minutes: number) => {
    console.log(`  ${new Date().toISOString().slice(11, 19)} ${name}: ${crowd.length} people`);
    const from = performance.now();
    const [ours, database] = [usageOf(server.pid), usageOf(world.databasePid)];
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
    const used = (pid: number, before: number) => (100 * (usageOf(pid).seconds - before)) / seconds;
    figure('requests', took.length / seconds, '/s');
    figure('processor of the house', used(server.pid, ours.seconds), '%');
    figure('processor of PostgreSQL', used(world.databasePid, database.seconds), '%');
    figure('memory of the house, most', most, 'MB');
    figure('memory of PostgreSQL beside its shared pages, most', mostDatabase, 'MB');
    return took;
  };

  const usual = [...people.officers.slice(0, OFFICERS), ...people.citizens.slice(0, CITIZENS)];
  console.log('  warming up (half a minute)');
  await live(usual, MINUTE / 2, 1);
  const calm = await phase(CALM, usual, 3);
  latencies(chapter, CALM, calm, true);
  const rushed = await phase(RUSH, [...people.officers, ...people.citizens], 1);
  latencies(chapter, RUSH, rushed, false);
  const end = performance.now();
  const after = await phase(AFTER, usual, 1);
  latencies(chapter, AFTER, after, false);
  chapter.figure({
    name: 'recovery: until a second’s p95 is as before',
    value: recovery(calm, after, end, MINUTE),
    unit: 's',
  });
  await sleep(1000);
  accountsOf(chapter, await settle(owner, scene, visits, since));
  chapter.note(
    `One process of the house with its jobs running, PostgreSQL as it comes with fsync on, and the load generator, all on one machine. Officers think ${OFFICER_THINKS} s and citizens ${CITIZEN_THINKS} s between two acts, on average, exponentially; an act is one page or a few that follow each other at once (an officer takes a dossier, gives three verdicts, and sends the letter, completes it or lays it down). Of fifteen officers seven verify, three process, three are at the counter, one leads, one administers or audits. Half a minute to warm up, then three minutes.\n\n${byName(calm)}`,
  );
  kindsOfPages(chapter, pages);
  await server.stop();
  return chapter.close();
}
