import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type Desk, openDesk } from '../desk.fixture.ts';
import { serviceWith } from '../route.fixture.ts';
import { withdraw } from '../steps/commands.ts';
import { handInTogether } from '../together.fixture.ts';
import { countsAt } from './overview.sql.ts';
import { type WorkFilter, type WorkRow, workList } from './work-list.sql.ts';

const service = (code: string, amount: number) => ({
  ...serviceWith([{ kind: 'processing' }]),
  code,
  fields: [],
  time: { unit: 'working_days' as const, amount },
});
const SLOW = service('AKTA', 5);
const QUICK = service('KK', 1);
const MIDDLE = service('KIA', 3);

describe('the work list', () => {
  let desk: Desk;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    desk = await openDesk({ after: (work) => void closing.push(work) });
  });
  after(async () => {
    for (const work of closing) await work();
  });

  const list = (more: Partial<WorkFilter> = {}) =>
    workList(desk.house.db, {
      officeId: desk.office.id,
      officerId: desk.officerId,
      waitingOn: 'office',
      ...more,
    });
  const serviceId = async (code: string) => {
    const [row] = await desk.house.db<{ id: string }[]>`
      select id from service where office_id = ${desk.office.id} and code = ${code}`;
    return row?.id ?? '';
  };

  test('has one line for each dossier; the most urgent application decides its place, all are named', async () => {
    const slow = await handInTogether(desk, [SLOW]);
    const family = await handInTogether(desk, [SLOW, QUICK, MIDDLE]);
    const middle = await handInTogether(desk, [MIDDLE]);
    const rows = await list();
    assert.deepEqual(
      rows.map(({ dossier_id: id }) => id),
      [family, middle, slow].map(({ dossierId }) => dossierId),
    );
    assert.deepEqual(
      rows[0]?.applications.map(({ id, waiting_on: waits }) => [id, waits]),
      family.applications.map((id) => [id, 'office']),
    );
    assert.equal(rows[0]?.application_id, family.applications[1]);
    const counts = await countsAt(desk.house.db, desk.office.id, desk.house.now());
    assert.deepEqual([counts.dossiers, counts.open], [3, 5]);

    const bySlow = await list({ serviceId: await serviceId('AKTA') });
    assert.deepEqual(
      bySlow.map(({ application_id: id }) => id),
      [slow.applications[0], family.applications[0]],
      'among applications of one service, that one decides',
    );
    assert.ok(
      (
        await withdraw(
          desk.house,
          desk.citizen(),
          family.dossierId,
          family.applications[1] ?? '',
          '',
        )
      ).ok,
    );
    const now = await list();
    assert.equal(now.filter((row) => row.dossier_id === family.dossierId).length, 1);
    assert.equal(
      now.find((row) => row.dossier_id === family.dossierId)?.application_id,
      family.applications[2],
      'what has ended decides nothing',
    );
  });

  test('leafing through it shows every open dossier once', async () => {
    const services = [SLOW, QUICK, MIDDLE];
    for (let n = 0; n < 30; n += 1) {
      const chosen = fc.sample(fc.subarray(services, { minLength: 1 }), 1)[0] ?? services;
      await handInTogether(desk, chosen);
      desk.pass(1000);
    }
    const seen: WorkRow[] = [];
    for (let more = await list(); ; ) {
      const page = more.slice(0, 25);
      seen.push(...page);
      const last = page.at(-1);
      if (more.length <= 25 || !last) break;
      more = await list({
        after: { dueAt: last.due_at, submittedAt: last.submitted_at, id: last.application_id },
      });
    }
    const open = await desk.house.db<{ id: string }[]>`
      select distinct dossier_id as id from application where office_id = ${desk.office.id} and outcome is null`;
    assert.deepEqual(
      seen.map(({ dossier_id: id }) => id).toSorted(),
      open.map(({ id }) => id).toSorted(),
    );
  });
});
