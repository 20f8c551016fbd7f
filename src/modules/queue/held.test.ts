import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { htmlFaults } from '../../../test/ui/html-rules.ts';
import { transaction } from '../../kernel/db.ts';
import type { EventRow } from '../../kernel/ledger.ts';
import {
  furnish,
  newPlot,
  openTestHouse,
  type Place,
  type TestHouse,
  wib,
} from '../appointments/meeting.fixture.ts';
import {
  type Caller,
  type Expected,
  expected,
  openFloor,
  TUESDAY,
  withPrinter,
} from './floor.fixture.ts';
import { queueReactions } from './reactions.ts';

const HELD = '/kantor-uji/petugas/asli';

describe('the originals that lie at the office', () => {
  let database: FreshDatabase;
  let house: TestHouse;
  let place: Place;
  let floor: ReturnType<typeof openFloor>;
  let officer: Caller;
  before(async () => {
    database = await freshDatabase();
    house = withPrinter(openTestHouse(newPlot(database.url)));
    place = await furnish(house, 'kantor-uji');
    floor = openFloor(house);
    officer = { id: place.officer, roles: ['counter_officer'] };
  });
  after(async () => {
    await house.close();
    await database.close();
  });

  const seen = async (path = HELD) => {
    const answer = await floor.get(officer, path);
    assert.equal(answer.status, 200, path);
    assert.deepEqual(await htmlFaults(answer.text), [], path);
    return answer.text;
  };
  /** Somebody left their certificate at the counter of this office, at this hour. */
  const left = async (at: Place, day: string, applications = 1): Promise<Expected> => {
    const made = await expected(house, at, { applications });
    for (const applicationId of made.applicationIds)
      await house.db`
        insert into original (office_id, application_id, requirement, place, place_since, found, checked_at, checked_by)
        values (${at.office.id}, ${applicationId}, 'sertipikat', 'office', ${wib(day, '09.00')}, 'matches', now(), ${at.officer})`;
    return made;
  };
  /** An application comes to its end; what the floor answers to that is answered. */
  const ended = async (made: Expected, applicationId = '', day = TUESDAY) => {
    await house.db`
      update application set outcome = 'completed', waiting_on = 'nobody', closed_at = ${wib(day, '12.00')}, due_at = null
      where id = ${applicationId}`;
    await told(made, 'result.handed_over');
  };
  const told = async (made: Expected, kind: string) => {
    for (const reaction of queueReactions)
      if (reaction.answers.includes(kind))
        await transaction(house.db, (tx) =>
          reaction.react(tx, house, { office_id: place.office.id, stream_id: made.id } as EventRow),
        );
  };
  const order = (text: string, ...all: readonly Expected[]) =>
    all.toSorted((one, other) => text.indexOf(one.number) - text.indexOf(other.number));

  test('stand in one list: what has to go back first, then what lies here longest', async () => {
    assert.match(await seen(), /Tidak ada asli yang disimpan/);
    house.at(wib(TUESDAY, '09.00'));
    const young = await left(place, '2026-11-16');
    const old = await left(place, '2026-11-02');
    const family = await left(place, '2026-11-10', 2);
    const over = await left(place, '2026-11-15');
    await ended(over, over.applicationIds[0], '2026-11-16');
    await ended(family, family.applicationIds[0]);
    let text = await seen();
    assert.deepEqual(order(text, young, old, family, over), [over, old, family, young]);
    assert.match(text, /4 dokumen asli disimpan di sini. 1 di antaranya/);
    assert.equal(text.match(/Harus kembali/g)?.length, 1, 'a sibling still needs the family’s');
    await ended(family, family.applicationIds[1]);
    text = await seen();
    assert.deepEqual(order(text, young, old, family, over), [over, family, old, young]);
    assert.ok(text.includes(`${over.id}#asli`), 'and leads to where it is given back');
    await house.db`update application set outcome = null, waiting_on = 'office', closed_at = null where id = ${over.applicationIds[0] ?? ''}`;
    await told(over, 'objection.upheld');
    text = await seen();
    assert.deepEqual(order(text, young, old, family, over), [family, old, over, young]);
  });

  test('leave it when they are given back', async () => {
    const made = await left(place, '2026-11-01');
    assert.ok((await seen()).includes(made.number));
    const back = await floor.post(officer, `/kantor-uji/petugas/loket/${made.id}/asli`, [
      ['ke', 'pemohon'],
      ['asli', `${made.applicationIds[0]}.sertipikat`],
    ]);
    assert.equal(back.status, 303);
    assert.ok(!(await seen()).includes(made.number));
  });

  test('are leafed through to the last, each line once', async () => {
    for (let day = 1; day <= 30; day += 1)
      await left(place, `2026-10-${String(day).padStart(2, '0')}`);
    const found: string[] = [];
    let path: string | undefined = HELD;
    while (path !== undefined) {
      const text: string = await seen(path);
      found.push(...[...text.matchAll(/loket\/([0-9a-f-]{36})#asli/g)].map(([, id]) => id ?? ''));
      assert.ok(found.length < 100, 'it ends');
      path = /href="([^"]*setelah=[^"]+)"[^>]*>[^<]*Berikutnya/.exec(text)?.[1];
    }
    assert.equal(found.length, new Set(found).size);
    const [held] = await house.db<{ dossiers: number }[]>`
      select count(distinct a.dossier_id)::int as dossiers from original o join application a on a.id = o.application_id
      where o.place = 'office' and o.office_id = ${place.office.id}`;
    assert.equal(found.length, held?.dossiers);
    for (const junk of ['x', '..', '999999999999999.1.', `1.1.${'0'.repeat(36)}`])
      assert.equal((await floor.get(officer, `${HELD}?setelah=${junk}`)).status, 200, junk);
  });

  test('are found by number, by the receipt’s code and by name; no name stands in an address', async () => {
    const made = await left(place, '2026-11-05');
    await house.db`update dossier set full_name = 'Zulaikha Sari' where id = ${made.id}`;
    const byNumber = await seen(`${HELD}?cari=${made.number}`);
    assert.equal(byNumber.match(/#asli/g)?.length, 1);
    const byName = await floor.post(officer, HELD, [['cari', 'zulai']]);
    assert.match(byName.text, new RegExp(made.number));
    assert.equal(byName.text.match(/#asli/g)?.length, 1);
    assert.equal((await floor.get(officer, `${HELD}?cari=zulai`)).location, HELD);
    const identity = await floor.post(officer, HELD, [['cari', '1871991708990002']]);
    assert.equal(identity.status, 422);
    assert.ok(!identity.text.includes('1871991708990002'));
  });

  test('of another office are not in it, and only the floor and its head see it', async () => {
    const other = await furnish(house, 'lain-kantor');
    const theirs = await left(other, '2026-11-05');
    assert.ok(!(await seen()).includes(theirs.number));
    assert.ok(!(await seen(`${HELD}?cari=${theirs.number}`)).includes(theirs.id));
    const head: Caller = { id: place.officer, roles: ['head_of_office'] };
    assert.equal((await floor.get(head, HELD)).status, 200);
    for (const role of ['surveyor', 'operator'] as const)
      assert.equal((await floor.get({ id: place.officer, roles: [role] }, HELD)).status, 403, role);
  });
});
