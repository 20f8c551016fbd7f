import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Db } from '../../kernel/db.ts';
import {
  furnish,
  newPlot,
  openTestHouse,
  type Place,
  RULES,
  type TestHouse,
  type VerifiedDossier,
  verifiedDossiers,
  wib,
} from './meeting.fixture.ts';
import type { Act, Answer, Order } from './storm.worker.fixture.ts';

/** Seats fought over in each round: four times at two counters. */
const LAST_TIMES = ['09.00', '09.20', '09.40', '10.00'] as const;
/** Where those stand who want to move. */
const CALM_TIMES = [
  '13.00',
  '13.20',
  '13.40',
  '14.00',
  '14.20',
  '14.40',
  '15.00',
  '15.20',
] as const;
const DAY = '2026-11-24';
const iso = (time: string) => wib(DAY, time).toISOString();

/** How many commands are sent in a round, all at once. */
export const ACTS_A_ROUND = 200;

/** Two server processes over one database, and what they have acknowledged. */
export interface Storm {
  readonly owner: Db;
  round(): Promise<readonly Answer[]>;
  readonly acknowledged: Readonly<Record<Act['kind'], number>>;
  readonly errors: readonly string[];
  /** Booked seats that the acknowledgements of this round lead to. */
  bookedByAcknowledgement(): number;
  blockedByAcknowledgement(): number;
  close(): Promise<void>;
}

/** Opens the storm over a fresh database. `random` decides everything that is left to chance. */
export async function openStorm(url: string, random: () => number): Promise<Storm> {
  const plot = newPlot(url);
  const house: TestHouse = openTestHouse(plot);
  const owner = connect(url, { owner: true, max: 1 });
  const place: Place = await furnish(house, 'kantor-uji', { rules: { ...RULES, moves: 20 } });
  const dossiers = await verifiedDossiers(house, place, 160);
  const workers = await Promise.all(
    [1, 2].map(() =>
      startWorker({ open: plot, slug: place.office.slug, officer: place.officer, connections: 8 }),
    ),
  );
  const acknowledged = { fix: 0, offer: 0, pick: 0, move: 0, cancel: 0, block: 0 };
  const errors: string[] = [];
  let booked = 0;
  let blocked = 0;

  const send = async (acts: readonly Act[]): Promise<Answer[]> => {
    const answers = await Promise.all(
      workers.map((worker, index) => worker(acts.filter((_, at) => at % 2 === index))),
    );
    const all = acts.map(
      (_, at): Answer => answers[at % 2]?.[Math.floor(at / 2)] ?? { error: 'no answer' },
    );
    acts.forEach((act, at) => {
      const answer = all[at];
      if (answer && 'error' in answer) errors.push(answer.error);
      if (!answer || !('ok' in answer)) return;
      acknowledged[act.kind] += 1;
      if (act.kind === 'fix' || act.kind === 'pick') booked += 1;
      if (act.kind === 'cancel') booked -= 1;
      if (act.kind === 'block') blocked += 1;
    });
    return all;
  };

  return {
    owner,
    acknowledged,
    errors,
    bookedByAcknowledgement: () => booked,
    blockedByAcknowledgement: () => blocked,
    async round() {
      await owner`truncate seat_claim, seat_cover, appointment, seat_offer cascade`;
      await owner`update application set waiting_on = 'office' where waiting_on <> 'office'`;
      await owner`delete from graphile_worker._private_jobs`;
      booked = 0;
      blocked = 0;
      const scene = await calm(dossiers, send, owner);
      return send(shuffled(stormActs(scene, place, random), random));
    },
    async close() {
      await Promise.all(workers.map((worker) => worker('close')));
      await owner.end({ timeout: 5 });
      await house.close();
    },
  };
}

/** How a round begins: some have a seat among the last, some elsewhere, some hold an offer of the last. */
interface Scene {
  readonly leaving: readonly { readonly dossier: VerifiedDossier; readonly id: string }[];
  readonly moving: readonly { readonly dossier: VerifiedDossier; readonly id: string }[];
  readonly choosing: readonly {
    readonly dossier: VerifiedDossier;
    readonly offerId: string;
    readonly claimIds: readonly string[];
  }[];
  readonly wanting: readonly VerifiedDossier[];
}

async function calm(
  dossiers: readonly VerifiedDossier[],
  send: (acts: readonly Act[]) => Promise<Answer[]>,
  owner: Db,
): Promise<Scene> {
  const leaving = dossiers.slice(0, 3);
  const moving = dossiers.slice(3, 11);
  const choosing = dossiers.slice(11, 13);
  const answers = await send([
    ...leaving.map(
      ({ id }, at): Act => ({
        kind: 'fix',
        dossierId: id,
        at: iso(LAST_TIMES[at % LAST_TIMES.length] ?? '09.00'),
      }),
    ),
    ...moving.map(
      ({ id }, at): Act => ({
        kind: 'fix',
        dossierId: id,
        at: iso(CALM_TIMES[at % CALM_TIMES.length] ?? '13.00'),
      }),
    ),
    ...choosing.map(
      ({ id }): Act => ({ kind: 'offer', dossierId: id, at: [iso('10.00'), iso('10.20')] }),
    ),
  ]);
  const ids = answers.map((answer) => ('ok' in answer ? answer.ok : ''));
  const offers = ids.slice(leaving.length + moving.length);
  const claims = await owner<
    { id: string; offer_id: string }[]
  >`select id, offer_id from seat_claim where kind = 'held'`;
  return {
    leaving: leaving.map((dossier, at) => ({ dossier, id: ids[at] ?? '' })),
    moving: moving.map((dossier, at) => ({ dossier, id: ids[leaving.length + at] ?? '' })),
    choosing: choosing.map((dossier, at) => ({
      dossier,
      offerId: offers[at] ?? '',
      claimIds: claims.filter((claim) => claim.offer_id === offers[at]).map(({ id }) => id),
    })),
    wanting: dossiers.slice(13),
  };
}

function stormActs(scene: Scene, place: Place, random: () => number): Act[] {
  const any = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  };
  const acts: Act[] = [];
  for (const { dossier, id } of scene.leaving)
    for (let twice = 0; twice < 2; twice += 1)
      acts.push({
        kind: 'cancel',
        dossierId: dossier.id,
        applicantId: dossier.applicantId,
        appointmentId: id,
      });
  for (const { dossier, id } of scene.moving)
    for (const byOffice of [true, false])
      acts.push({
        kind: 'move',
        dossierId: dossier.id,
        appointmentId: id,
        at: iso(any([...LAST_TIMES, ...CALM_TIMES])),
        ...(byOffice ? {} : { applicantId: dossier.applicantId }),
      });
  for (const { dossier, offerId, claimIds } of scene.choosing) {
    for (const claimId of claimIds)
      acts.push({
        kind: 'pick',
        dossierId: dossier.id,
        applicantId: dossier.applicantId,
        offerId,
        claimId,
      });
    acts.push({ kind: 'fix', dossierId: dossier.id, at: iso(any(LAST_TIMES)) });
  }
  for (let block = 0; block < 6; block += 1) {
    const from = any(LAST_TIMES);
    const start = new Date(iso(from));
    acts.push({
      kind: 'block',
      counterId: any(place.counters),
      from: iso(from),
      to: new Date(start.getTime() + 15 * 60_000).toISOString(),
    });
  }
  const wanting = [...scene.wanting];
  for (let offer = 0; offer < 12; offer += 1) {
    const dossier = wanting.pop();
    if (dossier)
      acts.push({
        kind: 'offer',
        dossierId: dossier.id,
        at: shuffled(LAST_TIMES, random).slice(0, 2).map(iso),
      });
  }
  // The rest want one of the last seats; two officers may have the same dossier.
  while (acts.length < ACTS_A_ROUND)
    acts.push({ kind: 'fix', dossierId: any(wanting).id, at: iso(any(LAST_TIMES)) });
  return acts;
}

function shuffled<T>(from: readonly T[], random: () => number): T[] {
  return from
    .map((one) => ({ one, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

type Worker = (acts: readonly Act[] | 'close') => Promise<readonly Answer[]>;

async function startWorker(order: Order): Promise<Worker> {
  const child: ChildProcess = fork(new URL('./storm.worker.fixture.ts', import.meta.url), {
    execArgv: process.execArgv.filter((word) => word !== '--test'),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit');
  const ask = async (what: Order): Promise<readonly Answer[]> => {
    const answered = once(child, 'message') as Promise<[readonly Answer[]]>;
    child.send(what);
    const [answers] = await Promise.race([
      answered,
      died.then((): never => assert.fail('a server process died')),
    ]);
    return answers;
  };
  await ask(order);
  return async (acts) => {
    if (acts !== 'close') return ask({ acts });
    child.kill('SIGKILL');
    await died;
    return [];
  };
}
