import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, type OfficeCalendar } from '../../kernel/clocks/index.ts';
import { transaction } from '../../kernel/db.ts';
import type { EventRow } from '../../kernel/ledger.ts';
import { type Desk, openDesk } from '../dossiers/desk.fixture.ts';
import { calendarOf, type ServiceDefinition } from '../offices/index.ts';
import { type Ask, type Count, NO_REASON } from './ask.ts';
import { calendarDays, percentile } from './durations.ts';
import {
  FIGURES,
  type Figure,
  isTallied,
  type ListedFigure,
  OFFICERS_FIGURES,
  WORKPLACES,
} from './figures.ts';
import { anyHistory, anyMeanwhile, live, MEANWHILE, type Meanwhile } from './history.fixture.ts';
import type { ListPlace } from './listing.sql.ts';
import { countList, listFigure } from './listing.ts';
import { momentsOf, type Period } from './period.ts';
import { type Report, readReport } from './report.ts';
import { dayOf, hoursOf, type Life, retell, type Told } from './retold.fixture.ts';
import { countOn, keepUp } from './tally.ts';

describe('each figure equals a count made from the ledger', { timeout: 400_000 }, () => {
  let desk: Desk;
  let calendar: OfficeCalendar;
  const closing: (() => Promise<void>)[] = [];
  const services = new Map<string, ServiceDefinition>();

  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
    for (const code of ['L1', 'L2'])
      await desk.owner`insert into counter (office_id, code, name)
        values (${desk.office.id}, ${code}, ${desk.owner.json({ id: code })})`;
    calendar = await calendarOf(desk.house.db, desk.office);
  });
  after(async () => {
    for (const work of closing) await work();
  });

  test('on random histories: people do random things over random routes, through the real commands', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyHistory, anyPeriods, anyMeanwhile, async (history, periods, beside) => {
        await live(desk, services, history, async (turn) => {
          const what = beside[turn];
          if (!what) return;
          seen.add(what);
          if (what !== 'looks') return inTheBackground(desk, what);
          if (await hasRunning(desk)) seen.add('a running tally');
          const told = retell(await eventsOf(desk), services, calendar);
          const today = dayOf(desk.house.now(), calendar);
          for (const from of [today, addDays(today, -1), addDays(today, -30)])
            await compare(desk, told, calendar, { from, to: today }, 'none');
        });
        const told = retell(await eventsOf(desk), services, calendar);
        for (const life of told.lives) seen.add(life.channel);
        for (const { figure, workplace } of told.happened) seen.add(figure).add(`${workplace}`);
        if (overdueAt(told, desk.house.now()).length > 0) seen.add('overdue');
        const same = async (
          asked: readonly (readonly [number, number])[],
          lists: Lists = 'whole',
        ) => {
          for (const [ago, length] of asked) {
            const last = addDays(dayOf(desk.house.now(), calendar), 1 - ago);
            await compare(
              desk,
              told,
              calendar,
              { from: addDays(last, 1 - length), to: last },
              lists,
            );
          }
        };
        // Before the days that came since are counted for good, after a month of them, and at the job's end.
        await same([...periods, [0, 366]], 'none');
        await countOn(desk.house, desk.office, 1);
        await keepUp(desk.house, desk.office);
        await same([[0, 366]], 'none');
        while (await countOn(desk.house, desk.office, 1)) continue;
        await same(periods.slice(1), 'none');
        await same(periods.slice(0, 1));
        await same([[0, 366]], 'narrowed');
      }),
      { numRuns: 10, seed: 20_261_122, endOnFailure: true },
    );
    const wanted = [...FIGURES.filter((figure) => figure !== 'lapsed'), ...MEANWHILE];
    const never = [...wanted, ...WORKPLACES, 'web', 'counter', 'phone', 'a running tally'].filter(
      (name) => !seen.has(name),
    );
    assert.deepEqual(never, [], 'the histories never had these');
  });
});

/** The jobs that count, as they may come. */
async function inTheBackground(
  { house, office }: Desk,
  what: Exclude<Meanwhile, 'looks'>,
): Promise<void> {
  if (what === 'counts') await countOn(house, office, 1);
  else if (what === 'keeps_up') await keepUp(house, office);
  else if (what === 'twice') await Promise.all([keepUp(house, office), keepUp(house, office)]);
  else
    await assert.rejects(
      transaction(house.db, async (tx) => {
        await keepUp({ ...house, db: tx }, office);
        throw new Error('cut off');
      }),
      /cut off/,
    );
}

async function hasRunning({ house, office }: Desk): Promise<boolean> {
  const rows = await house.db`select 1 from figure_running where office_id = ${office.id} limit 1`;
  return rows.length > 0;
}

/** How many days ago a period ends, and how long it is. */
const anyPeriods = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 30 })), {
  minLength: 2,
  maxLength: 4,
});

const eventsOf = ({ house, office }: Desk) =>
  house.db<
    EventRow[]
  >`select * from event where office_id = ${office.id} and stream_kind = 'dossier'
    order by stream_id, seq`;

/** Which lists are compared, for they take longest: none, those of the whole office, or those of its parts too. */
type Lists = 'none' | 'whole' | 'narrowed';
const NARROWED: readonly Figure[] = ['received', 'checked', 'completed', 'overdue'];

/** Compares the whole report, and the list behind each figure, with what the ledger told. */
async function compare(
  desk: Desk,
  told: Told,
  calendar: OfficeCalendar,
  period: Period,
  lists: Lists,
): Promise<void> {
  const { house, office } = desk;
  const report = await readReport(house, office, period);
  const now = house.now();
  const inside = (at: Date) =>
    period.from <= dayOf(at, calendar) && dayOf(at, calendar) <= period.to;
  const ask: Ask = { officeId: office.id, ...momentsOf(period, office.timeZone), now };
  const codes = new Map(report.services.map(({ service_id, code }) => [service_id, code]));

  for (const figure of FIGURES) {
    const lives =
      figure === 'overdue'
        ? overdueAt(told, now)
        : told.happened
            .filter((each) => each.figure === figure && inside(each.at))
            .map(({ life }) => life);
    assert.deepEqual(
      plain(report.of(figure)),
      countOf(lives),
      `${figure} of ${period.from}–${period.to}`,
    );
    for (const [serviceId, code] of codes)
      assert.equal(
        report.ofPart(figure, { serviceId }),
        countOf(lives.filter(({ service }) => service === code)).applications,
        `${figure} of ${code}`,
      );
    for (const channel of ['web', 'counter', 'phone'])
      assert.equal(
        report.ofPart(figure, { channel }),
        countOf(lives.filter((life) => life.channel === channel)).applications,
        `${figure} by ${channel}`,
      );
    if (lists === 'none') continue;
    await assertListed(desk, figure, ask, lives);
    if (lives.length === 0 || lists !== 'narrowed' || !NARROWED.includes(figure)) continue;
    const byPhone = lives.filter(({ channel }) => channel === 'phone');
    await assertListed(desk, figure, { ...ask, channel: 'phone' }, byPhone);
    const [serviceId, code] = [...codes].find(([, each]) => lives[0]?.service === each) ?? [];
    if (serviceId) {
      const ofService = lives.filter(({ service }) => service === code);
      await assertListed(desk, figure, { ...ask, serviceId }, ofService);
      const both = ofService.filter(({ channel }) => channel === 'phone');
      await assertListed(desk, figure, { ...ask, serviceId, channel: 'phone' }, both);
    }
  }
  for (const figure of OFFICERS_FIGURES)
    for (const workplace of WORKPLACES) {
      const lives = told.happened
        .filter((each) => each.figure === figure && each.workplace === workplace && inside(each.at))
        .map(({ life }) => life);
      assert.equal(
        report.ofPart(figure, { workplace }),
        countOf(lives).applications,
        `${figure} at ${workplace} in ${period.from}–${period.to}`,
      );
      if (lists !== 'none' && workplace === 'home')
        await assertListed(desk, figure, { ...ask, workplace }, lives);
    }
  await compareFaults(desk, report, told, ask, inside);
  if (lists === 'none') return;
  await compareWaiting(desk, report, told, ask);
  await compareStays(desk, report, told, ask, inside, calendar);
}

async function compareWaiting(desk: Desk, report: Report, told: Told, ask: Ask): Promise<void> {
  const open = Map.groupBy(
    told.lives.filter(({ state }) => state !== 'over'),
    ({ state }) => state,
  );
  assert.deepEqual(
    new Map(
      report.waiting.map((row) => [
        `${row.step_kind}/${row.waiting_on}`,
        [plain(row), row.oldest.getTime()],
      ]),
    ),
    new Map(
      [...open].map(([state, lives]) => [
        state,
        [countOf(lives), Math.min(...lives.map(({ submittedAt }) => submittedAt.getTime()))],
      ]),
    ),
  );
  for (const { step_kind: stepKind, waiting_on: waitingOn } of report.waiting)
    await assertListed(
      desk,
      'waiting',
      { ...ask, stepKind, waitingOn },
      open.get(`${stepKind}/${waitingOn}`) ?? [],
    );
}

async function compareFaults(
  desk: Desk,
  report: Report,
  told: Told,
  ask: Ask,
  inside: (at: Date) => boolean,
): Promise<void> {
  const given = Map.groupBy(
    told.faults.filter(({ at }) => inside(at)),
    ({ reason }) => reason,
  );
  assert.deepEqual(
    new Map(report.faults.map((row) => [row.code ?? '', plain(row)])),
    new Map(
      [...given].map(([reason, faults]) => [reason, countOf(faults.map(({ life }) => life))]),
    ),
  );
  for (const { code } of report.faults) {
    const lives = (given.get(code ?? '') ?? []).map(({ life }) => life);
    await assertListed(desk, 'faulty', { ...ask, reasonCode: code ?? NO_REASON }, lives);
  }
}

async function compareStays(
  desk: Desk,
  report: Report,
  told: Told,
  ask: Ask,
  inside: (at: Date) => boolean,
  calendar: OfficeCalendar,
): Promise<void> {
  const stays = Map.groupBy(
    told.stays.filter(({ to }) => inside(to)),
    ({ state }) => state,
  );
  assert.equal(report.stepTimes.length, stays.size);
  for (const time of report.stepTimes) {
    const { stepKind, waitingOn } = time;
    const group = stays.get(`${stepKind}/${waitingOn}`) ?? [];
    const values = group.map((stay) =>
      waitingOn === 'office' ? hoursOf(stay, calendar) : calendarDays(stay.from, stay.to),
    );
    assert.ok(Math.abs(time.median - (percentile(values, 0.5) ?? -1)) < 1e-9);
    assert.ok(Math.abs(time.p90 - (percentile(values, 0.9) ?? -1)) < 1e-9);
    const lives = group.map(({ life }) => life);
    assert.equal(time.applications, countOf(lives).applications);
    await assertListed(desk, 'left', { ...ask, stepKind, waitingOn }, lives);
  }
}

/** The list behind a figure, page by page, holds what the figure counts, and the number above it says so. */
async function assertListed(
  { house, office }: Desk,
  figure: ListedFigure,
  ask: Ask,
  lives: readonly Life[],
): Promise<void> {
  const listed: string[] = [];
  for (let after: ListPlace | undefined; ; ) {
    const rows = await transaction(house.db, (tx) =>
      listFigure(tx, office, figure, ask, { withNames: false, after }),
    );
    const page = rows.slice(0, 25);
    listed.push(...page.map((row) => row.application_id));
    const last = page.at(-1);
    after = last && { at: last.happened_at ?? new Date(0), applicationId: last.application_id };
    assert.ok(rows.every((row) => row.full_name === null));
    if (rows.length <= 25) break;
  }
  const expected = [...new Set(lives.map(({ application }) => application))].sort();
  assert.deepEqual(listed.toSorted(), expected, figure);
  const { applications, dossiers } = countOf(lives);
  assert.deepEqual(
    await transaction(house.db, (tx) => countList(tx, office, figure, ask)),
    isTallied(figure) && (ask.serviceId || ask.workplace)
      ? { applications }
      : { applications, dossiers },
    `${figure}, above its list`,
  );
}

const overdueAt = ({ lives }: Told, now: Date) =>
  lives.filter(({ state, due }) => state.endsWith('/office') && due !== null && due < now);

const plain = ({ applications, dossiers }: Count): Count => ({ applications, dossiers });
const countOf = (lives: readonly Life[]): Count => ({
  applications: new Set(lives.map(({ application }) => application)).size,
  dossiers: new Set(lives.map(({ dossier }) => dossier)).size,
});
