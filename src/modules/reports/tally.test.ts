import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseCrontab } from 'graphile-worker';
import { instantAt, localDate } from '../../kernel/clocks/index.ts';
import { transaction } from '../../kernel/db.ts';
import { within } from '../../kernel/house.ts';
import { type Desk, openDesk } from '../dossiers/desk.fixture.ts';
import { done, withDossier } from '../dossiers/index.ts';
import { serviceWith } from '../dossiers/route.fixture.ts';
import { lastOver } from './settling.ts';
import { countOn, keepUp, linesIn, storedIn } from './tally.ts';
import { officesToCatchUp } from './tally-running.sql.ts';
import { countDays, keepAllUp, reportCrontab } from './tasks.ts';

describe('a period out of counted days', () => {
  test('is made of whole months and of days at both ends, none left out and none twice', () => {
    const cases = [
      ['2026-03-04', '2026-03-04', [], [['2026-03-04', '2026-03-04']]],
      ['2026-02-01', '2026-02-28', ['2026-02-01'], []],
      ['2024-02-01', '2024-02-28', [], [['2024-02-01', '2024-02-28']]],
      [
        '2026-12-31',
        '2027-02-01',
        ['2027-01-01'],
        [
          ['2026-12-31', '2026-12-31'],
          ['2027-02-01', '2027-02-01'],
        ],
      ],
      ['2026-03-02', '2026-03-01', [], []],
    ] as const;
    for (const [from, to, months, days] of cases)
      assert.deepEqual(storedIn({ from, to }), { months, days }, `${from}–${to}`);
  });

  test('a day is over a quarter of an hour after its midnight, on the office’s clock', () => {
    const office = { timeZone: 'Asia/Jayapura' } as const;
    assert.equal(lastOver(instantAt('2026-11-17', 14, 'Asia/Jayapura'), office), '2026-11-15');
    assert.equal(lastOver(instantAt('2026-11-17', 15, 'Asia/Jayapura'), office), '2026-11-16');
  });
});

describe('the clock', () => {
  test('rings for a task that exists', () => {
    const named = parseCrontab(reportCrontab).map(({ task }) => task);
    assert.deepEqual(named, ['reports:count', 'reports:keep_up']);
  });
});

describe('the job that counts', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
  });
  after(async () => {
    for (const work of closing) await work();
  });

  test('counts each day once, however often and however many run, and today not at all', async () => {
    const { house, office } = desk;
    const service = { ...serviceWith([{ kind: 'processing' }]), code: 'HITUNG' };
    const countAll = async () => {
      while (await countOn(house, office, 1)) continue;
    };
    const lines = async () =>
      (
        await house.db`select day::text, grain, unit, figure, things from figure_tally order by 1, 2, 3, 4`
      ).map(
        ({ day, grain, unit, figure, things }) => `${day} ${grain} ${unit} ${figure} ${things}`,
      );
    for (let n = 0; n < 3; n += 1) await desk.handIn(service);
    await countAll();
    assert.deepEqual(await lines(), [], 'today is not over');
    desk.pass(86_400_000);
    await desk.handIn(service);
    await countDays(house);
    assert.deepEqual(await lines(), [], 'an office with so little needs no tally');
    await Promise.all([1, 2, 3].map(() => countOn(house, office, 1)));
    const counted = ['2026-11-16 day application received 3', '2026-11-16 day dossier received 3'];
    assert.deepEqual(await lines(), counted);
    await countAll();
    assert.deepEqual(await lines(), counted);
    const sum = async (from: string, to: string) =>
      (await transaction(house.db, (tx) => linesIn(tx, office, { from, to })))
        .filter(({ unit, figure }) => unit === 'application' && figure === 'received')
        .reduce((all, { things }) => all + things, 0);
    assert.deepEqual(
      [await sum('2026-11-16', '2026-11-17'), await sum('2026-11-17', '2026-11-17')],
      [4, 1],
    );
    desk.pass(30 * 86_400_000);
    await countAll();
    assert.ok((await lines()).includes('2026-11-01 month application received 4'));
    assert.equal(await sum('2026-11-01', '2026-12-31'), 4);
  });

  test('counts once what is written down late, however early its moment was; on the day, and after its midnight', async () => {
    const { house, office } = desk;
    const service = { ...serviceWith([{ kind: 'processing' }]), code: 'LAMBAT' };
    const day = () => localDate(house.now(), office.timeZone);
    const withdrawn = async (on = day()) =>
      (await transaction(house.db, (tx) => linesIn(tx, office, { from: on, to: on })))
        .filter(({ unit, figure }) => unit === 'application' && figure === 'withdrawn')
        .reduce((all, { things }) => all + things, 0);
    const upToDate = async () => {
      while (await countOn(house, office, 1)) continue;
      await keepUp(house, office);
    };
    desk.pass(2 * 86_400_000);
    const [late, later, other] = [
      await desk.handIn(service),
      await desk.handIn(service),
      await desk.handIn(service),
    ];
    await upToDate();

    const [first, second] = [await openWithdrawal(desk, late), await openWithdrawal(desk, later)];
    const moment = day();
    desk.pass(3_600_000);
    await (await openWithdrawal(desk, other))();
    await keepUp(house, office);
    assert.deepEqual([day(), await withdrawn()], [moment, 1], 'two are under way');
    await first();
    assert.equal(await withdrawn(), 2, 'looked at anew');
    await keepUp(house, office);
    assert.equal(await withdrawn(), 2, 'in the running tally');

    desk.pass(86_400_000);
    assert.equal(await countOn(house, office, 1, 100), false);
    await second();
    assert.equal(await withdrawn(moment), 3, 'its day has waited for it');
    await upToDate();
    assert.equal(await withdrawn(moment), 3, 'counted for good');
    const [{ until } = { until: '' }] = await house.db<{ until: string }[]>`
      select until::text from figure_counted where office_id = ${office.id}`;
    assert.equal(until, moment);
    assert.equal(await withdrawn(), 0);
  });

  test('finds the offices in which something happened, and no other', async () => {
    const { house, office } = desk;
    assert.deepEqual(await officesToCatchUp(house.db, house.now()), []);
    await desk.handIn({ ...serviceWith([{ kind: 'processing' }]), code: 'KEJAR' });
    assert.deepEqual(await officesToCatchUp(house.db, house.now()), [office.id]);
    await keepAllUp(house);
    assert.deepEqual(await officesToCatchUp(house.db, house.now()), []);
  });
});

/** Withdraws an application now, in a transaction that stays open until the answer is called. */
async function openWithdrawal(
  desk: Desk,
  { dossierId, applicationId }: { dossierId: string; applicationId: string },
): Promise<() => Promise<void>> {
  const [acted, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const whole = transaction(desk.house.db, async (tx) => {
    const outcome = await withDossier(
      within(desk.house, tx),
      desk.citizen(),
      dossierId,
      async (hold) => {
        const application = hold.application(applicationId);
        assert.ok(application);
        const applied = await hold.apply(application, 'withdraw');
        return applied.ok ? done(undefined) : applied;
      },
    );
    assert.ok(outcome.ok);
    acted.resolve();
    await end.promise;
  });
  await Promise.race([acted.promise, whole]);
  return () => {
    end.resolve();
    return whole;
  };
}
