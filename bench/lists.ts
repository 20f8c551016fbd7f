import type { Db } from '../src/kernel/db.ts';
import { createClient, percentiles } from './support/http.ts';
import { officeId, regularOf, signIn, verifierOf } from './support/people.ts';
import { explainAll, foldPlans, plansOf } from './support/plans.ts';
import { type Chapter, openChapter } from './support/report.ts';
import type { World } from './support/world.ts';

const SLUG = 'kantah-bandar-lampung';
const [SMALL, MIDDLE, LARGE] = [1_200, 12_000, 120_000];
const VISITS = 150;

interface Side {
  readonly size: number;
  readonly pages: readonly { readonly name: string; readonly visit: () => Promise<number> }[];
}

/** The pages that list and show, in the largest office: at 12,000 applications, beside a tenth and ten times as many. */
export async function lists(world: World): Promise<Chapter> {
  const chapter = openChapter('List and dossier pages in the largest office');
  const sides: Side[] = [];
  const ends: (() => Promise<unknown>)[] = [];
  for (const size of [SMALL, MIDDLE, LARGE]) {
    const { url, owner } = await world.filled(size);
    const server = await world.serve(url, { JOBS: '0' });
    ends.push(() => server.stop());
    sides.push({ size, pages: await pagesOf(owner, server.address) });
  }
  const times = new Map<string, number[]>();
  for (let visit = -10; visit < VISITS; visit++)
    for (const { size, pages } of sides)
      for (const { name, visit: go } of pages) {
        const took = await go();
        const key = `${size} ${name}`;
        if (visit >= 0) times.set(key, [...(times.get(key) ?? []), took]);
      }
  for (const end of ends) await end();

  for (const { name } of sides[1]?.pages ?? []) {
    const of = (size: number) => percentiles(times.get(`${size} ${name}`) ?? []);
    const here = of(MIDDLE);
    chapter.figure({ name: `${name}: p50`, value: here.p50, unit: 'ms', budget: 50 });
    chapter.figure({ name: `${name}: p95`, value: here.p95, unit: 'ms', budget: 150 });
    chapter.figure({ name: `${name}: p99`, value: here.p99, unit: 'ms', budget: 300 });
    chapter.figure({
      name: `${name}: p50 at 12,000 / at 1,200`,
      value: here.p50 / of(SMALL).p50,
      unit: '×',
    });
    chapter.figure({
      name: `${name}: p50 at 120,000 / at 12,000`,
      value: of(LARGE).p50 / here.p50,
      unit: '×',
      budget: 1.5,
    });
  }
  chapter.note(
    `One visitor at a time, ${VISITS} visits to each page, the three sizes in turn within one run, ten visits each to warm up. Times from sending to the last byte. The budget of 1.5 × is that of a world ten times (later a hundred times) the one of 12,000; at 1,200 the line in the largest office does not fill a page, so that ratio tells of longer pages, not of slower queries.`,
  );
  for (const size of [MIDDLE, LARGE]) await explain(world, chapter, size);
  return chapter.close();
}

async function explain(
  world: World,
  chapter: ReturnType<typeof openChapter>,
  size: number,
): Promise<void> {
  const { url, owner } = await world.filled(size);
  await explainAll(owner);
  const server = await world.serve(url, { JOBS: '0' });
  const label = size.toLocaleString('en-GB');
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

async function pagesOf(db: Db, address: string): Promise<Side['pages']> {
  const office = await officeId(db, SLUG);
  const officer = await signIn(db, await verifierOf(db, office));
  const { personId, dossierId: own } = await regularOf(db, office);
  const citizen = await signIn(db, personId);
  const [open] = await db<{ id: string; code: string }[]>`
    select a.dossier_id as id, s.code from application a
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
    page('citizen’s dashboard', () => '/dasbor', citizen),
    page('citizen’s dossier', () => `/berkas/${own}`, citizen),
  ];
}
