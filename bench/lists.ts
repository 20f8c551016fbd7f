import type { Db } from '../src/kernel/db.ts';
import { createLog } from '../src/kernel/log.ts';
import { reportTasks } from '../src/modules/reports/index.ts';
import { createClient, percentiles } from './support/http.ts';
import { hire, officeId, regularOf, signIn, verifierOf } from './support/people.ts';
import { explainAll, foldPlans, plansOf } from './support/plans.ts';
import { type Chapter, openChapter } from './support/report.ts';
import type { World } from './support/world.ts';

const SLUG = 'kantah-bandar-lampung';
const VISITS = 150;
const WARM = 10;
/** A page that is slow is not waited for longer than this, in milliseconds. */
const LONGEST = 15_000;

/** Why a page may miss its budget in the largest world, as far as it is known. */
const WHY: readonly (readonly [RegExp, string])[] = [
  [
    /^work list/,
    'The lines take 2 to 4 ms and the counts beside the filters 2 to 3, in which all that waits is counted, up to 1,000 of each kind: a small office has less to count.',
  ],
  [
    /^figures/,
    'Days that are over are tallied, and today up to the last minute; what stands open is counted anew.',
  ],
];

interface Side {
  readonly size: number;
  readonly pages: readonly { readonly name: string; readonly visit: () => Promise<number> }[];
}

/** The pages that list and show, in the largest office: at 12,000 applications, beside a tenth and ten times as many. */
export function lists(world: World): Promise<Chapter> {
  return measure(world, [1_200, 12_000, 120_000], 12_000, [12_000, 120_000], VISITS);
}

/** The same pages at 1.2 million applications, beside 12,000. */
export function millionLists(world: World): Promise<Chapter> {
  const size = Number(process.env['BENCH_SIZE'] ?? 1_200_000);
  return measure(world, [12_000, size], size, [size], VISITS / 3);
}

/**
 * Visits every page in each world in turn; times are held to the budget at `here`, the growth from the world before it to the
 * world after it, and the plans are read at `explained`.
 */
async function measure(
  world: World,
  sizes: readonly number[],
  here: number,
  explained: readonly number[],
  visits: number,
): Promise<Chapter> {
  const chapter = openChapter(`List and dossier pages in the largest office, at ${count(here)}`);
  const sides: Side[] = [];
  const ends: (() => Promise<unknown>)[] = [];
  for (const size of sizes) {
    console.log(`  opening the world of ${count(size)}`);
    const { url, owner } = await world.filled(size);
    await catchUp(owner);
    const server = await world.serve(url, { JOBS: '0' });
    ends.push(() => server.stop());
    sides.push({ size, pages: await pagesOf(owner, server.address) });
  }
  const times = new Map<string, number[]>();
  console.log(`  visiting ${sides[0]?.pages.length ?? 0} pages ${visits} times in each`);
  for (let visit = -WARM; visit < visits; visit++)
    for (const { size, pages } of sides)
      for (const { name, visit: go } of pages) {
        const key = `${size} ${name}`;
        const before = times.get(key) ?? [];
        if (before.length >= WARM && sum(before) > LONGEST) continue;
        const took = await go();
        if (visit >= 0 || took > 1000) times.set(key, [...before, took]);
      }
  for (const end of ends) await end();

  for (const { name } of sides[0]?.pages ?? []) {
    const of = (size: number) => percentiles(times.get(`${size} ${name}`) ?? []);
    const { p50, p95, p99 } = of(here);
    const why = WHY.find(([about]) => about.test(name))?.[1] ?? '';
    const quantiles = [
      ['p50', p50, 50],
      ['p95', p95, 150],
      ['p99', p99, 300],
    ] as const;
    for (const [what, value, budget] of quantiles)
      chapter.figure({ name: `${name}: ${what}`, value, unit: 'ms', budget, why });
    for (const [index, size] of sizes.entries()) {
      const smaller = sizes[index - 1];
      if (smaller === undefined) continue;
      chapter.figure({
        name: `${name}: p50 at ${count(size)} / at ${count(smaller)}`,
        value: of(size).p50 / of(smaller).p50,
        unit: '×',
        // Below a page's length the list itself grows, not the work of finding it.
        ...(smaller >= 12_000 ? { budget: 1.5, why } : {}),
      });
    }
  }
  chapter.note(
    `One visitor at a time, ${visits} visits to each page, the sizes in turn within one run, ten visits each to warm up (fewer of a page that is slow). Times from sending to the last byte.`,
  );
  for (const size of explained) {
    console.log(`  reading the plans at ${count(size)}`);
    await explain(world, chapter, size);
  }
  return chapter.close();
}

const sum = (values: readonly number[]) => values.reduce((whole, value) => whole + value, 0);
const count = (size: number) => size.toLocaleString('en-GB');

async function explain(
  world: World,
  chapter: ReturnType<typeof openChapter>,
  size: number,
): Promise<void> {
  const { url, owner } = await world.filled(size);
  await catchUp(owner);
  await explainAll(owner);
  const server = await world.serve(url, { JOBS: '0' });
  const label = count(size);
  let vain = 0;
  try {
    for (const { name, visit } of await pagesOf(owner, server.address)) {
      // Prepared statements settle on their plan after five runs.
      for (let warm = 0; warm < 8; warm++) await visit();
      const plans = await plansOf(world, visit);
      const scanned = [...new Set(plans.flatMap(({ scans }) => scans))];
      chapter.figure({
        ...{
          name: `${name}: large tables read whole at ${label}`,
          value: scanned.length,
          unit: 'tables',
          budget: 0,
        },
        ...(scanned.length > 0 ? { why: scanned.join(', ') } : {}),
      });
      vain = Math.max(vain, ...plans.map((plan) => plan.inVain));
      chapter.note(foldPlans(`Plans at ${label}: ${name}`, plans));
    }
    chapter.figure({
      name: `most rows a step of any statement read in vain at ${label}`,
      value: vain,
      unit: 'rows',
    });
  } finally {
    await server.stop();
  }
}

/** Counts what happened today, as the job of the house does each minute: the servers that are measured have no jobs. */
const catchUp = (db: Db) =>
  reportTasks({ db, now: () => new Date(), log: createLog('warn') })['reports:keep_up']?.({});

async function pagesOf(db: Db, address: string): Promise<Side['pages']> {
  const office = await officeId(db, SLUG);
  const officer = await signIn(db, await verifierOf(db, office));
  const { personId, dossierId: own } = await regularOf(db, office);
  const citizen = await signIn(db, personId);
  const [receiver, head] = await Promise.all([
    hire(db, office, 'counter_officer'),
    hire(db, office, 'head_of_office'),
  ]);
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const [open] = await db<{ id: string; code: string; number: string }[]>`
    select a.dossier_id as id, s.code, d.number from application a
    join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
    join service s on s.office_id = a.office_id and s.id = a.service_id
    where a.office_id = ${office} and a.outcome is null and a.waiting_on = 'office' and a.step_kind = 'verification'
    order by a.due_at, a.submitted_at, a.id limit 1`;
  if (!open) throw new Error('nothing waits');
  const closed = await db<{ id: string }[]>`
    select dossier_id as id from application where office_id = ${office} and outcome = 'completed' order by id limit 200`;
  const ask = createClient(address);
  const page = (name: string, path: () => string, session: string) => ({
    name,
    async visit() {
      const answer = await ask(`/${SLUG}${path()}`, { session });
      if (answer.status !== 200) throw new Error(`${path()} answered ${answer.status}`);
      return answer.took;
    },
  });
  let turn = 0;
  const another = () => closed[turn++ % closed.length]?.id ?? own;
  const list = await ask(`/${SLUG}/petugas`, { session: officer });
  const after = /setelah=([\w.-]+)/.exec(list.body.toString())?.[1] ?? '';
  return [
    page('work list', () => '/petugas', officer),
    page('work list, second page', () => `/petugas?setelah=${after}`, officer),
    page('work list by service', () => `/petugas?layanan=${open.code}`, officer),
    page('work list by state', () => '/petugas?keadaan=verification', officer),
    page('work list waiting on applicants', () => '/petugas?keadaan=applicant', officer),
    page('dossier for the officer', () => `/petugas/berkas/${open.id}`, officer),
    page(
      'dossier for the officer, a closed one, each time another',
      () => `/petugas/berkas/${another()}`,
      officer,
    ),
    page('dossier’s diary', () => `/petugas/berkas/${open.id}?bagian=riwayat`, officer),
    page('search by number', () => `/petugas/cari?cari=${open.number}`, officer),
    page('search by name', () => '/petugas/cari?cari=siti', officer),
    page('schedule of the day', () => '/petugas/jadwal', officer),
    page('counter', () => '/petugas/loket', receiver),
    page('counter: who comes', () => `/petugas/loket?cari=${open.number}`, receiver),
    page('overview', () => '/petugas/ringkasan', head),
    page('figures of today', () => `/petugas/angka?dari=${day(0)}&sampai=${day(0)}`, head),
    page('figures of a month', () => `/petugas/angka?dari=${day(30)}&sampai=${day(0)}`, head),
    page('figures of a year', () => `/petugas/angka?dari=${day(364)}&sampai=${day(0)}`, head),
    page('citizen’s dashboard', () => '/dasbor', citizen),
    page('citizen’s dossier', () => `/berkas/${own}`, citizen),
  ];
}
